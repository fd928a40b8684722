import ReportDocument
import ReportKit

extension ReportBuilder {
  /// A table of rows that are indented or drawn. Its words are the labels `<key>.caption`, `<key>.<column>`,
  /// `<key>.alternative` of a figure; nothing without rows.
  ///
  /// - Parameter number: tells tables of one key apart.
  mutating func lines(
    _ key: String, number: Int = 1, as figure: Figure.Kind? = nil,
    _ columns: [(name: String, kind: TableColumn.Kind, width: Int)],
    _ rows: [TableRow]
  ) throws {
    guard !rows.isEmpty else { return }
    // A figure of more rows would be refused, and nobody could read it.
    let drawn = rows.count <= DocumentLimits.figureRows ? figure : nil
    let titles = columns.map { TableColumn(TitleText(words["\(key).\($0.name)"]), $0.kind, weight: $0.width) }
    try add(
      .tableStart(
        TableStart(
          identifier: "\(key)-\(number)", caption: TitleText(words["\(key).caption"]), columns: titles,
          figure: drawn.map { Figure($0, alternative: TitleText(words["\(key).alternative"])) })))
    for row in rows { try add(.row(row)) }
    try add(.tableEnd(TableEnd()))
  }
}
