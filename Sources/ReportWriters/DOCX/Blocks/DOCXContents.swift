import ReportDocument

extension DOCXSpelling {
  /// The contents are Word's own, their entries written already. Their page numbers are what Word makes of them when it
  /// opens the document, since no writer knows where another program breaks pages. A few entries need no page.
  mutating func contents(_ lines: [ContentsLine]) {
    guard lines.count >= DOCXLimits.contentsEntries else { return }
    hasContents = true
    prepare(.text)
    writeParagraph("TOCHeading", DOCXText.line(phrases.contents, in: language))
    for (index, line) in lines.enumerated() {
      var runs = index == 0 ? DOCXField.begin("TOC \\o \"1-4\" \\h \\z \\u") : ""
      var entry = line.number.map { DOCXText.verbatim($0, in: language, DOCXLook(style: "SectionNumber")) } ?? ""
      if line.number != nil { entry += "<w:r><w:tab/></w:r>" }
      entry += DOCXText.title(line.text, in: language) + "<w:r><w:tab/></w:r>"
      entry += DOCXField.simple("PAGEREF \(links.bookmark(line.anchor)) \\h", DOCXText.verbatim(" ", in: language))
      runs += links.link(entry, to: line.anchor)
      if index == lines.count - 1 { runs += DOCXField.end }
      let indent = DOCXIndent.contents[line.level - 1].number
      let flush = line.number == nil ? "<w:ind w:left=\"\(indent)\" w:right=\"567\" w:firstLine=\"0\"/>" : ""
      writeParagraph("TOC\(line.level)", runs, properties: flush)
    }
    pages.owesBreak = true
  }
}
