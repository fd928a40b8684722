import Records
import ReportDocument
import ReportKit

/// The performance indicator reference sheet of one indicator: the same fields in a form and in a row of the workbook.
struct ReferenceSheet {
  /// The fields that a sheet must have before its figures can be judged.
  private static let required = ["definition", "method", "dataSource", "frequency", "responsible"]

  let line: IndicatorLine
  /// The fields by the names of their labels.
  let fields: [(name: String, value: InlineValue)]

  init(_ line: IndicatorLine, _ scope: ReportScope, _ report: ReportBuilder) {
    let (words, language) = (report.words, report.request.language)
    let row = line.indicator.row
    self.line = line
    fields = [
      ("code", .text(line.indicator.code)), ("title", row.value("title")),
      ("result", line.node?.row.value("statement") ?? .missing), ("references", Self.references(row)),
      ("definition", row.value("definition")), ("unit", line.indicator.isNumeric ? line.indicator.unit : .text("—")),
      ("dataType", .text(row.string("measure") == "unit" ? words["pirs.number"] : row.label("measure"))),
      ("formula", Self.listed(["numeratorLabel", "denominatorLabel"].compactMap { row.text($0) })),
      ("disaggregation", Self.listed(row.labels("dimensions"))), ("rationale", row.value("rationale")),
      ("dataSource", row.value("dataSource")), ("method", row.value("method")),
      ("frequency", .text(row.label("frequency"))), ("responsible", row.value("responsibleRole")),
      ("baseline", line.baseline),
      ("baselineYear", .text(row.row("baseline")?.integer("year").map { "\($0)" })),
      ("targets", .lines(Self.targets(row, scope, words))),
      (
        "assessments",
        .lines(row.strings("dataQualityAssessments").compactMap { PartialDateText.text($0, in: language) })
      ),
      ("limitations", row.value("dataLimitations")), ("changes", Self.changes(row, language)),
    ]
  }

  /// Tells the requester which fields are still to be filled in.
  func diagnose(_ report: ReportBuilder) throws {
    let missing = fields.filter { Self.required.contains($0.name) && $0.value == .missing }
    guard !missing.isEmpty else { return }
    let words = report.words
    let names = missing.map { words["pirs.\($0.name)"] }.joined(separator: ", ")
    let title = line.indicator.row.text("title") ?? ""
    try report.diagnose(
      .warning, words["pirs.missing", ["indicator": "\(line.indicator.code) \(title)", "fields": names]],
      path: "framework.indicators")
  }

  /// Annex A: one form for each indicator.
  static func writeForms(_ lines: [IndicatorLine], _ scope: ReportScope, _ report: inout ReportBuilder) throws {
    guard !lines.isEmpty else { return try report.nothing("pitt.empty", path: "framework.indicators") }
    for line in lines where line.isFirst {
      let sheet = ReferenceSheet(line, scope, report)
      try report.heading(line.indicator.row, "title", or: "pirs.untitled")
      try report.form(
        sheet.fields.map { field in
          let label = NDIFormat.labels["pirs.\(field.name)"]
          return .row(en: label.en, fr: label.fr, field.value)
        })
      try sheet.diagnose(report)
    }
  }

  /// The workbook's sheet: one row for each indicator, one column for each field.
  static func writeTable(_ lines: [IndicatorLine], _ scope: ReportScope, _ report: inout ReportBuilder) throws {
    let sheets = lines.filter(\.isFirst).map { [report] in ReferenceSheet($0, scope, report) }
    let names = sheets.first?.fields.map(\.name) ?? []
    try report.table(
      "pirs", of: sheets, missing: "framework.indicators",
      names.enumerated().map { index, name in .text(name, width: 3) { $0.fields[index].value } })
    for sheet in sheets { try sheet.diagnose(report) }
  }

  /// Texts under each other; a dash where there is nothing to say.
  private static func listed(_ texts: [String]) -> InlineValue { texts.isEmpty ? .text("—") : .lines(texts) }

  private static func references(_ row: InputRow) -> InlineValue {
    listed(
      row.rows("references").map { reference in
        [reference.label("vocabulary"), reference.string("code")].compactMap { $0 }.joined(separator: " ")
      })
  }

  /// The targets as revised, each behind the name of its period: in words, as the name of a step, or as it stands.
  private static func targets(_ row: InputRow, _ scope: ReportScope, _ words: Words) -> [String] {
    row.rows("periods").compactMap { period in
      let number = period.number("revisedTarget") ?? period.number("target")
      let step = number.flatMap { number in row.rows("scale").first { $0.number("value") == number } }
      let plain = number.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.map {
        row.string("measure") == "percentage" ? words["pirs.percent", ["number": $0]] : $0
      }
      guard let target = step?.text("label") ?? plain ?? period.text("targetText") else { return nil }
      let name = period.periodName("label", yearFrom: scope.fiscalYear.startMonth) ?? ""
      return words["pirs.target", ["period": name, "target": target]]
    }
  }

  private static func changes(_ row: InputRow, _ language: Language) -> InlineValue {
    listed(
      row.rows("changes").map { change in
        [
          change.string("changedOn").flatMap { PartialDateText.text($0, in: language) }, change.text("change"),
          change.text("reason"),
        ]
        .compactMap { $0 }.joined(separator: " – ")
      })
  }
}
