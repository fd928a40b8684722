import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// Writes one table of the rows of an input, with a column that may be left out.
private struct GapsFormat: DonorFormat {
  static let labels = Labels(
    Array(
      #"""
      {"gaps":{"caption":{"en":"Gaps","fr":"Lacunes"},"code":{"en":"Code","fr":"Code"},"comment":{"en":"Comment",
      "fr":"Remarque"},"empty":{"en":"None","fr":"Néant"}}}
      """#.utf8))

  static var description: FormatDescription {
    FormatDescription(
      id: "gaps", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "G"),
      reports: [
        ReportDescription(
          id: "gaps/all", title: Bilingual(verbatim: "G"), parameters: [.flag("total", Bilingual(verbatim: "t"))],
          queries: [.lessons])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(
      title: Bilingual(verbatim: "G"), donor: Bilingual(verbatim: "D"),
      outline: [
        OutlineSection("one", en: "One", fr: "Un"),
        OutlineSection("annex", Bilingual(verbatim: "Annex A"), isNumbered: false),
      ])
    try report.section("one")
    let fields: [TableField<InputRow>] = [
      .text("code") { $0.value("title") }, .text("comment") { $0["text"] == nil ? "—" : $0.value("text") }.unlessEmpty,
    ]
    try report.table(
      "gaps", of: try inputs.rows(of: "lessons"), missing: "lesson",
      last: request.parameters.flag("total") ? [TableRow(["All", ""])] : [], fields)
    try report.section("annex")
  }
}

@Suite struct EmptyColumnTests {
  private func columns(_ lessons: [JSONValue], isWithTotal: Bool = false) throws -> (columns: Int, rows: Int) {
    let outcome = try Rehearsal.run(
      GapsFormat.self, report: "gaps/all", language: .english, parameters: isWithTotal ? ["total": true] : [:],
      inputs: ["lessons": lessons])
    let blocks = try outcome.blocks.map { try JSONValue(parsing: $0) }
    let start = blocks.first { $0["block"]?.string == "tableStart" }
    return (start?["columns"]?.array?.count ?? 0, blocks.count { $0["block"]?.string == "row" })
  }

  @Test("A column of gaps alone is left out, and one stays that has something or withholds it")
  func leftOut() throws {
    let bare: JSONValue = ["title": "A"]
    #expect(try columns([bare, bare, bare]) == (1, 3))
    #expect(try columns([bare, ["title": "B", "text": ""]]) == (1, 2))
    #expect(try columns([bare, bare, ["title": "B", "text": "Said"]]) == (2, 3))
    // Sums at the end are made for all columns.
    #expect(try columns([bare], isWithTotal: true) == (2, 2))
  }

  @Test("What is withheld is no gap") func withheld() throws {
    let field = TableField<Int>.text("x") { _ in .undisclosed }.unlessEmpty
    #expect(try !field.isEmpty(in: [1]))
    for value in [InlineValue.withheld, .suppressed(below: 5), .number(0)] {
      #expect(try !TableField<Int>.text("x") { _ in value }.isEmpty(in: [1]))
    }
    for value in [InlineValue.missing, "—", ""] {
      #expect(try TableField<Int>.text("x") { _ in value }.isEmpty(in: [1, 2]))
    }
  }

  @Test("A section whose heading has a letter of its own is not numbered") func unnumbered() throws {
    let outcome = try Rehearsal.run(GapsFormat.self, report: "gaps/all", language: .english)
    let entries = try outcome.blocks.map { try JSONValue(parsing: $0) }
      .first { $0["block"]?.string == "contents" }?["entries"]?.array
    #expect(entries?.map { $0["numbered"]?.bool ?? true } == [true, false])
  }
}
