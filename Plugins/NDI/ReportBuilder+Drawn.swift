import ReportDocument
import ReportKit

extension ReportBuilder {
  /// A table that is drawn as a figure as well. Its words are the labels `<key>.caption`, `<key>.alternative`, `<key>.rows`
  /// and `<key>.<number>`; the first value of each row names it.
  mutating func drawn(
    _ key: String, as kind: Figure.Kind, numbers: [String], holding: TableColumn.Kind = .number,
    of rows: [[InlineValue]], total: [InlineValue]? = nil
  ) throws {
    let figure = Figure(kind, alternative: TitleText(words["\(key).alternative"]))
    try add(
      .tableStart(
        TableStart(
          identifier: "figure-\(key)", caption: TitleText(words["\(key).caption"]),
          columns: [TableColumn(TitleText(words["\(key).rows"]), .text, weight: 6)]
            + numbers.map { TableColumn(TitleText(words["\(key).\($0)"]), holding, weight: 2) },
          // A figure of more rows would be refused, and nobody could read it.
          figure: rows.count <= DocumentLimits.figureRows ? figure : nil)))
    for row in rows { try add(.row(TableRow(row))) }
    if let total { try add(.row(TableRow(total, role: .total))) }
    try add(.tableEnd(TableEnd()))
  }
}
