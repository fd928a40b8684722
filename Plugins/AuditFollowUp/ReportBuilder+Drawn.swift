import ReportDocument
import ReportKit

extension ReportBuilder {
  /// A table of figures that is drawn as well. Its words are the labels `<key>.caption`, `<key>.group` and
  /// `<key>.alternative`; those of the columns are under `columns` of `rates`.
  ///
  /// - Parameter rows: a name and a figure for each column. A figure takes a bounded number of rows: longer tables are
  ///   printed without one.
  mutating func drawn(_ key: String, as kind: Figure.Kind, columns: [String], _ rows: [TableRow]) throws {
    let figure = Figure(kind, alternative: TitleText(words["\(key).alternative"]))
    let titles = columns.map { TableColumn(TitleText(words["rates.\($0)"]), .number, weight: 3) }
    try add(
      .tableStart(
        TableStart(
          identifier: "drawn-\(key)", caption: TitleText(words["\(key).caption"]),
          columns: [TableColumn(TitleText(words["\(key).group"]), weight: 6)] + titles,
          figure: rows.count <= DocumentLimits.figureRows ? figure : nil)))
    for row in rows { try add(.row(row)) }
    try add(.tableEnd(TableEnd(note: AuditFormat.labels.find("\(key).note").map { RichText(request.text($0)) })))
  }

  /// Warns that something is missing of so many.
  mutating func gap(_ key: String, _ count: Int, path: String) throws {
    try diagnose(.warning, words[key, ["count": "\(count)"]], path: path)
  }
}
