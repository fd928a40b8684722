public import ReportDocument

extension ReportBuilder {
  /// A table of figures that is drawn as well. Its words are the labels `<key>.caption`, `<key>.group` above what names the
  /// rows, `<key>.alternative` for who does not see the figure, and `<key>.note` if there is one.
  ///
  /// - Parameters:
  ///   - other: the key whose words stand where the first one has none.
  ///   - titles: what stands above the figures, in the report's language.
  ///   - holding: what the figures are.
  ///   - rows: a name and a figure for each title. A figure takes a bounded number of rows: longer tables are printed
  ///     without one.
  public mutating func drawn(
    _ key: String, or other: String? = nil, as kind: Figure.Kind, titles: [String],
    holding: TableColumn.Kind = .number, _ rows: [TableRow]
  ) throws {
    guard !rows.isEmpty else { return }
    let other = other ?? key
    let figure = Figure(kind, alternative: TitleText(text("\(key).alternative", or: "\(other).alternative")))
    try add(
      .tableStart(
        TableStart(
          identifier: "drawn-\(key)", caption: TitleText(text("\(key).caption", or: "\(other).caption")),
          columns: [TableColumn(TitleText(text("\(key).group", or: "\(other).group")), weight: 6)]
            + titles.map { TableColumn(TitleText($0), holding, weight: 3) },
          figure: rows.count <= DocumentLimits.figureRows ? figure : nil)))
    for row in rows { try add(.row(row)) }
    let note = labels.find("\(key).note") ?? labels.find("\(other).note")
    try add(.tableEnd(TableEnd(note: note.map { RichText(request.text($0)) })))
  }

  /// A matrix of counts that is drawn as well, such as findings by theme and agreement; nothing where there is none. What is
  /// not stated is `<key>.unstated`.
  public mutating func drawn(_ key: String, as kind: Figure.Kind, _ tally: CrossTally, measure: String = "count") throws
  {
    func name(_ code: String) -> String { tally.name(code) ?? words["\(key).unstated"] }
    try drawn(
      key, as: kind, titles: tally.columns.map(name),
      tally.rows.map { row in
        TableRow(
          [.text(name(row))] + tally.columns.map { tally.rows(row, $0).first?.count(measure) ?? .number(0) })
      })
  }

  /// The words under a key of the format's, or else under another one, such as the kit's.
  func text(_ key: String, or other: String) -> String { request.text(labels.find(key) ?? labels[other]) }
}
