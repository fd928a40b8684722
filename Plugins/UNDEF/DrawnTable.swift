import ReportDocument
import ReportKit

/// A table that is also drawn: its first column names the rows, the others hold figures.
struct DrawnTable {
  /// What it is drawn as.
  let kind: Figure.Kind
  /// Where its words are among the labels: `<key>.caption`, `<key>.alternative`, and its columns'.
  let key: String
  /// The columns of figures, by the labels of their titles.
  let columns: KeyValuePairs<String, TableColumn.Kind>

  /// Writes the table; nothing without rows. More rows than a figure may have stand in a table that is not drawn.
  func write(_ rows: [(name: InlineValue, figures: [InlineValue])], _ report: inout ReportBuilder) throws {
    guard !rows.isEmpty else { return }
    let words = report.words
    func title(_ name: String) -> TitleText { TitleText(words["\(key).\(name)"]) }
    try report.add(
      .tableStart(
        TableStart(
          identifier: "figure-\(key)", caption: title("caption"),
          columns: [TableColumn(title("name"), .text, weight: 6)]
            + columns.map { TableColumn(title($0), $1, weight: 3) },
          figure: rows.count > DocumentLimits.figureRows ? nil : Figure(kind, alternative: title("alternative")))))
    for row in rows { try report.add(.row(TableRow([row.name] + row.figures))) }
    try report.add(.tableEnd(TableEnd()))
  }
}
