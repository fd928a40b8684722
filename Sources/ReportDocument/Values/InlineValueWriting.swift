import JSONBytes

extension InlineValue {
  /// Whether the value is a text and nothing more, which is written as a string.
  var isPlainText: Bool {
    guard case .text(let span) = content else { return false }
    return span.isPlain && trace == nil
  }

  func write(to writer: inout JSONWriter) {
    if case .text(let span) = content, isPlainText { return writer.string(span.text) }
    writer.beginObject()
    switch content {
    case .text(let span):
      writer.member("text", span.text)
      writer.member("emphasis", ifPresent: span.emphasis?.rawValue)
      writer.member("link", ifPresent: span.link?.text)
      writer.member("language", ifPresent: span.language?.rawValue)
    case .integer(let integer): writer.member("number", integer)
    case .number(let number, let decimals):
      writer.key("number")
      writer.number(number)
      writer.member("decimals", decimals)
    case .money(let amount, let currency):
      writer.member("money", amount)
      writer.member("currency", currency)
    case .date(let date): writer.member("date", date.description)
    case .percent(let number, let decimals):
      writer.key("percent")
      writer.number(number)
      writer.member("decimals", decimals)
    case .label(let label, let code):
      writer.member("label", label)
      writer.member("code", ifPresent: code)
    case .footnote(let note): writer.member("footnote", note)
    case .missing: writer.member("missing", true)
    case .suppressed(let threshold): writer.member("suppressed", threshold)
    case .withheld: writer.member("withheld", true)
    case .undisclosed: writer.member("undisclosed", true)
    }
    writer.member("trace", ifPresent: trace)
    writer.endObject()
  }
}
