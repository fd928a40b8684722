import ReportDocument

/// Values as runs inside a paragraph.
struct DOCXInline {
  let language: DocumentLanguage
  let footnotes: FootnoteNumbers
  let links: DOCXLinks
  /// Whether the runs stand in a note at the foot.
  var isNote = false

  func text(_ text: RichText, place: ValueText.Place = .prose) -> String {
    guard text.values.count != 1 else { return value(text.values[0], place: place) }
    return text.values.map { value($0, place: place) }.joined()
  }

  private func value(_ value: InlineValue, place: ValueText.Place) -> String {
    switch value.content {
    case .text(let span): return self.span(span)
    case .label(let label, _): return DOCXText.prose(label, in: language)
    case .missing, .suppressed, .withheld, .undisclosed:
      return DOCXText.verbatim(ValueText.text(of: value, in: language), in: language, .sign)
    case .footnote(let note):
      let number = footnotes.number(note)
      return "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/>\(DOCXLanguage.latin(language))</w:rPr>"
        + "<w:footnoteReference w:id=\"\(number)\"/></w:r>"
    case .integer, .number, .money, .percent, .date:
      return DOCXText.verbatim(ValueText.text(of: value, in: language, place: place), in: language)
    }
  }

  private func span(_ span: TextSpan) -> String {
    let spoken = span.language ?? language
    guard let link = span.link else {
      let look: DOCXLook =
        switch span.emphasis {
        case .strong: .strong
        case .emphasis: .emphasis
        case .code: .code
        case nil: .plain
        }
      return runs(span, spoken, look)
    }
    let runs = runs(
      span, spoken,
      DOCXLook(
        style: "Hyperlink", isBold: span.emphasis == .strong, isItalic: span.emphasis == .emphasis,
        isCode: span.emphasis == .code))
    switch link {
    case .section(let identifier): return links.link(runs, to: .named(identifier))
    case .web(let address): return links.link(runs, to: address, isNote: isNote)
    }
  }

  private func runs(_ span: TextSpan, _ spoken: DocumentLanguage, _ look: DOCXLook) -> String {
    span.emphasis == .code
      ? DOCXText.verbatim(span.text, in: spoken, look) : DOCXText.prose(span.text, in: spoken, look)
  }
}
