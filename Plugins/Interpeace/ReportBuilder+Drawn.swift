import Records
import ReportDocument
import ReportKit

extension ReportBuilder {
  /// A table that is drawn as a figure as well. Its words are the labels `<key>.caption`, `<key>.alternative` and
  /// `<key>.rows`.
  ///
  /// - Parameters:
  ///   - titles: those of the columns of figures.
  ///   - rows: each begins with its name.
  mutating func drawn(
    _ key: String, as kind: Figure.Kind, titles: [String], holding: TableColumn.Kind = .number, _ rows: [TableRow]
  ) throws {
    let figure = Figure(kind, alternative: TitleText(words["\(key).alternative"]))
    try add(
      .tableStart(
        TableStart(
          identifier: "figure-\(key)", caption: TitleText(words["\(key).caption"]),
          columns: [TableColumn(TitleText(words["\(key).rows"]), .text, weight: 6)]
            + titles.map { TableColumn(TitleText($0), holding, weight: 2) },
          // A figure of more rows would be refused, and nobody could read it.
          figure: rows.count <= DocumentLimits.figureRows ? figure : nil)))
    for row in rows { try add(.row(row)) }
    try add(.tableEnd(TableEnd()))
  }

  /// Starts a sheet of a workbook, and pages of an orientation.
  mutating func sheet(_ name: String, _ orientation: Part.Orientation = .portrait) throws {
    try add(.part(Part(orientation, sheet: TitleText(words["sheets.\(name)"]))))
  }
}

extension InputRow {
  /// The region, and what lies within it as far as the report may tell; nil without a place.
  var placeText: String? {
    guard let region = label("place.region") else { return nil }
    let within = ["place.cercle", "place.commune"].compactMap { string($0) }.filter { $0 != region }
    return ([region] + within).joined(separator: ", ")
  }

  /// How far those present agreed: a finding of a meeting says so, others have nobody to ask.
  var agreementValue: InlineValue {
    if let agreement = label("agreement") { return .text(agreement) }
    return ["roundtable", "focus_group"].contains(string("origin")) ? .missing : .text("—")
  }

  /// The group that raised a finding; withheld where the meeting's rules hide it.
  var raisedByValue: InlineValue {
    label("raisedBy").map { .text($0) } ?? (isWithheld("raisedBy") ? withheld : .text("—"))
  }
}
