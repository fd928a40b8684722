import ReportDocument

extension HTMLSpelling {
  /// A part's pages have one orientation; its name is a workbook's.
  mutating func part(_ part: Part) {
    flushHeading()
    closePart()
    buffer.append("<div class=\"part-\(part.orientation.rawValue)\">\n")
    hasOpenPart = true
  }

  mutating func closePart() {
    if hasOpenPart { buffer.append("</div>\n") }
    hasOpenPart = false
  }
}
