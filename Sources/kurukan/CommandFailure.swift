import LineRPC
import Violations

/// Why a command ends without having done what it was asked for.
struct CommandFailure: Error {
  let text: String
  let exitCode: Int32

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
  }
}

/// A status for a person: reason, message, every fault with its path, and what to do.
enum StatusText {
  static func lines(_ status: Status) -> String {
    var text = "\(status.code.name) \(status.reason.name): \(status.message.text)"
    for detail in status.details {
      let whole = Wording(en: "record", fr: "enregistrement")
      text += "\n  \(detail.path.isEmpty ? whole.text : detail.path): \(line(detail))"
    }
    if let hint = status.hint { text += "\n  \(hint.text)" }
    if let request = status.requestID { text += "\n  " + Wording(en: "Request", fr: "Requête").text + " \(request)" }
    return text
  }

  private static func line(_ detail: FieldViolation) -> String {
    var text = detail.message.text
    if let found = detail.found {
      text += Wording(en: " Found \"\(found)\".", fr: " Trouvé : « \(found) ».").text
    }
    if let suggestion = detail.suggestion {
      text += Wording(en: "", fr: "").suggesting(suggestion).text
    } else if (1...12).contains(detail.allowed.count) {
      let codes = detail.allowed.joined(separator: ", ")
      text += Wording(en: " Allowed: \(codes).", fr: " Permis : \(codes).").text
    }
    return text
  }
}
