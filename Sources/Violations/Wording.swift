/// One message for a person, in every language that it has been written in.
///
/// A literal is English alone: a text that only operators and authors of plugins meet needs no more.
public struct Wording: Sendable, Hashable {
  /// The rule that was broken, a stable name in lower snake case; empty where no rule was.
  public var rule: String
  /// The message in English.
  public var en: String
  /// The message in French; nil if it has not been translated.
  public var fr: String?

  /// A message about a broken rule, or about no rule.
  public init(_ rule: String = "", en: String, fr: String? = nil) {
    self.rule = rule
    self.en = en
    self.fr = fr
  }

  /// The message in `language`, or in English where it has not been translated.
  public func text(in language: MessageLanguage) -> String {
    switch language {
    case .english: en
    case .french: fr.map(FrenchSpacing.applied) ?? en
    }
  }

  /// The message with the question whether `name` was meant, if there is one.
  public func suggesting(_ name: String?) -> Wording {
    guard let name else { return self }
    return Wording(
      rule, en: "\(en) Did you mean \"\(name)\"?", fr: fr.map { "\($0) Vouliez-vous dire « \(name) » ?" })
  }
}

extension Wording: ExpressibleByStringInterpolation {
  /// An English message.
  public init(stringLiteral text: String) { self.init(en: text) }
}

extension Wording: CustomStringConvertible {
  /// The message in English, for logs.
  public var description: String { en }
}
