public import ReportDocument

extension ReportBuilder {
  /// A table of figures that is drawn as well. Its words are the labels `<key>.caption`, `<key>.group` above what names the
  /// rows, `<key>.alternative` for who does not see the figure, and `<key>.note` if there is one.
  ///
  /// - Parameters:
  ///   - titles: what stands above the figures, in the report's language.
  ///   - holding: what the figures are.
  ///   - rows: a name and a figure for each title. A figure takes a bounded number of rows: longer tables are printed
  ///     without one.
  public mutating func drawn(
    _ key: String, as kind: Figure.Kind, titles: [String], holding: TableColumn.Kind = .number, _ rows: [TableRow]
  ) throws {
    guard !rows.isEmpty else { return }
    let figure = Figure(kind, alternative: TitleText(words["\(key).alternative"]))
    try add(
      .tableStart(
        TableStart(
          identifier: "drawn-\(key)", caption: TitleText(words["\(key).caption"]),
          columns: [TableColumn(TitleText(words["\(key).group"]), weight: 6)]
            + titles.map { TableColumn(TitleText($0), holding, weight: 3) },
          figure: rows.count <= DocumentLimits.figureRows ? figure : nil)))
    for row in rows { try add(.row(row)) }
    try add(.tableEnd(TableEnd(note: labels.find("\(key).note").map { RichText(request.text($0)) })))
  }
}
