import JSONBytes

/// What a check found of one subject: one line, with the remedy where something is wrong.
struct CheckFinding: Sendable, Equatable {
  enum Level: String, Sendable {
    case ok, warning, fault
  }

  let subject: String
  let level: Level
  let message: String
  let remedy: String?

  static func ok(_ subject: String, _ message: String) -> CheckFinding {
    CheckFinding(subject: subject, level: .ok, message: message, remedy: nil)
  }

  static func warning(_ subject: String, _ message: String, remedy: String?) -> CheckFinding {
    CheckFinding(subject: subject, level: .warning, message: message, remedy: remedy)
  }

  static func fault(_ subject: String, _ message: String, remedy: String? = nil) -> CheckFinding {
    CheckFinding(subject: subject, level: .fault, message: message, remedy: remedy)
  }

  /// A fault in the words of what was thrown, which name the remedy.
  static func fault(_ subject: String, _ error: any Error) -> CheckFinding {
    fault(subject, (error as? CommandFailure)?.text ?? "\(error)")
  }

  var line: String {
    let level = level.rawValue.padded(to: 7)
    return "\(level)  \(subject.padded(to: 11))  \(message)" + (remedy.map { " \($0)" } ?? "")
  }

  var json: JSONValue {
    var object: JSONObject = [
      "subject": .string(subject), "level": .string(level.rawValue), "message": .string(message),
    ]
    if let remedy { object["remedy"] = .string(remedy) }
    return .object(object)
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - self.count)) }
}
