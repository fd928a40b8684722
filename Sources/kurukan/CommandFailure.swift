import LineRPC

/// Why a command ends without having done what it was asked for.
struct CommandFailure: Error {
  let text: String
  let exitCode: Int32

  /// A failure of this program itself (`EX_SOFTWARE` of sysexits.h would clash with a status; 1 does not).
  init(_ text: String) {
    self.text = text
    exitCode = 1
  }

  /// A call that failed: 64 plus gRPC's number, which clashes with nothing since no error has number 0.
  init(_ status: Status, doing what: String) {
    text = what + ": " + StatusText.lines(status)
    exitCode = 64 + Int32(clamping: status.code.number)
  }
}

/// A status for a person: reason, message, every fault with its path, and what to do.
enum StatusText {
  static func lines(_ status: Status) -> String {
    var text = "\(status.code.name) \(status.reason.name): \(status.message)"
    for detail in status.details {
      text += "\n  \(detail.path.isEmpty ? "record" : detail.path): \(detail.message)"
      if let found = detail.found { text += " Found \"\(found)\"." }
      if let suggestion = detail.suggestion {
        text += " Did you mean \"\(suggestion)\"?"
      } else if (1...12).contains(detail.allowed.count) {
        text += " Allowed: \(detail.allowed.joined(separator: ", "))."
      }
    }
    if let hint = status.hint { text += "\n  \(hint)" }
    if let request = status.requestID { text += "\n  Request \(request)" }
    return text
  }
}
