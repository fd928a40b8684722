import ReportDocument

extension HTMLSpelling {
  mutating func definitions(_ list: DefinitionList) {
    flushHeading()
    buffer.append("<dl class=\"definitions\">\n")
    for entry in list.entries {
      buffer.append("<div><dt>\(HTMLText.title(entry.term, in: language))</dt>")
      buffer.append("<dd>\(inline.text(entry.text))</dd></div>\n")
    }
    buffer.append("</dl>\n")
  }
}
