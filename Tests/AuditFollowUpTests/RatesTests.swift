import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import AuditFollowUp

@Suite struct RatesTests {
  /// What a person would count from the fixture's rows: the status of each recommendation that was seen last.
  private func lastStatuses(until day: String) throws -> [(row: JSONValue, status: String?)] {
    let inputs = try RegisterFixture.inputs()
    return (inputs["entries"] ?? []).filter { $0["origin"]?.string == "audit" }.map { row in
      let looks = (inputs["followUps"] ?? []).filter { look in
        look["finding"] == row["finding"] && look["recommendation"] == row["key"] && look["asOf"]?.string ?? "" <= day
      }
      return (row, looks.max { ($0["asOf"]?.string ?? "") < ($1["asOf"]?.string ?? "") }?["status"]?.string)
    }
  }

  @Test(
    "Sums are those of the fixture's rows, on each day",
    arguments: ["2024-12-31", "2025-04-15", "2025-10-15", "2025-12-31"])
  func sums(_ day: String) throws {
    let outcome = try RegisterFixture.run(on: CalendarDate(day))
    let rows = try lastStatuses(until: day)
    let assessed = rows.filter { $0.status != nil }.count
    let implemented = rows.filter { $0.status == "implemented" || $0.status == "alternative" }.count
    #expect(rows.count == 8)
    #expect(try outcome.number("Recommendations") == 8 && outcome.number("Findings that they follow from") == 5)
    #expect(try outcome.number("Assessed") == Int64(assessed) && outcome.number("Implemented") == Int64(implemented))
    let share = try outcome.overview("Implemented, of all assessed")
    if assessed == 0 {
      #expect(share == "—")
    } else {
      let percent = try #require(share?["percent"]?.double)
      #expect(abs(percent - Double(implemented) * 100 / Double(assessed)) < 0.000_001)
    }
    let statuses = try outcome.rows(of: "Recommendations by status")
    #expect(statuses.compactMap { $0[1]["number"]?.integer }.reduce(0, +) == 8)
    #expect(statuses.last?[0] == "Not assessed" || assessed == 8)
  }

  @Test func bodiesAddUpToAll() throws {
    let outcome = try RegisterFixture.run(origin: "all")
    for caption in ["Implementation by body", "Implementation by year of the finding"] {
      let rows = try outcome.rows(of: caption)
      let total = try #require(rows.last)
      #expect(rows.count > 2 && total[0] == "Total")
      for column in 1...5 {
        let parts = rows.dropLast().compactMap { $0[column]["number"]?.integer }
        #expect(parts.count == rows.count - 1 && parts.reduce(0, +) == total[column]["number"]?.integer)
      }
      #expect((1...5).compactMap { total[$0]["number"]?.integer }.reduce(0, +) == 11)
    }
    let years = try outcome.rows(of: "Implementation by year of the finding").map { $0[0].string }
    #expect(years == ["2023", "2024", "Total"])
    let bodies = try outcome.rows(of: "Implementation by body")
    #expect(bodies.first?[0] == "BVG")
  }

  @Test func countsThatTheCoreMadeLeadToTheirRecords() throws {
    let outcome = try RegisterFixture.run()
    #expect(try outcome.overview("Recommendations")?["trace"] != nil)
    #expect(try outcome.overview("Findings that they follow from") == ["number": 5, "trace": "0.8"])
    // The tables of rates by body and by year.
    let rates = try outcome.rows(of: "Rates and delays")
    #expect(rates.count == 9 && rates.allSatisfy { $0[1]["trace"] != nil })
    #expect(Set(rates.compactMap { $0[1]["trace"]?.string }).count >= 7)
  }

  @Test(
    "Findings without a recommendation are told, though the register has no row for them",
    arguments: [(5, nil, nil), (6, nil, 1), (6, "roundtable", nil), (6, "all", 1)] as [(Int64, String?, Int?)])
  func unused(_ audits: Int64, _ origin: String?, _ count: Int?) throws {
    var inputs = try RegisterFixture.inputs()
    let origins = inputs["byBody"]?.filter { $0["addressee"] == nil } ?? []
    func findings(_ origin: String?) -> Int64 {
      origins.first { $0["origin"]?.string == origin }?["findings"]?.integer ?? 0
    }
    #expect(findings("audit") == 5)
    inputs["findings"] = [
      ["count": .integer(findings(nil) + audits - 5)], ["origin": "audit", "count": .integer(audits)],
      ["origin": "roundtable", "count": .integer(findings("roundtable"))],
    ]
    let outcome = try RegisterFixture.run(origin: origin, inputs: inputs)
    #expect(outcome.warnings.contains("finding.recommendations") == (count != nil))
    let told = try outcome.section(1).joined()
    #expect(told.contains("without a recommendation") == (count != nil))
    if let count { #expect(told.contains("does not list: \(count).")) }
  }

  @Test func findingsAloneAreToldToo() throws {
    let outcome = try RegisterFixture.run(inputs: ["findings": [["origin": "audit", "count": 2]]])
    #expect(try outcome.section(1).joined().contains("does not list: 2."))
  }

  @Test("A count that is not the core's has no trace", arguments: [7, 9])
  func traces(core: Int64) throws {
    var inputs = try RegisterFixture.inputs()
    inputs["byBody"] = [["origin": "audit", "count": .integer(core), "trace": "0.8"]]
    #expect(try RegisterFixture.run(inputs: inputs).overview("Recommendations") == ["number": 8])
  }

  @Test(
    "What each status counts as",
    arguments: [
      ("implemented", 1), ("alternative", 1), ("partially_implemented", 2), ("in_progress", 2), ("not_started", 3),
      ("closed_unimplemented", 3), ("not_applicable", 4), (nil, 5),
    ] as [(String?, Int)])
  func outcomes(_ status: String?, _ column: Int) throws {
    let inputs = RegisterFixture.inputs(
      [RegisterFixture.recommendation("F1")],
      followUps: status.map { [RegisterFixture.followUp("F1", $0)] } ?? [])
    let outcome = try RegisterFixture.run(inputs: inputs)
    let row = try #require(try outcome.rows(of: "Implementation by body").first)
    #expect((1...5).map { row[$0]["number"]?.integer } == (1...5).map { $0 == column ? 1 : 0 })
    let share = try #require(try outcome.rows(of: "Rates and delays").first?[4])
    #expect((share == "—") == (column == 5))
    #expect(share["percent"]?.double == (column == 5 ? nil : column == 1 ? 100 : 0))
  }

  @Test func theRatesSayOfWhatTheyAre() throws {
    let french = try RegisterFixture.run(.french).blocks.joined()
    #expect(french.contains("les 8 recommandations visibles au niveau « Interne »"))
    let english = try RegisterFixture.run(level: .public).blocks.joined()
    #expect(english.contains("the 8 recommendations that the level “Public” shows"))
  }

  @Test func longTablesAreNotDrawn() throws {
    func figures(_ bodies: Int) throws -> [String] {
      let rows = (0..<bodies).map { RegisterFixture.recommendation("F\($0)", ["addressee": .string("body-\($0)")]) }
      let outcome = try RegisterFixture.run(inputs: RegisterFixture.inputs(rows))
      return try outcome.values("tableStart").filter { $0["figure"] != nil }.compactMap { $0["caption"]?.string }
    }
    #expect(try figures(199).contains("Implementation by body"))
    #expect(try !figures(200).contains("Implementation by body"))
  }
}
