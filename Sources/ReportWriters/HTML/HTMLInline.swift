import ReportDocument

/// Values as HTML inside a line or a cell.
struct HTMLInline {
  let language: DocumentLanguage
  let footnotes: FootnoteNumbers

  func text(_ text: RichText, place: ValueText.Place = .prose) -> String {
    text.values.map { value($0, place: place) }.joined()
  }

  /// What a cell says. A value that stands alone leaves its trace to the cell's own element.
  func cell(_ text: RichText) -> String {
    guard text.values.count == 1 else { return self.text(text, place: .table) }
    return content(text.values[0], place: .table)
  }

  /// The attribute of the element around a cell's only value.
  func trace(of text: RichText) -> String {
    guard text.values.count == 1, let trace = text.values[0].trace else { return "" }
    return " data-trace=\"\(HTMLText.attribute(trace))\""
  }

  private func value(_ value: InlineValue, place: ValueText.Place) -> String {
    let html = content(value, place: place)
    guard let trace = value.trace else { return html }
    return "<span data-trace=\"\(HTMLText.attribute(trace))\">\(html)</span>"
  }

  private func content(_ value: InlineValue, place: ValueText.Place) -> String {
    switch value.content {
    case .text(let span): return self.span(span)
    case .label(let label, _): return HTMLText.prose(label, in: language)
    case .missing: return sign(value, "missing", FigureSign.missing(in: language))
    case .suppressed(let threshold):
      return sign(value, "suppressed", FigureSign.suppressed(below: threshold, in: language))
    case .withheld: return sign(value, "suppressed", FigureSign.withheld(in: language))
    case .undisclosed:
      return "<span class=\"missing\">\(HTMLText.verbatim(ValueText.undisclosed(in: language)))</span>"
    case .footnote(let note):
      let number = footnotes.number(note)
      return "<sup><a href=\"#\(HTMLIdentifier.footnote(number))\" id=\"\(HTMLIdentifier.mark(number))\">"
        + "\(number)</a></sup>"
    case .integer, .number, .money, .percent, .date:
      let text = HTMLText.verbatim(ValueText.text(of: value, in: language, place: place))
      return place == .prose ? "<span class=\"figure\">\(text)</span>" : text
    }
  }

  private func sign(_ value: InlineValue, _ name: String, _ meaning: String) -> String {
    "<abbr class=\"\(name)\" title=\"\(HTMLText.plain(meaning, in: language))\">"
      + HTMLText.verbatim(ValueText.text(of: value, in: language)) + "</abbr>"
  }

  private func span(_ span: TextSpan) -> String {
    let spoken = span.language ?? language
    var html =
      span.emphasis == .code ? HTMLText.verbatim(span.text) : HTMLText.prose(span.text, in: spoken)
    switch span.emphasis {
    case .strong: html = "<strong>\(html)</strong>"
    case .emphasis: html = "<em>\(html)</em>"
    case .code: html = "<code>\(html)</code>"
    case nil: break
    }
    html = HTMLText.marked(html, span.language, in: language)
    switch span.link {
    case .section(let identifier): return "<a href=\"#\(HTMLIdentifier.of(.named(identifier)))\">\(html)</a>"
    case .web(let address):
      return "<a href=\"\(HTMLText.attribute(address))\" rel=\"noreferrer\">\(html)</a>"
    case nil: return html
    }
  }
}
