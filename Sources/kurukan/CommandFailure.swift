import LineRPC
import Violations

/// Why a command ends without having done what it was asked for.
struct CommandFailure: Error {
  let text: String
  let exitCode: Int32
  /// The status, where a call failed.
  private(set) var status: Status?

  /// What an error says, be it one of these or another.
  static func text(of error: any Error) -> String { (error as? CommandFailure)?.text ?? "\(error)" }

  /// The status of an error of a call.
  static func status(of error: any Error) -> Status {
    (error as? CommandFailure)?.status ?? error as? Status ?? Status(.connectFailed, Wording(en: "\(error)"))
  }

  /// A failure of this program itself (`EX_SOFTWARE` of sysexits.h would clash with a status; 1 does not).
  init(_ text: String) { self.init(text, exitCode: 1) }

  init(_ text: String, exitCode: Int32) {
    self.text = text
    self.exitCode = exitCode
  }

  /// Nobody reads what is written: nothing is said, and the exit code is a shell's for SIGPIPE.
  static let brokenPipe = CommandFailure("", exitCode: 128 + 13)

  /// A call that failed: 64 plus gRPC's number, which clashes with nothing since no error has number 0.
  init(_ status: Status, doing what: Wording) {
    text = Wording(en: "\(what.en): ", fr: "\(what.text(in: .french)) : ").text + StatusText.lines(status)
    exitCode = 64 + Int32(clamping: status.code.number)
    self.status = status
  }
}

/// A status for a person: reason, message, every fault with its path, and what to do.
enum StatusText {
  /// Allowed values that are named; lists of organisations and places have hundreds.
  static let allowedCodes = 40

  static func lines(_ status: Status) -> String {
    let (code, reason) = (status.code.name, status.reason.name)
    var text = "\(code == reason ? code : "\(code) \(reason)"): \(status.message.text)"
    for detail in status.details {
      let whole = Wording(en: "record", fr: "enregistrement")
      text += "\n  \(detail.path.isEmpty ? whole.text : detail.path): \(line(detail))"
    }
    if let hint = remedy(status.reason) ?? status.hint { text += "\n  \(hint.text)" }
    if let request = status.requestID { text += "\n  " + Wording(en: "Request", fr: "Requête").text + " \(request)" }
    return text
  }

  /// What to do about it on the command line, where the protocol's own words name methods and members of a line.
  private static func remedy(_ reason: Reason) -> Wording? {
    switch reason {
    case .unauthenticated:
      Wording(
        en: "Name a file that holds a valid token: --token-file FILE, or KURUKAN_TOKEN_FILE in the environment.",
        fr: "Nommez un fichier qui contient un jeton valide : --token-file FICHIER, ou KURUKAN_TOKEN_FILE dans"
          + " l’environnement.")
    case .unknownMethod:
      Wording(
        en: "kurukan describe lists the methods that the server has.",
        fr: "kurukan describe énumère les méthodes du serveur.")
    default: nil
    }
  }

  private static func line(_ detail: FieldViolation) -> String {
    var text = detail.message.text
    if let found = detail.found {
      text += Wording(en: " Found \"\(found)\".", fr: " Trouvé : « \(found) ».").text
    }
    if let suggestion = detail.suggestion { text += Wording(en: "", fr: "").suggesting(suggestion).text }
    guard !detail.allowed.isEmpty else { return text }
    var codes = detail.allowed.prefix(allowedCodes).joined(separator: ", ")
    let more = detail.allowed.count - allowedCodes
    if more > 0 { codes += Wording(en: " and \(more) more", fr: " et \(more) autres").text }
    return text + Wording(en: " Allowed: \(codes).", fr: " Permis : \(codes).").text
  }
}
