import ReportDocument

extension CSVSpelling {
  mutating func footnotes(_ notes: [NumberedFootnote]) {
    separate()
    for note in notes {
      let place = notePlaces.removeValue(forKey: note.number)
      writeLine(
        [CSVInline.mark(note.number), CSVField.text(inline.text(note.text))] + (place.map { [CSVField.text($0)] } ?? [])
      )
    }
  }
}
