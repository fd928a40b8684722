import Violations

extension MessageLanguage {
  /// The language that the person at the terminal has set; POSIX names the variables and their order.
  static let ofEnvironment = MessageLanguage(
    locale: ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(EnvironmentVariable.value).first ?? "")
}

extension Wording {
  /// The message in the language of the person at the terminal.
  var text: String { text(in: .ofEnvironment) }
}
