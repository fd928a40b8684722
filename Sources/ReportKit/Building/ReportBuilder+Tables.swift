public import Records
public import ReportDocument

/// Tables whose columns are fields, with the format's labels for words.
extension ReportBuilder {
  /// A table of rows that look alike, as they come. Its words are the labels `<key>.caption`, `<key>.<field>`,
  /// `<key>.groups.<group>` above columns of a group, and `<key>.note` if there is one.
  ///
  /// - Parameters:
  ///   - values: what stands for `{name}` in these words.
  ///   - id: the table's name within the report, for links; without one it is given a number.
  ///   - missing: where rows belong. Without any, the label `<key>.empty` stands in the table's place.
  ///   - group: names the group of a row; where it changes, a row says so.
  ///   - indent: how far a row is indented; as far as a table can, where that is further.
  ///   - isOnPage: whether the table stands on a page, which has no room for the fields that are ``TableField/onSheet``.
  ///   - last: rows at the end, such as sums.
  public mutating func table<Rows: Sequence>(
    _ key: String, _ values: KeyValuePairs<String, String> = [:], id: String? = nil, of rows: Rows,
    missing path: String, grouped group: ((Rows.Element) -> String)? = nil,
    indented indent: ((Rows.Element) -> Int)? = nil, isOnPage: Bool = false, last: [TableRow] = [],
    _ fields: [TableField<Rows.Element>]
  ) throws {
    var iterator = rows.makeIterator()
    guard let first = iterator.next() else {
      try inputs.throwFailure()
      return try nothing("\(key).empty", path: path)
    }
    var fields = isOnPage ? fields.filter { !$0.isOnSheetOnly } : fields
    var seen: [Rows.Element] = []
    if last.isEmpty, fields.contains(where: \.isLeftOutEmpty) {
      while let row = iterator.next() { seen.append(row) }
      fields = try fields.filter { field in try !field.isLeftOutEmpty || !field.isEmpty(in: [first] + seen) }
    }
    let start = start(key, values, id: id ?? nextTableIdentifier(), fields)
    try table(start, note: note(key, values)) { table in
      var current: String?
      var ahead = seen.makeIterator()
      var next: Rows.Element? = first
      while let row = next {
        if let name = group?(row), name != current {
          try table.addGroup(name)
          current = name
        }
        try table.add(
          cells: fields.map { TableCell(try $0.cell(row)) },
          indent: min(indent?(row) ?? 0, DocumentLimits.rowIndent))
        next = ahead.next() ?? iterator.next()
      }
      for row in last { try table.add(row) }
    }
  }

  /// A table of figures that is drawn as well: its first field names the rows, the others hold figures. Its words are those
  /// of a table, and `<key>.alternative` for who does not see the figure. Nothing without rows.
  ///
  /// - Parameters:
  ///   - kind: how it is drawn. A figure takes a bounded number of rows: longer tables are printed without one, and so are
  ///     those of which most figures are hidden.
  ///   - values: what stands for `{name}` in its words.
  ///   - id: the table's name within the report; without one, `drawn-<key>`.
  ///   - last: rows at the end, such as sums.
  public mutating func drawn<Row>(
    _ key: String, as kind: Figure.Kind, _ values: KeyValuePairs<String, String> = [:], id: String? = nil,
    of rows: [Row], last: [TableRow] = [], _ fields: [TableField<Row>]
  ) throws {
    guard !rows.isEmpty else { return }
    var start = start(key, values, id: id ?? "drawn-\(key)", fields)
    guard rows.count + last.count <= DocumentLimits.figureRows else {
      return try table(start, note: note(key, values)) { table in
        for row in rows { try table.add(cells: fields.map { TableCell(try $0.cell(row)) }) }
        for row in last { try table.add(row) }
      }
    }
    let lines = try rows.map { row in TableRow(cells: try fields.map { TableCell(try $0.cell(row)) }) } + last
    if lines.canBeDrawn {
      start.figure = Figure(kind, alternative: TitleText(words["\(key).alternative", values]))
    }
    try table(start, note: note(key, values)) { table in
      for line in lines { try table.add(line) }
    }
  }

  /// A table of figures that is drawn as well, whose columns are not known beforehand. Its words are the labels
  /// `<key>.caption`, `<key>.group` above what names the rows, `<key>.alternative` for who does not see the figure, and
  /// `<key>.note` if there is one.
  ///
  /// - Parameters:
  ///   - other: the key whose words stand where the first one has none.
  ///   - titles: what stands above the figures, in the report's language.
  ///   - holding: what the figures are.
  ///   - rows: a name and a figure for each title. A figure takes a bounded number of rows: longer tables are printed
  ///     without one, and so are those of which most figures are hidden.
  public mutating func drawn(
    _ key: String, or other: String? = nil, as kind: Figure.Kind, titles: [String],
    holding: TableColumn.Kind = .number, _ rows: [TableRow]
  ) throws {
    guard !rows.isEmpty else { return }
    let other = other ?? key
    let figure = Figure(kind, alternative: TitleText(text("\(key).alternative", or: "\(other).alternative")))
    let start = TableStart(
      identifier: "drawn-\(key)", caption: TitleText(text("\(key).caption", or: "\(other).caption")),
      columns: [TableColumn(TitleText(text("\(key).group", or: "\(other).group")), weight: 6)]
        + titles.map { TableColumn(TitleText($0), holding, weight: 3) },
      figure: rows.count <= DocumentLimits.figureRows && rows.canBeDrawn ? figure : nil)
    try table(start, note: labels.find("\(key).note") ?? labels.find("\(other).note")) { table in
      for row in rows { try table.add(row) }
    }
  }

  /// A matrix of counts that is drawn as well, such as findings by theme and agreement; nothing where there is none. What is
  /// not stated is called so.
  public mutating func drawn(_ key: String, as kind: Figure.Kind, _ tally: CrossTally, measure: String = "count") throws
  {
    func name(_ code: String) -> String { tally.name(code) ?? words["unstated"] }
    try drawn(
      key, as: kind, titles: tally.columns.map(name),
      tally.rows.map { row in
        TableRow(
          [.text(name(row))] + tally.columns.map { tally.rows(row, $0).first?.count(measure) ?? .number(0) })
      })
  }

  /// A tally by one dimension that is drawn as well, in the order of a code list. Its words are those of
  /// ``drawn(_:or:as:titles:holding:_:)``, with `<key>.count` above the figures and `<key>.empty` where nothing was counted; the
  /// label `<key>.gap`, if there is one, tells the requester that something is of no code.
  ///
  /// - Parameters:
  ///   - tally: labelled rows with the measure `count`.
  ///   - dimension: what they are counted by.
  ///   - path: where it belongs.
  public mutating func drawn(
    _ key: String, as kind: Figure.Kind, _ tally: [InputRow], by dimension: String, _ list: CodeList,
    missing path: String
  ) throws {
    guard !tally.isEmpty else { return try nothing("\(key).empty", path: path) }
    let lines = Dictionary(grouping: tally) { $0.string(dimension) ?? "" }
    try drawn(
      key, as: kind, titles: [words["\(key).count"]],
      list.ordered(lines.keys).flatMap { lines[$0] ?? [] }.map { row in
        let name = row.label(dimension).map { InlineValue.label($0, code: row.string(dimension)) }
        return TableRow([name ?? .text(words["unstated"]), row.count("count")])
      })
    guard lines[""] != nil, let gap = labels.find("\(key).gap") else { return }
    try diagnose(.warning, request.text(gap), path: path)
  }

  /// The words under a key of the format's, or else under another one, such as the kit's.
  func text(_ key: String, or other: String) -> String { request.text(labels.find(key) ?? labels[other]) }

  private func start<Row>(
    _ key: String, _ values: KeyValuePairs<String, String>, id: String, _ fields: [TableField<Row>]
  ) -> TableStart {
    TableStart(
      identifier: id, caption: TitleText(words["\(key).caption", values]),
      columns: fields.map { field in
        let title = words.filled(field.title.text(of: key, in: labels), values)
        return TableColumn(TitleText(title), field.kind, weight: field.weight)
      }, groups: groups(key, values, fields.map(\.group)))
  }

  /// One title above neighbouring columns of one group; none at all where no column has a group.
  private func groups(
    _ key: String, _ values: KeyValuePairs<String, String>, _ names: [String?]
  ) -> [HeaderGroup] {
    guard names.contains(where: { $0 != nil }) else { return [] }
    var groups: [(name: String?, columns: Int)] = []
    for name in names {
      if let last = groups.indices.last, groups[last].name == name {
        groups[last].columns += 1
      } else {
        groups.append((name, 1))
      }
    }
    return groups.map { name, columns in
      HeaderGroup(name.map { TitleText(words["\(key).groups.\($0)", values]) }, columns: columns)
    }
  }

  private func note(_ key: String, _ values: KeyValuePairs<String, String>) -> Bilingual? {
    labels.find("\(key).note").map { _ in Bilingual(verbatim: words["\(key).note", values]) }
  }
}

extension [TableRow] {
  /// Whether a drawing shows more than it hides: an axis with signs for what is hidden tells nobody anything.
  fileprivate var canBeDrawn: Bool {
    let figures = flatMap { $0.cells.dropFirst() }.flatMap { $0.text.values }
    return figures.count { $0.isHiddenCount || $0 == .undisclosed } * 2 <= figures.count
  }
}
