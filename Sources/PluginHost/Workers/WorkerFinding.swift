import Glibc
import JSONBytes
import LineRPC
import Violations

/// What a worker's end means.
struct WorkerFinding {
  let order: WorkerOrder
  let limits: PluginHostLimits
  /// As waitpid(2) gives it; -1 if it is not known.
  let exitStatus: Int32
  let answer: WorkerAnswer
  let outputCount: Int
  let lastWords: String

  /// Why there is no usable answer; nil if there is one.
  var fault: Status? {
    if let signal { return ended(by: signal) }
    if let error = answer.error { return error }
    if exitCode != 0 {
      return crashed(
        Wording(
          en: "ended its worker with exit status \(exitCode)",
          fr: "a mis fin à son processus avec le code de sortie \(exitCode)"))
    }
    guard answer.result != nil else {
      return crashed(
        Wording(en: "ended its worker without an answer", fr: "a mis fin à son processus sans réponse"))
    }
    if let error = answer.diagnostics.first(where: { $0["severity"]?.string == "error" }) {
      let summary = error["summary"]?.string ?? ""
      return Status(
        .reportRejected,
        Wording(
          en: "The format \(order.plugin) rejected the report: \(summary)",
          fr: "Le format \(order.plugin) a rejeté le rapport : \(summary)"))
    }
    return nil
  }

  /// What is wrong with the answer's count of what was sent; what is wrong with that itself says more.
  var miscount: Status? {
    guard let count = answer.result?["bytes"], count.integer != Int64(outputCount) else { return nil }
    return Status(
      .pluginProtocol,
      Wording(
        en: "The worker of \(order.plugin) counted other bytes than it sent (\(outputCount)).",
        fr: "Le processus de \(order.plugin) a compté d’autres octets qu’il n’en a envoyé (\(outputCount))."))
  }

  private var exitCode: Int32 { (exitStatus >> 8) & 0xFF }

  private var signal: Int32? {
    let number = exitStatus & 0x7F
    return number == 0 || number == 0x7F ? nil : number
  }

  private func ended(by signal: Int32) -> Status {
    if signal == SIGXCPU {
      return Status(
        .renderingLimit,
        Wording(
          en: "\(order.plugin) used more than \(limits.processorSeconds) seconds of processor time.",
          fr: "\(order.plugin) a consommé plus de \(limits.processorSeconds) secondes de temps processeur."))
    }
    if signal == SIGABRT, Self.memoryRefused.contains(where: lastWords.contains) { return outOfMemory }
    return crashed(
      Wording(
        en: "crashed with signal \(signal) (\(Self.name(of: signal)))",
        fr: "s’est arrêté sur le signal \(signal) (\(Self.name(of: signal)))"))
  }

  private func crashed(_ how: Wording) -> Status {
    let words =
      lastWords.isEmpty
      ? Wording(en: "It printed nothing.", fr: "Il n’a rien affiché.")
      : Wording(en: "Its last words: \(lastWords)", fr: "Ses derniers mots : \(lastWords)")
    // No plugin is to blame for what the server's own programs do.
    let who =
      order.image == nil
      ? Wording(en: "What writes \(order.plugin)", fr: "Ce qui écrit en \(order.plugin)")
      : Wording(en: "The plugin \(order.plugin)", fr: "Le module \(order.plugin)")
    var status = Status(
      order.image == nil ? .unexpected : .pluginCrashed,
      Wording(
        en: "\(who.en) \(how.en). \(words.en)",
        fr: "\(who.text(in: .french)) \(how.text(in: .french)). \(words.text(in: .french))"))
    status.logged = "\(who.en) \(how.en)."
    return status
  }

  /// What Typst prints when it is given no more: Rust's own words, and its compression's in a panic of a second thread.
  private static let memoryRefused = ["memory allocation of", "MemError"]

  private var outOfMemory: Status {
    let size = (order.dataBytes ?? limits.dataBytes) >> 20
    return Status(
      .renderingLimit,
      Wording(
        en: "The report of \(order.plugin) needs more than \(size) MiB of memory.",
        fr: "Le rapport de \(order.plugin) demande plus de \(size) Mio de mémoire."))
  }

  private static func name(of signal: Int32) -> String {
    switch signal {
    case SIGILL: "SIGILL, a trap such as a failed precondition"
    case SIGTRAP: "SIGTRAP, a trap"
    case SIGABRT: "SIGABRT, often memory that was refused"
    case SIGSEGV: "SIGSEGV, bad memory"
    case SIGBUS: "SIGBUS, bad memory"
    case SIGFPE: "SIGFPE, bad arithmetic"
    case SIGKILL: "SIGKILL, from outside, often for want of memory"
    case SIGXFSZ: "SIGXFSZ, it tried to write a file"
    case SIGSYS: "SIGSYS, a forbidden system call"
    default: String(cString: strsignal(signal))
    }
  }
}
