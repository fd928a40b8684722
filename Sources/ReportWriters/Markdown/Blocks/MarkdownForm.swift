import ReportDocument

extension MarkdownSpelling {
  mutating func form(_ form: Form) { writeLabelled(form.rows) }

  /// A list of labels in bold and what they label.
  mutating func writeLabelled(_ rows: [LabelledValue]) {
    let mark = marker("-", or: "*")
    let colon = language == .french ? "\u{A0}:" : ":"
    buffer.append("\n")
    for row in rows {
      buffer.append("\(mark) **\(inline.title(row.label))**\(colon) \(inline.cell(row.value))\n")
    }
  }
}
