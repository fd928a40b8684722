import ReportDocument

/// Values as a workbook has them: texts, or numbers with a format.
struct XLSXInline {
  let language: DocumentLanguage
  let footnotes: FootnoteNumbers

  /// What a cell holds.
  enum Content {
    case text(XLSXText)
    /// A number as XML spells it, and its format.
    case number(String, format: String)
    /// What stands in a figure's place.
    case sign(String)
  }

  /// What a cell says. Alone, or with nothing but marks of notes behind it, a figure is a number.
  func content(_ text: RichText) -> Content {
    guard let first = text.values.first else { return .text(XLSXText()) }
    guard text.values.dropFirst().allSatisfy(Self.isFootnote) else { return .text(self.text(text, place: .table)) }
    if let sign = sign(first), text.values.count == 1 { return .sign(sign) }
    guard let (number, format) = number(first) else { return .text(self.text(text, place: .table)) }
    let marks = text.values.dropFirst().map { mark($0) }.joined()
    return .number(number, format: marks.isEmpty ? format : XLSXFormat.adding(marks, to: format))
  }

  /// Prose, its figures as they are printed.
  func text(_ text: RichText, place: ValueText.Place = .prose) -> XLSXText {
    var output = XLSXText()
    for value in text.values {
      switch value.content {
      case .text(let span): append(span, to: &output)
      case .label(let label, _): output.append(printed(label, in: language))
      case .footnote: output.append(mark(value))
      case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld, .undisclosed:
        output.append(ValueText.text(of: value, in: language, place: place))
      }
    }
    if text.values.count == 1, case .text(let span) = text.values[0].content { output.link = span.link }
    return output
  }

  /// A title on one line.
  func title(_ title: TitleText) -> String {
    PrintedText.isolated(PrintedText.line(title.text, in: title.language ?? language))
  }

  /// A title for a sheet's name, which has no room for marks of direction.
  func name(_ title: TitleText) -> String { PrintedText.line(title.text, in: title.language ?? language) }

  func line(_ text: String) -> String { PrintedText.isolated(PrintedText.line(text, in: language)) }

  private func printed(_ text: String, in language: DocumentLanguage) -> String {
    PrintedText.isolated(PrintedText.text(text, in: language))
  }

  private func append(_ span: TextSpan, to output: inout XLSXText) {
    let spoken = span.language ?? language
    let text =
      span.emphasis == .code
      ? PrintedText.isolated(SafeText.cleaned(span.text)) : printed(span.text, in: spoken)
    let font: XLSXStyle.Font? =
      switch span.emphasis {
      case .strong: .strong
      case .emphasis: .emphasis
      case .code, nil: nil
      }
    output.append(text, font: span.link == nil ? font : .link)
    // A cell leads to one place only, so that an address within a text is said.
    if case .web(let address) = span.link, !span.text.contains(address) { output.append(" (\(address))") }
  }

  private func mark(_ value: InlineValue) -> String {
    guard case .footnote(let note) = value.content else { return "" }
    return " [\(footnotes.number(note))]"
  }

  private static func isFootnote(_ value: InlineValue) -> Bool {
    if case .footnote = value.content { return true }
    return false
  }

  private func sign(_ value: InlineValue) -> String? {
    switch value.content {
    case .missing, .suppressed, .withheld, .undisclosed: ValueText.text(of: value, in: language, place: .table)
    default: nil
    }
  }

  private func number(_ value: InlineValue) -> (String, format: String)? {
    switch value.content {
    case .integer(let integer):
      guard integer.magnitude < 1_000_000_000_000_000 else { return nil }
      return (String(integer), XLSXFormat.number(decimals: 0))
    case .number(let number, let decimals):
      return ("\(number)", XLSXFormat.number(decimals: decimals))
    case .percent(let number, let decimals):
      return ("\(number / 100)", XLSXFormat.percent(decimals: decimals))
    case .money(let amount, let currency):
      let digits = amount.utf8.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
      guard digits.count <= XLSXLimits.digits else { return nil }
      return (amount, XLSXFormat.money(currency, in: language))
    case .date(let date):
      guard let serial = XLSXFormat.serial(date) else { return nil }
      return (String(serial), XLSXFormat.date(in: language))
    case .text, .label, .missing, .suppressed, .withheld, .undisclosed, .footnote: return nil
    }
  }
}
