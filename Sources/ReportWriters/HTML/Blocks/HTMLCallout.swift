import ReportDocument

extension HTMLSpelling {
  mutating func callout(_ callout: Callout, label: TitleText) {
    flushHeading()
    buffer.append("<div class=\"callout callout-\(callout.tone.rawValue)\" role=\"note\">")
    buffer.append("<p class=\"callout-label\">\(HTMLText.title(label, in: language))</p>")
    buffer.append("<p>\(inline.text(callout.text))</p></div>\n")
  }
}
