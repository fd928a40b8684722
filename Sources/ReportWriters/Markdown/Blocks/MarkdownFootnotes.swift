import ReportDocument

extension MarkdownSpelling {
  mutating func footnotes(_ notes: [NumberedFootnote]) {
    lastMarker = nil
    buffer.append("\n")
    for note in notes {
      // What follows the mark is a block of its own, in which a line could begin a heading or a list.
      let line = MarkdownText.guardedStart(MarkdownText.onOneLine(inline.text(note.text)))
      buffer.append("[^\(note.number)]: \(line)\n")
    }
  }
}
