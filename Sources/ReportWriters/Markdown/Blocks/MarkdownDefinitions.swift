import ReportDocument

extension MarkdownSpelling {
  mutating func definitions(_ list: DefinitionList) {
    writeLabelled(list.entries.map { LabelledValue($0.term, text: $0.text) })
  }
}
