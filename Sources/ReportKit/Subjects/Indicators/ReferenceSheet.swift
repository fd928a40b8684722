import ReportDocument

/// The reference sheet of one indicator: how it is defined and measured, field by field.
struct ReferenceSheet {
  let line: IndicatorLine
  /// The month in which the years of the report start.
  let startMonth: Int
  let words: Words

  private var indicator: FrameworkIndicator { line.indicator }
  private var row: InputRow { indicator.row }

  /// What a field says; missing where it is not filled in.
  func value(_ field: ReferenceField) -> InlineValue {
    switch field {
    case .code: .text(indicator.code)
    case .result: line.node?.row.value("statement") ?? .missing
    case .references: references
    case .unit: indicator.isNumeric ? indicator.unit : "—"
    case .dataType: .text(row.string("measure") == "unit" ? words["referenceSheet.number"] : row.label("measure"))
    case .formula: linesOrDash(["numeratorLabel", "denominatorLabel"].compactMap { row.text($0) })
    case .disaggregation: linesOrDash(row.labels("dimensions"))
    case .frequency: .text(row.label("frequency"))
    case .responsible: row.value("responsibleRole")
    case .baseline: line.baseline
    case .baselineYear: .text(row.row("baseline")?.integer("year").map { "\($0)" })
    case .targets: .lines(row.rows("periods").compactMap(target))
    case .assessments: .lines(row.strings("dataQualityAssessments").compactMap(day))
    case .limitations: row.value("dataLimitations")
    case .changes: changes
    case .title, .definition, .rationale, .dataSource, .method: row.value(field.rawValue)
    }
  }

  /// Tells the requester which of these fields are still to be filled in.
  func diagnose(_ required: Set<ReferenceField>, _ report: ReportBuilder) throws {
    let missing = ReferenceField.allCases.filter { required.contains($0) && value($0) == .missing }
    guard !missing.isEmpty else { return }
    let fields = missing.map { words["referenceSheet.\($0.rawValue)"] }.joined(separator: ", ")
    let name = "\(indicator.code) \(row.text("title") ?? "")"
    try report.diagnose(
      .warning, words["referenceSheet.missing", ["indicator": name, "fields": fields]], path: "framework.indicators")
  }

  /// Texts under each other; a dash where there is nothing to say.
  private func linesOrDash(_ texts: [String]) -> InlineValue { texts.isEmpty ? "—" : .lines(texts) }

  private var references: InlineValue {
    linesOrDash(
      row.rows("references").map { reference in
        [reference.label("vocabulary"), reference.string("code")].compactMap { $0 }.joined(separator: " ")
      })
  }

  /// A target behind the name of its period: in words, as the name of a step, or as it stands.
  private func target(_ period: InputRow) -> String? {
    let number = period.number("revisedTarget") ?? period.number("target")
    let step = number.flatMap { number in row.rows("scale").first { $0.number("value") == number } }
    let plain = number.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.map {
      row.string("measure") == "percentage" ? words["referenceSheet.percent", ["number": $0]] : $0
    }
    guard let target = step?.text("label") ?? plain ?? period.text("targetText") else { return nil }
    let name = period.periodName("label", yearFrom: startMonth) ?? ""
    return words["referenceSheet.target", ["period": name, "target": target]]
  }

  private var changes: InlineValue {
    linesOrDash(
      row.rows("changes").map { change in
        [change.string("changedOn").flatMap(day), change.text("change"), change.text("reason")].compactMap { $0 }
          .joined(separator: " – ")
      })
  }

  private func day(_ date: String) -> String? { PartialDateText.text(date, in: row.language) }
}

/// Reference sheets, with the kit's own words under `referenceSheet`.
extension ReportBuilder {
  /// A form for each indicator under its title; a gap without any. The requester is told what the sheets lack.
  ///
  /// - Parameters:
  ///   - lines: those of the indicators, of which each has one sheet.
  ///   - required: the fields without which a sheet is not complete.
  ///   - startMonth: the month in which the years of the report start.
  public mutating func referenceSheets(
    _ lines: [IndicatorLine], _ fields: [ReferenceField] = ReferenceField.allCases,
    requiring required: Set<ReferenceField> = ReferenceField.essential, yearFrom startMonth: Int = 1
  ) throws {
    let sheets = sheetsOfEach(lines, startMonth)
    guard !sheets.isEmpty else { return try nothing("referenceSheet.empty", path: "framework.indicators") }
    for sheet in sheets {
      try heading(sheet.line.indicator.row, "title", or: "referenceSheet.untitled")
      try form(fields.map { FormRow(labels["referenceSheet.\($0.rawValue)"], sheet.value($0)) })
      try sheet.diagnose(required, self)
    }
  }

  /// The same as one table, for a workbook: a row for each indicator, a column for each field.
  public mutating func referenceTable(
    _ lines: [IndicatorLine], _ fields: [ReferenceField] = ReferenceField.allCases,
    requiring required: Set<ReferenceField> = ReferenceField.essential, yearFrom startMonth: Int = 1
  ) throws {
    let sheets = sheetsOfEach(lines, startMonth)
    try table(
      "referenceSheet", of: sheets, missing: "framework.indicators",
      fields.map { field in .text(field.rawValue, width: 3) { $0.value(field) } })
    for sheet in sheets { try sheet.diagnose(required, self) }
  }

  private func sheetsOfEach(_ lines: [IndicatorLine], _ startMonth: Int) -> [ReferenceSheet] {
    lines.filter(\.isFirst).map { ReferenceSheet(line: $0, startMonth: startMonth, words: words) }
  }
}
