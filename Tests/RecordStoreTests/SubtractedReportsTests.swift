import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

/// Reports that are harmless one by one, subtracted from one another.
@Suite("Subtracted reports")
struct SubtractedReportsTests {
  private typealias Cell = (sex: String, age: String, group: String, count: Int64)

  private static func people(_ cells: [Cell], on day: String = "2023-10-10") -> JSONObject {
    [
      "startsOn": .string(day),
      "participation": .array(
        cells.map {
          ["sex": .string($0.sex), "ageBand": .string($0.age), "group": .string($0.group), "count": .integer($0.count)]
        }),
    ]
  }

  private static func query(_ name: String, _ groupBy: [String], _ conditions: JSONObject = [:]) throws -> RecordQuery {
    try RecordQuery([
      "name": .string(name), "from": "participation", "where": .object(conditions),
      "groupBy": .array(groupBy.map { .string($0) }), "measures": ["people"], "totals": true,
    ])
  }

  /// What one report shows of the people: nil where a count is hidden.
  private static func report(
    _ fixture: StoreFixture, _ queries: [RecordQuery], declared: [RecordQuery], level: ConfidentialityLevel = .public,
    cadences: [ReportingCadence] = [.quarter, .year], readsRecords: Bool = false
  ) async throws -> [String: [[String: String]: Int64?]] {
    let counts = declared.compactMap {
      DeclaredCount($0, level: .public, cadences: cadences, report: "donor/narrative")
    }
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level, records: readsRecords ? .all : .none), queries: queries,
      declared: counts,
      deadline: .now + .seconds(30)
    ) { snapshot in
      var tables: [String: [[String: String]: Int64?]] = [:]
      for query in queries {
        let rows = Collected()
        try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
        for row in rows.values {
          var values: [String: String] = [:]
          for member in row.object?.members ?? [] where member.key != "people" {
            values[member.key] = member.value.string ?? "null"
          }
          tables[query.name, default: [:]].updateValue(row["people"]?.integer, forKey: values)
        }
      }
      return tables
    }
  }

  @Test("Two filters: what one leaves of the other is not three people")
  func filters() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        engagement(
          "e",
          Self.people([
            ("female", "a36_59", "academia", 6), ("female", "a36_59", "municipal_authority", 7),
            ("male", "a36_59", "academia", 3),
            ("male", "a36_59", "municipal_authority", 11), ("male", "a36_59", "cso", 30),
            ("female", "a36_59", "cso", 30),
          ])))
      try await fixture.validate(.engagement, "e")
      let both = try Self.query("both", ["sex"], ["group": ["academia", "municipal_authority"]])
      let one = try Self.query("one", ["sex"], ["group": ["municipal_authority"]])
      let shown = try await Self.report(fixture, [both, one], declared: [both, one])
      let men = ["sex": "male"]
      #expect(shown["both"]?[men].flatMap { $0 } == nil || shown["one"]?[men].flatMap { $0 } == nil, "14 - 11")
    }
  }

  @Test("A hierarchy: youth less one of its age bands is not two people")
  func hierarchy() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        engagement(
          "e",
          Self.people([
            ("female", "a18_24", "cso", 30), ("female", "a25_35", "cso", 2), ("female", "a36_59", "cso", 40),
            ("female", "a60p", "cso", 9),
          ])))
      try await fixture.validate(.engagement, "e")
      let (ages, youth) = (try Self.query("ages", ["ageBand"]), try Self.query("youth", ["youth"]))
      let shown = try await Self.report(fixture, [ages, youth], declared: [ages, youth])
      #expect(shown["ages"]?[[:]] == 81)
      #expect(shown["ages"]?[["ageBand": "a25_35"]] == .some(nil))
      let young = shown["youth"]?[["youth": "youth"]].flatMap { $0 }
      #expect(young == nil || shown["ages"]?[["ageBand": "a18_24"]].flatMap { $0 } == nil, "32 - 30")
    }
  }

  @Test("A place: a region less one of its cercles, or of its events, is not three people")
  func place() async throws {
    try await StoreFixture.with { fixture in
      // What must be hidden of Ségou anyway could serve for Gao only if Ansongo could lie in Ségou.
      let events = [("gao", "Gao", 30), ("gao", "Ansongo", 3), ("segou", "Niono", 40), ("segou", "Bla", 2)]
      for (region, cercle, count) in events {
        var event = Self.people([("female", "a36_59", "cso", Int64(count))])
        event["place"] = ["region": .string(region), "cercle": .string(cercle)]
        try await fixture.submit(engagement(cercle, event))
        try await fixture.validate(.engagement, cercle)
      }
      let regions = try Self.query("regions", ["region"])
      // Each event is in a cercle of its own here.
      for name in ["cercle", "engagement"] {
        let parts = try Self.query("parts", [name])
        let shown = try await Self.report(fixture, [regions, parts], declared: [regions, parts], level: .internal)
        let gao = shown["regions"]?[["region": "gao"]].flatMap { $0 }
        #expect(gao == nil || shown["parts"]?[[name: "Gao"]].flatMap { $0 } == nil, "33 - 30")
        #expect(shown["regions"]?[[:]] == 75)
      }
    }
  }

  /// Twenty people for everybody to see, three more for partners, and three more of the next quarter.
  private static func submitLevelsAndPeriods(_ fixture: StoreFixture) async throws {
    try await fixture.submit(
      engagement("a", people([("female", "a36_59", "cso", 20), ("male", "a36_59", "media", 40)])))
    try await fixture.submit(engagement("b", level: "internal", people([("female", "a36_59", "cso", 3)])))
    try await fixture.submit(engagement("c", people([("male", "a36_59", "media", 3)], on: "2024-02-01")))
    for key in ["a", "b", "c"] { try await fixture.validate(.engagement, key) }
  }

  @Test("Two levels, two formats and two days: neither difference is a small count")
  func levelsAndPeriods() async throws {
    try await StoreFixture.with { fixture in
      try await Self.submitLevelsAndPeriods(fixture)
      let groups = try Self.query("groups", ["group"])
      let quarter: JSONObject = ["notBefore": "2023-10-01", "notAfter": "2023-12-31"]
      let period = try Self.query("period", ["group"], quarter)
      let declared = [groups, period]
      let low = try await Self.report(fixture, [groups], declared: declared)
      let high = try await Self.report(fixture, [groups], declared: declared, level: .internal)
      let fourth = try await Self.report(fixture, [period], declared: declared)
      for values in [[:], ["group": "cso"]] {
        let both = [low["groups"]?[values].flatMap { $0 }, high["groups"]?[values].flatMap { $0 }]
        #expect(both.contains(nil), "levels \(values) \(both)")
      }
      for values in [[:], ["group": "media"]] {
        let both = [low["groups"]?[values].flatMap { $0 }, fourth["period"]?[values].flatMap { $0 }]
        #expect(both.contains(nil), "periods \(values) \(both)")
      }
      #expect(low["groups"]?[[:]] == 63, "the grand total at the usual level is the last to go")
    }
  }

  @Test("Days that are no whole period are counted only for those who may have the records")
  func freeWindow() async throws {
    try await StoreFixture.with { fixture in
      try await Self.submitLevelsAndPeriods(fixture)
      let days = try Self.query("days", ["group"], ["notBefore": "2023-10-02", "notAfter": "2023-12-31"])
      let from = try Self.query("from", ["group"], ["notBefore": "2023-10-01"])
      for query in [days, from] {
        let fault = await #expect(throws: PeriodFault.self) {
          _ = try await Self.report(fixture, [query], declared: [query])
        }
        #expect(fault?.cadences == [.quarter, .year] && fault?.phases == [])
      }
      let shown = try await Self.report(fixture, [days], declared: [days], readsRecords: true)
      #expect(shown["days"]?[[:]] == 60 && shown["days"]?[["group": "media"]] == 40)
    }
  }

  private static let phases: JSONObject = [
    "grants": [
      [
        "number": "UDF-XX-XXX-MLI", "donor": "undef", "arrangement": "other",
        "reports": [
          ["report": "donor/narrative", "periodStart": "2023-01-15", "periodEnd": "2024-01-14", "dueOn": "2024-02-28"],
          ["report": "donor/narrative", "periodStart": "2023-01-15", "periodEnd": "2025-01-14", "dueOn": "2025-02-28"],
          ["report": "other/report", "periodStart": "2023-02-01", "periodEnd": "2023-02-28", "dueOn": "2025-02-28"],
          ["label": "Rapport financier", "dueOn": "2025-02-28"],
        ],
      ]
    ]
  ]

  @Test("A grant's phases are periods: what one leaves of another is not three people, and no other days are counted")
  func grantPhases() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(merged(programme().object!, Self.phases))
      try await fixture.validate(.programme, "p", revision: 2)
      try await Self.submitLevelsAndPeriods(fixture)
      func period(_ first: String, _ last: String) throws -> RecordQuery {
        try Self.query("days", ["group"], ["notBefore": .string(first), "notAfter": .string(last)])
      }
      let (first, both) = (try period("2023-01-15", "2024-01-14"), try period("2023-01-15", "2025-01-14"))
      let declared = [first]
      func shown(_ query: RecordQuery) async throws -> [[String: String]: Int64?]? {
        try await Self.report(fixture, [query], declared: declared, cadences: [.grantPhase])["days"]
      }
      let (midterm, whole) = (try await shown(first), try await shown(both))
      #expect(midterm?[["group": "cso"]] == 20 && whole?[["group": "cso"]] == 20)
      for values in [[:], ["group": "media"]] {
        let figures = [midterm?[values].flatMap { $0 }, whole?[values].flatMap { $0 }]
        #expect(figures.contains(nil), "\(values)")
      }
      for other in [try period("2023-01-15", "2024-01-15"), try period("2023-02-01", "2023-02-28")] {
        let fault = await #expect(throws: PeriodFault.self) { _ = try await shown(other) }
        #expect(fault?.cadences == [])
        #expect(fault?.phases.map(\.description) == ["2023-01-15/2024-01-14", "2023-01-15/2025-01-14"])
      }
    }
  }

  @Test("Who may not see the programme's record is not told its phases")
  func phasesAboveTheLevel() async throws {
    try await StoreFixture.with { fixture in
      var record = programme().object!
      record["confidentiality"] = "internal"
      try await fixture.submit(merged(record, Self.phases))
      try await fixture.validate(.programme, "p", revision: 2)
      let days = try Self.query("days", ["group"], ["notBefore": "2023-10-02", "notAfter": "2023-12-31"])
      for (level, count) in [(ConfidentialityLevel.public, 0), (.internal, 2)] {
        let fault = await #expect(throws: PeriodFault.self) {
          _ = try await Self.report(fixture, [days], declared: [days], level: level, cadences: [.grantPhase])
        }
        #expect(fault?.phases.count == count)
      }
    }
  }

  @Test("Six meetings with both sexes are six, not twelve")
  func meetings() async throws {
    try await StoreFixture.with { fixture in
      for number in 0..<6 {
        let key = "e\(number)"
        try await fixture.submit(
          engagement(key, Self.people([("female", "a36_59", "cso", 10), ("male", "a36_59", "cso", 10)])))
        try await fixture.validate(.engagement, key)
      }
      let query: JSONValue = [
        "name": "q", "from": "participation", "groupBy": ["sex"], "measures": ["engagements"], "totals": true,
      ]
      #expect(
        Set(try await fixture.rows(query).rows.map(\.text)) == [
          #"{"sex":"female","engagements":6}"#, #"{"sex":"male","engagements":6}"#, #"{"engagements":6}"#,
        ])
    }
  }

  @Test("A plan follows the data")
  func laterData() async throws {
    try await StoreFixture.with { fixture in
      let groups = try Self.query("groups", ["group"])
      try await fixture.submit(engagement("a", Self.people([("female", "a36_59", "cso", 20)])))
      try await fixture.validate(.engagement, "a")
      for _ in 0..<2 {
        #expect(try await Self.report(fixture, [groups], declared: [groups])["groups"]?[["group": "cso"]] == 20)
      }
      try await fixture.submit(engagement("b", Self.people([("female", "a36_59", "media", 3)])))
      try await fixture.validate(.engagement, "b")
      let later = try await Self.report(fixture, [groups], declared: [groups])
      #expect(later["groups"]?[["group": "media"]] == .some(nil) && later["groups"]?[[:]] == 23)
      #expect(later["groups"]?[["group": "cso"]] == .some(nil))
    }
  }
}
