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
}

extension InlineValue {
  /// Text of strong importance.
  public static func strong(_ text: String) -> InlineValue { InlineValue(.text(TextSpan(text, emphasis: .strong))) }
}
