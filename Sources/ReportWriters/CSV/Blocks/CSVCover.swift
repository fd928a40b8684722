import ReportDocument

extension CSVSpelling {
  mutating func begin(_ cover: CoverPage) {
    writeLine([CSVField.text(inline.title(cover.header.title))])
    if let subtitle = cover.header.subtitle { writeLine([CSVField.text(inline.title(subtitle))]) }
    writeLabelled(cover.lines(day: InlineValue.date) { .text("\($0.from)/\($0.to)") })
  }
}
