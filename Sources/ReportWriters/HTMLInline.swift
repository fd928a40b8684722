import ReportDocument

/// Values as HTML inside a line or a cell.
struct HTMLInline: Sendable {
  let language: DocumentLanguage

  func text(_ text: RichText) -> String {
    text.values.map { value($0, place: .prose) }.joined()
  }

  /// A value; its trace goes to the cell in tables, to an element of its own in prose.
  func value(_ value: InlineValue, place: ValueText.Place) -> String {
    let html = content(value, place: place)
    guard place == .prose, let trace = value.trace else { return html }
    return "<span data-trace=\"\(HTMLText.attribute(trace))\">\(html)</span>"
  }

  private func content(_ value: InlineValue, place: ValueText.Place) -> String {
    switch value.content {
    case .text(let span): return self.span(span)
    case .label(let label, _): return HTMLText.prose(label, in: language)
    case .missing:
      let title = HTMLText.line(FigureSign.missing(in: language), in: language)
      return "<abbr class=\"missing\" title=\"\(title)\">"
        + HTMLText.verbatim(ValueText.missing(in: language)) + "</abbr>"
    case .suppressed(let threshold):
      let title = HTMLText.line(FigureSign.suppressed(below: threshold, in: language), in: language)
      return "<abbr class=\"suppressed\" title=\"\(title)\">"
        + HTMLText.verbatim(ValueText.suppressed(below: threshold)) + "</abbr>"
    case .withheld:
      let title = HTMLText.line(FigureSign.withheld(in: language), in: language)
      return "<abbr class=\"suppressed\" title=\"\(title)\">"
        + HTMLText.verbatim(ValueText.withheld(in: language)) + "</abbr>"
    case .integer, .number, .money, .percent, .date:
      let text = HTMLText.verbatim(ValueText.text(of: value, in: language, place: place))
      return place == .prose ? "<span class=\"figure\">\(text)</span>" : text
    }
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
    if spoken != language { html = "<span lang=\"\(spoken.rawValue)\">\(html)</span>" }
    switch span.link {
    case .section(let identifier): return "<a href=\"#\(HTMLIdentifier.of(identifier))\">\(html)</a>"
    case .web(let address):
      return "<a href=\"\(HTMLText.attribute(address))\" rel=\"noreferrer\">\(html)</a>"
    case nil: return html
    }
  }
}

/// Identifiers of the plugin's making get a prefix, so that they never meet the writer's own.
enum HTMLIdentifier {
  static let content = "content"
  static let contents = "contents"
  static let withheld = "withheld"

  static func of(_ identifier: String) -> String { "s-" + identifier }
}
