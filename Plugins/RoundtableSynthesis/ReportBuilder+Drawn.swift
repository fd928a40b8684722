import ReportDocument
import ReportKit

extension ReportBuilder {
  /// The title of a column of figures.
  enum FigureTitle {
    /// A label of the table's.
    case label(String)
    /// The title itself, such as a code's name.
    case text(String)
  }

  /// A table of figures that is drawn as well. Its words are the labels `<key>.caption`, `<key>.group` and
  /// `<key>.alternative`.
  ///
  /// - Parameter rows: a name and a figure for each column. A figure takes a bounded number of rows: longer tables are
  ///   printed without one.
  mutating func drawn(_ key: String, as kind: Figure.Kind, columns: [FigureTitle], _ rows: [TableRow]) throws {
    let figure = Figure(kind, alternative: TitleText(words["\(key).alternative"]))
    let titles = columns.map { title in
      switch title {
      case .label(let name): words["\(key).\(name)"]
      case .text(let text): text
      }
    }
    try add(
      .tableStart(
        TableStart(
          identifier: "drawn-\(key)", caption: TitleText(words["\(key).caption"]),
          columns: [TableColumn(TitleText(words["\(key).group"]), weight: 6)]
            + titles.map { TableColumn(TitleText($0), .number, weight: 3) },
          figure: rows.count <= DocumentLimits.figureRows ? figure : nil)))
    for row in rows { try add(.row(row)) }
    try add(.tableEnd(TableEnd()))
  }
}
