import ReportDocument

extension DOCXSpelling {
  /// What a table of labels and values looks like.
  struct PairLook {
    /// How much of the width the labels take, in hundredths.
    let share: Int
    /// The labels' style, and their cells' ground.
    let style: String
    let ground: String

    static let form = PairLook(share: 34, style: "TableTotal", ground: DOCXColor.shade(DOCXColor.tint))
    static let cover = PairLook(share: 32, style: "TableText", ground: "")
  }

  private static let rowsKeptTogether = 12

  mutating func form(_ form: Form) {
    prepare(.text)
    writePairs(form.rows, labels: .form)
  }

  mutating func writePairs(_ rows: [LabelledValue], labels: PairLook) {
    let width = pages.current.textWidth
    let widths = [width * labels.share / 100, width - width * labels.share / 100]
    buffer.append(DOCXTable.opening(widths, density: .usual, look: .rowHeaders, caption: nil, description: nil))
    // A form that is short stays on one page.
    let keep = rows.count <= Self.rowsKeptTogether ? "<w:keepNext/>" : ""
    for (index, row) in rows.enumerated() {
      let value = inline.text(row.value, place: .table)
      buffer.append("<w:tr>\(DOCXTable.rowProperties(row.value, in: widths[1]))")
      buffer.append(
        "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[0])\" w:type=\"dxa\"/>\(labels.ground)</w:tcPr><w:p><w:pPr>"
          + "<w:pStyle w:val=\"\(labels.style)\"/>\(index < rows.count - 1 ? keep : "")</w:pPr>\(DOCXText.label(row.label, in: language))</w:p></w:tc>"
      )
      buffer.append(
        "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[1])\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>"
          + "<w:pStyle w:val=\"TableText\"/></w:pPr>\(value)</w:p></w:tc></w:tr>\n")
    }
    buffer.append("</w:tbl>\n")
    pages.owesSpace = true
  }
}
