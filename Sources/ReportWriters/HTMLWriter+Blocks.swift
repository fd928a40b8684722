import ReportDocument

extension HTMLWriter {
  mutating func writeList(_ list: ItemList) {
    let element = list.isOrdered ? "ol" : "ul"
    buffer.append("<\(element)>\n")
    for item in list.items { buffer.append("<li>\(inline.text(item))</li>\n") }
    buffer.append("</\(element)>\n")
  }

  mutating func writeForm(_ form: Form) {
    buffer.append("<table class=\"form\">\n<tbody>\n")
    for row in form.rows {
      buffer.append("<tr><th scope=\"row\">\(HTMLText.prose(row.label, in: stamp.language))</th><td")
      appendTrace(of: row.value)
      buffer.append(">\(inline.value(row.value, place: .table))</td></tr>\n")
    }
    buffer.append("</tbody>\n</table>\n")
  }

  mutating func writeNote(_ note: Note) {
    let label = HTMLText.line(phrases.noteLabels[note.tone] ?? "", in: stamp.language)
    buffer.append("<div class=\"note note-\(note.tone.rawValue)\" role=\"note\">")
    buffer.append("<p class=\"note-label\">\(label)</p><p>\(inline.text(note.text))</p></div>\n")
  }

  mutating func writeQuote(_ quote: Quote) {
    let isFrench = stamp.language == .french
    let opening = isFrench ? "«\u{202F}" : "“"
    let closing = isFrench ? "\u{202F}»" : "”"
    buffer.append("<figure class=\"quote\"><blockquote><p>\(opening)\(inline.text(quote.text))\(closing)</p>")
    buffer.append("</blockquote>")
    if let attribution = quote.attribution, !attribution.isEmpty {
      buffer.append("<figcaption>— \(HTMLText.line(attribution, in: stamp.language))</figcaption>")
    }
    buffer.append("</figure>\n")
  }

  mutating func appendTrace(of value: InlineValue) {
    if let trace = value.trace { buffer.append(" data-trace=\"\(HTMLText.attribute(trace))\"") }
  }

  mutating func writeWithheld() {
    let language = stamp.language
    let lines = stamp.withheld
    let title = HTMLIdentifier.withheld
    buffer.append("<section class=\"withheld\" aria-labelledby=\"\(title)\">\n<h2 id=\"\(title)\">")
    buffer.append("\(HTMLText.line(phrases.withheldTitle, in: language))</h2>\n<p>")
    let introduction = lines.isEmpty ? phrases.withheldNothing : phrases.withheldIntroduction
    buffer.append("\(HTMLText.prose(introduction, in: language))</p>\n")
    if !lines.isEmpty { writeWithheldTable(lines) }
    buffer.append("</section>\n")
  }

  /// Says what signs mean, below the first block in which they stand.
  mutating func writeLegend() {
    let signs = legend.take()
    guard !signs.isEmpty else { return }
    let language = stamp.language
    let meanings = signs.map { $0.meaning(in: language) }.joined(separator: " ")
    buffer.append("<p class=\"legend\"><strong>\(HTMLText.prose(phrases.legendLead, in: language))</strong> ")
    buffer.append("\(HTMLText.prose(meanings, in: language))</p>\n")
  }

  private mutating func writeWithheldTable(_ lines: [WithheldLine]) {
    let language = stamp.language
    buffer.append("<table class=\"data narrow\">\n<caption>")
    buffer.append("\(HTMLText.line(phrases.withheldCaption, in: language))</caption>\n<thead>\n<tr>")
    buffer.append("<th scope=\"col\">\(HTMLText.line(phrases.withheldReason, in: language))</th>")
    buffer.append(
      "<th scope=\"col\" class=\"end\">\(HTMLText.line(phrases.withheldCount, in: language))</th>")
    buffer.append("</tr>\n</thead>\n<tbody>\n")
    for line in lines {
      let count = HTMLText.line(line.text(in: language), in: language)
      buffer.append("<tr><th scope=\"row\">\(HTMLText.prose(line.reason, in: language))</th>")
      buffer.append("<td class=\"end figure\">\(count)</td></tr>\n")
    }
    buffer.append("</tbody>\n</table>\n")
  }
}
