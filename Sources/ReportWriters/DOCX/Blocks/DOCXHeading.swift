import ReportDocument

extension DOCXSpelling {
  mutating func heading(_ heading: NumberedHeading) { pendingHeadings.append(heading) }

  mutating func write(_ heading: NumberedHeading) {
    var runs = ""
    var indent = ""
    if let number = heading.number {
      let width = DOCXIndent.headings[heading.level - 1]
      indent =
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"\(width)\"/></w:tabs><w:ind w:left=\"\(width)\" w:hanging=\"\(width)\"/>"
      runs = DOCXText.verbatim(number, in: language) + "<w:r><w:tab/></w:r>"
    }
    runs += DOCXText.title(heading.text, in: language)
    writeParagraph("Heading\(heading.level)", links.marked(runs, heading.anchor), properties: indent)
  }
}
