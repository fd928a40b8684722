import ReportDocument

extension HTMLSpelling {
  mutating func footnotes(_ notes: [NumberedFootnote]) {
    flushHeading()
    let back = HTMLText.plain(phrases.backToText, in: language)
    buffer.append("<ol class=\"footnotes\" aria-label=\"\(HTMLText.plain(phrases.footnotes, in: language))\">\n")
    for note in notes {
      buffer.append(
        "<li id=\"\(HTMLIdentifier.footnote(note.number))\" value=\"\(note.number)\">\(inline.text(note.text))")
      buffer.append(" <a href=\"#\(HTMLIdentifier.mark(note.number))\" aria-label=\"\(back)\">↩</a></li>\n")
    }
    buffer.append("</ol>\n")
  }
}
