import ReportDocument

extension CSVSpelling {
  mutating func form(_ form: Form) { writeLabelled(form.rows) }

  mutating func definitions(_ list: DefinitionList) {
    writeLabelled(list.entries.map { LabelledValue($0.term, text: $0.text) })
  }

  mutating func writeLabelled(_ rows: [LabelledValue]) {
    separate()
    for row in rows {
      let label = inline.title(row.label)
      let (content, hiddenNotes) = inline.content(row.value)
      for note in hiddenNotes { notePlaces[note] = label }
      writeLine([CSVField.text(label)] + fields(content))
    }
  }

  private func fields(_ content: CSVInline.Content) -> [String] {
    switch content {
    case .text(let text): [CSVField.text(text)]
    case .figure(let figure): [CSVField.figure(figure)]
    case .percent(let number): [CSVField.figure(number + "%")]
    case .money(let amount, let currency): [CSVField.figure(amount), CSVField.figure(currency)]
    }
  }
}
