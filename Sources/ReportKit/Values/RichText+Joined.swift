public import ReportDocument

extension RichText {
  /// Values with a text between each two of them; nil leaves one out.
  public static func joined(_ values: [InlineValue?], by separator: String) -> RichText {
    var joined: [InlineValue] = []
    for value in values.compactMap({ $0 }) {
      if !joined.isEmpty { joined.append(.text(separator)) }
      joined.append(value)
    }
    return RichText(joined)
  }

  /// Values one under the other, without those that are missing; where none is left a text, or missing.
  public static func lines(_ values: [InlineValue?], or none: String? = nil) -> RichText {
    let known = values.filter { $0 != .missing }
    return known.contains { $0 != nil } ? .joined(known, by: "\n") : [.text(none)]
  }

  /// Texts one under the other; empty without any.
  public static func lines(_ texts: [RichText]) -> RichText {
    texts.isEmpty ? "" : RichText(Array(texts.map(\.values).joined(separator: [.text("\n")])))
  }

  /// A record's title, set off from the text below it; what is withheld is said to be.
  public static func titled(_ row: InputRow, _ title: String, _ text: String) -> RichText {
    .lines([row.value(title).emphasised, row.value(text)])
  }
}

extension InlineValue {
  /// Text of strong importance.
  public static func strong(_ text: String) -> InlineValue { InlineValue(.text(TextSpan(text, emphasis: .strong))) }

  /// The same text, of strong importance; other values as they are.
  public var emphasised: InlineValue {
    guard case .text(var span) = content else { return self }
    span.emphasis = .strong
    return InlineValue(.text(span), trace: trace)
  }
}
