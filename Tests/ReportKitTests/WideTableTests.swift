import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// One table of rows of several kinds, on a page or on a sheet, and the same figures drawn.
private struct WideFormat: DonorFormat {
  static let labels = Labels(
    Array(
      #"""
      {"wide":{"caption":{"en":"Year {year}","fr":"Année {year}"},"code":{"en":"Code","fr":"Code"},
      "value":{"en":"Value {year}","fr":"Valeur {year}"},"rest":{"en":"Rest","fr":"Reste"},
      "comment":{"en":"Comment","fr":"Remarque"},"empty":{"en":"None","fr":"Néant"},
      "alternative":{"en":"Bars of {year}","fr":"Barres de {year}"},"note":{"en":"Of {year}.","fr":"De {year}."},
      "groups":{"values":{"en":"Values {year}","fr":"Valeurs {year}"}}},"sheets":{"one":{"en":"One","fr":"Un"}}}
      """#.utf8))

  static var description: FormatDescription {
    FormatDescription(
      id: "wide", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "W"),
      reports: [
        ReportDescription(
          id: "wide/all", title: Bilingual(verbatim: "W"), parameters: [.flag("page", Bilingual(verbatim: "p"))],
          queries: [])
      ])
  }

  static var fields: [TableField<NamedCells>] {
    [
      .cells("code"), .cells("value", .number, width: 3).under("values"),
      .cells("rest", .number, width: 3).under("values").onSheet, .cells("comment").onSheet,
    ]
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "W"), donor: Bilingual(verbatim: "D"))
    try report.part(.landscape, sheet: "one")
    let rows = (0...DocumentLimits.figureRows).map { place in
      NamedCells(["code": RichText("r\(place)"), "value": [.number(place)]], indent: place)
    }
    let isOnPage = request.parameters.flag("page")
    try report.table(
      "wide", ["year": "2024"], id: "w", of: rows.prefix(6), missing: "x", indented: \.indent, isOnPage: isOnPage,
      fields)
    try report.table("wide", of: [NamedCells](), missing: "nothing", fields)
    for count in [0, 2, rows.count] {
      try report.drawn(
        "wide", as: .bar, ["year": "2024"], id: "d\(count)", of: Array(rows.prefix(count)), Array(fields.prefix(2)))
    }
    for hidden in 1...2 {
      let figures = (0..<3).map { place in
        let figure: InlineValue = place < hidden ? .withheld : .number(7)
        return NamedCells(["code": RichText("r\(place)"), "value": RichText([figure])])
      }
      try report.drawn(
        "wide", as: .bar, ["year": "2024"], id: "hidden\(hidden)", of: figures, Array(fields.prefix(2)))
    }
    try report.part(.portrait)
  }
}

@Suite struct WideTableTests {
  private func blocks(isOnPage: Bool) throws -> [JSONValue] {
    let outcome = try Rehearsal.run(
      WideFormat.self, report: "wide/all", language: .english, parameters: isOnPage ? ["page": true] : [:])
    #expect(outcome.diagnostics.map { $0["path"]?.string } == ["nothing"])
    return try outcome.blocks.map { try JSONValue(parsing: $0) }
  }

  @Test("A sheet has all columns, under the titles that they share") func sheet() throws {
    let blocks = try blocks(isOnPage: false)
    #expect(blocks.first { $0["block"] == "part" }?["sheet"] == "One")
    let start = try #require(blocks.first { $0["id"] == "w" })
    #expect(start["caption"] == "Year 2024")
    #expect(start["columns"]?.array?.map { $0["title"]?.string } == ["Code", "Value 2024", "Rest", "Comment"])
    #expect(start["groups"]?.array?.map { $0["title"]?.string } == [nil, "Values 2024", nil])
    #expect(start["groups"]?.array?.map { $0["columns"]?.integer } == [1, 2, 1])
    #expect(blocks.first { $0["block"] == "tableEnd" }?["note"] == "Of 2024.")
    let rows = blocks.filter { $0["block"] == "row" }
    #expect(rows[1]["cells"]?.array?.map { $0.string } == ["r1", nil, "", ""])
    // As far as a table can.
    #expect(rows.prefix(6).map { $0["indent"]?.integer ?? 0 } == [0, 1, 2, 3, 4, 4])
  }

  @Test("A page has no room for some of them") func page() throws {
    let blocks = try blocks(isOnPage: true)
    let start = try #require(blocks.first { $0["id"] == "w" })
    #expect(start["columns"]?.array?.map { $0["title"]?.string } == ["Code", "Value 2024"])
    #expect(start["groups"]?.array?.map { $0["columns"]?.integer } == [1, 1])
    #expect(blocks.first { $0["block"] == "row" }?["cells"]?.array?.count == 2)
  }

  @Test("What is too long to be drawn is printed without a figure, and nothing of nothing") func drawn() throws {
    let starts = try blocks(isOnPage: false).filter { $0["id"]?.string?.hasPrefix("d") == true }
    #expect(starts.map { $0["id"]?.string } == ["d2", "d\(DocumentLimits.figureRows + 1)"])
    #expect(starts.map { $0["figure"]?["alternative"]?.string } == ["Bars of 2024", nil])
  }

  @Test("Where most figures are hidden, nothing is drawn") func hidden() throws {
    let starts = try blocks(isOnPage: false).filter { $0["id"]?.string?.hasPrefix("hidden") == true }
    #expect(starts.map { $0["figure"] != nil } == [true, false])
  }
}
