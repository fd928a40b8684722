import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct ReferenceSheetTests {
  /// An indicator of which everything is on record.
  private static let whole: JSONObject = [
    "code": "1.a", "node": "1", "title": "Forums", "measure": "unit", "unit": "forums", "definition": "Held in public.",
    "numeratorLabel": "Held", "denominatorLabel": "Planned", "rationale": "They show trust.", "dataSource": "Lists",
    "method": "Counted.", "frequency": "quarterly", "responsibleRole": "M&E officer", "dimensions": ["sex", "region"],
    "references": [["vocabulary": "usaid_si", "code": "DR.3"], ["code": "X"]],
    "baseline": ["year": 2023, "value": 4], "dataQualityAssessments": ["2024-03"], "dataLimitations": "North only.",
    "periods": [
      ["periodStart": "2024-01-01", "periodEnd": "2024-03-31", "target": 9, "revisedTarget": .number(6.5)],
      ["label": "Project", "targetText": "Every region"], ["label": "Never"],
    ],
    "changes": [["changedOn": "2024", "change": "Now monthly.", "reason": "Asked for."]],
  ]

  private func run(
    _ indicators: [JSONObject], yearFrom startMonth: Int = 1, asTable isTable: Bool = false,
    _ fields: [ReferenceField] = ReferenceField.allCases
  ) throws -> (lines: [String], paths: [String]) {
    let framework: JSONValue = [
      "key": "f", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "result", "statement": "Trust"]],
      "indicators": .array(indicators.map(JSONValue.object)),
    ]
    return try PeopleFormat.run(inputs: ["frameworks": [framework]]) { inputs, report in
      let lines = try ResultsFramework.read(inputs).flatMap { $0.lines(over: ReportPeriod()) }
      if isTable {
        try report.referenceTable(lines, fields, yearFrom: startMonth)
      } else {
        try report.referenceSheets(lines, fields, yearFrom: startMonth)
      }
    }
  }

  @Test("A sheet says all that is on record, and asks for nothing more") func whole() throws {
    let (lines, paths) = try run([Self.whole])
    #expect(
      lines == [
        "Ref.: 1.a", "Name of the indicator: Forums", "Result measured: Trust",
        "Codes in lists of others: USAID standard indicators DR.3\nX",
        "Precise definition: Held in public.", "Unit: forums", "Data type: Number",
        "Numerator and denominator: Held\nPlanned", "Disaggregated by: Sex\nRegion", "Rationale: They show trust.",
        "Data source: Lists", "Method of collection and construction: Counted.", "Reporting frequency: Quarterly",
        "Responsible: M&E officer", "Baseline: 4", "Baseline year: 2023",
        "Targets: Q1 2024: 6.5\nProject: Every region", "Data quality assessments: March\u{A0}2024",
        "Known limits: North only.", "Changes to the indicator: 2024 – Now monthly. – Asked for.",
      ])
    #expect(paths == [])
  }

  @Test("Periods are those of the years that the report counts in") func years() throws {
    #expect(try run([Self.whole], yearFrom: 10, [.targets]).lines == ["Targets: Q2 FY2024: 6.5\nProject: Every region"])
  }

  @Test(
    "A target of another kind is a share, or the step that it names",
    arguments: [
      (["measure": "percentage"], 40, "P: 40%", "%"),
      (["measure": "ordinal", "scale": [["value": 2, "label": "High"]]], 2, "P: High", "—"),
    ] as [(JSONObject, JSONValue, String, String)])
  func targets(_ members: JSONObject, _ target: JSONValue, _ printed: String, _ unit: String) throws {
    var indicator = members
    (indicator["code"], indicator["node"]) = ("1.a", "1")
    indicator["periods"] = [["label": "P", "target": target]]
    #expect(try run([indicator], [.targets, .unit]).lines == ["Targets: \(printed)", "Unit: \(unit)"])
  }

  @Test("A format picks its fields, in its order; what a sheet must say is asked for in any case") func picked() throws
  {
    let bare: JSONObject = ["code": "1.b", "node": "1", "measure": "unit", "definition": "Open."]
    let (lines, paths) = try run([bare], [.definition, .code, .formula, .changes])
    #expect(
      lines == [
        "Precise definition: Open.", "Ref.: 1.b", "Numerator and denominator: —", "Changes to the indicator: —",
      ])
    #expect(paths == ["framework.indicators"])
  }

  @Test("A table has a row for each indicator, and each that lacks something is told") func table() throws {
    let bare: JSONObject = ["code": "1.b", "node": "1", "measure": "unit"]
    let (lines, paths) = try run([Self.whole, bare], asTable: true, [.code, .method])
    #expect(
      lines == [
        "Reference sheets, one indicator a row", "Ref. | Method of collection and construction", "1.a | Counted.",
        "1.b | ?",
      ])
    #expect(paths == ["framework.indicators"])
  }

  @Test("Without indicators there is a gap, as form and as table", arguments: [false, true]) func gap(isTable: Bool)
    throws
  {
    let (lines, paths) = try run([], asTable: isTable)
    #expect(lines.count == 1 && lines[0].hasPrefix("No indicator is recorded") && paths == ["framework.indicators"])
  }
}
