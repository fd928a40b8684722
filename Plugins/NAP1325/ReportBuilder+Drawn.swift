import ReportDocument
import ReportKit

extension ReportBuilder {
  /// A table of figures that is drawn as well. Its words are the labels `<key>.alternative` and `<key>.rows`; the first
  /// value of each row names it.
  mutating func drawn(
    _ key: String, id: String, caption: String, as kind: Figure.Kind, columns: [String],
    holding: TableColumn.Kind = .number, of rows: [[InlineValue]], total: [InlineValue]? = nil, note: String? = nil
  ) throws {
    let alternative = words["\(key).alternative"]
    // A figure of more rows would be refused, and nobody could read it.
    let isDrawn = rows.count <= DocumentLimits.figureRows
    try add(
      .tableStart(
        TableStart(
          identifier: id, caption: TitleText(caption),
          columns: [TableColumn(TitleText(words["\(key).rows"]), .text, weight: 6)]
            + columns.map { TableColumn(TitleText($0), holding, weight: 3) },
          figure: isDrawn ? Figure(kind, alternative: TitleText(alternative)) : nil)))
    for row in rows { try add(.row(TableRow(row))) }
    if let total { try add(.row(TableRow(total, role: .total))) }
    try add(.tableEnd(TableEnd(note: note.map { RichText(words[$0]) })))
  }
}
