import ReportDocument

/// Values as fields.
struct CSVInline {
  /// What a text says: one field or, of money, amount and currency.
  enum Content {
    case text(String)
    case figure(String)
    case money(amount: String, currency: String)
    case percent(String)
  }

  let language: DocumentLanguage
  let footnotes: FootnoteNumbers

  func title(_ title: TitleText) -> String { isolated(PrintedText.line(title.text, in: title.language ?? language)) }

  func line(_ text: String) -> String { isolated(PrintedText.line(text, in: language)) }

  /// Words and figures among them, as people read them.
  func text(_ text: RichText, place: ValueText.Place = .prose) -> String {
    let isAlone = text.values.count == 1
    return text.values.map { value($0, place: place, isAlone: isAlone) }.joined()
  }

  /// A figure that stands alone but for marks of notes, or words; and the numbers of the notes whose marks are not shown.
  func content(_ text: RichText) -> (content: Content, hiddenNotes: [Int]) {
    let others = text.values.filter { !isNote($0) && !isBlank($0) }
    guard others.count == 1, let figure = figure(others[0]) else { return (.text(self.text(text, place: .table)), []) }
    let notes = text.values.compactMap { value in
      if case .footnote(let note) = value.content { footnotes.number(note) } else { nil }
    }
    return (figure, notes)
  }

  private func isNote(_ value: InlineValue) -> Bool {
    if case .footnote = value.content { true } else { false }
  }

  /// What stands between a figure and a mark.
  private func isBlank(_ value: InlineValue) -> Bool {
    if case .text(let span) = value.content { SafeText.isBlank(span.text) } else { false }
  }

  private func figure(_ value: InlineValue) -> Content? {
    switch value.content {
    case .integer(let integer): .figure(String(integer))
    case .number(let number, let decimals): .figure(PlainFigure.number(number, decimals: decimals))
    case .percent(let number, let decimals): .percent(PlainFigure.number(number, decimals: decimals))
    case .date(let date): .figure(date.description)
    case .money(let amount, let currency):
      PlainFigure.amount(amount, currency).map { .money(amount: $0, currency: currency) }
    case .text, .label, .missing, .suppressed, .withheld, .undisclosed, .footnote: nil
    }
  }

  private func value(_ value: InlineValue, place: ValueText.Place, isAlone: Bool) -> String {
    switch value.content {
    case .text(let span): isolated(self.span(span), isAlone: isAlone)
    case .label(let label, _): isolated(PrintedText.text(label, in: language), isAlone: isAlone)
    case .footnote(let note): Self.mark(footnotes.number(note))
    case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld, .undisclosed:
      ValueText.text(of: value, in: language, place: place)
    }
  }

  /// A mark in the text, and what stands before the note.
  static func mark(_ number: Int) -> String { "[\(number)]" }

  private func span(_ span: TextSpan) -> String {
    let text =
      span.emphasis == .code
      ? SafeText.cleaned(span.text) : PrintedText.text(span.text, in: span.language ?? language)
    guard case .web(let address) = span.link, !text.isEmpty else { return text }
    return "\(text) (\(address))"
  }

  /// Names in one script stay as they are, so that programs find them again; only beside others they are isolated.
  private func isolated(_ text: String, isAlone: Bool = true) -> String {
    isAlone && DirectionRun.runs(of: text).count == 1 ? text : PrintedText.isolated(text)
  }
}
