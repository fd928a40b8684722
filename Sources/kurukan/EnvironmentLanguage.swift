import Glibc
import Violations

extension MessageLanguage {
  /// The language that the person at the terminal has set; POSIX names the variables and their order.
  static let ofEnvironment = MessageLanguage(
    locale: ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(value(of:)).first ?? "")

  /// An empty variable counts as one that is not set.
  private static func value(of name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }
}

extension Wording {
  /// The message in the language of the person at the terminal.
  var text: String { text(in: .ofEnvironment) }
}
