import ReportDocument

extension MarkdownSpelling {
  mutating func footnotes(_ notes: [NumberedFootnote]) {
    lastMarker = nil
    buffer.append("\n")
    for note in notes {
      buffer.append("[^\(note.number)]: \(MarkdownText.onOneLine(inline.text(note.text)))\n")
    }
  }
}
