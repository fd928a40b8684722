import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("What queries read of other records")
struct ReferenceQueryTests {
  private static func rows(
    _ query: JSONValue, _ fixture: StoreFixture, level: ConfidentialityLevel = .public, to: String? = nil,
    grants: Set<String>? = nil
  ) async throws -> (rows: [JSONValue], sources: Set<String>) {
    let query = try RecordQuery(ofReport: query)
      .resolving(within: RequestBounds(to: to.flatMap { CalendarDate($0) })) { _ in nil }
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level, grants: grants, records: .all), queries: [query], declared: [],
      deadline: .now + .seconds(30)
    ) { snapshot in
      let (rows, sources) = (Collected(), Collected())
      try await snapshot.rows(
        of: query, noting: { noted in for source in noted { sources.append(.string("\(source.kind) \(source.key)")) } }
      ) { rows.append(try JSONValue(parsing: $0)) }
      return (rows.values, Set(sources.values.compactMap(\.string)))
    }
  }

  private static func milestone(_ key: String, level: String = "public", _ more: JSONObject = [:]) -> JSONValue {
    merged(
      [
        "kind": "milestone", "programme": "p", "key": .string(key), "grant": "G1", "number": 1, "title": "Jalon",
        "plannedOn": "2023-05-01", "concerns": "Peu de femmes.", "confidentiality": .string(level),
      ], more)
  }

  @Test("A reference leads to the validated revision, and to nothing that the report may not show")
  func follow() async throws {
    try await StoreFixture.with { fixture in
      let made: [(String, JSONValue, Bool)] = [
        ("shown", Self.milestone("shown"), true), ("secret", Self.milestone("secret", level: "restricted"), true),
        ("new", Self.milestone("new"), false), ("late", Self.milestone("late", ["plannedOn": "2024-05-01"]), true),
        ("other", Self.milestone("other", ["grant": "G2"]), true),
      ]
      for (key, record, isValidated) in made {
        try await fixture.submit(record)
        if isValidated { try await fixture.validate(.milestone, key) }
      }
      try await fixture.submit(Self.milestone("shown", ["title": "Autre titre"]))
      for key in ["shown", "secret", "new", "late", "other", "nothing"] {
        try await fixture.submit(engagement("e-\(key)", ["milestone": .string(key)]))
        try await fixture.validate(.engagement, "e-\(key)")
      }
      let query: JSONValue = [
        "name": "q", "from": "engagement", "select": ["title"], "orderBy": ["key"],
        "follow": ["milestone": ["title", "concerns", "grant"]],
      ]
      func followed(
        _ level: ConfidentialityLevel, to: String? = nil, grants: Set<String>? = nil
      ) async throws -> [String: JSONValue] {
        let (rows, sources) = try await Self.rows(query, fixture, level: level, to: to, grants: grants)
        #expect(rows.count == 6)
        var found: [String: JSONValue] = [:]
        for row in rows {
          guard let milestone = row["followed"]?["milestone"] else { continue }
          found[milestone["key"]?.string ?? ""] = milestone
        }
        #expect(sources.filter { $0.hasPrefix("milestone") } == Set(found.keys.map { "milestone \($0)" }))
        return found
      }
      let seen = try await followed(.public)
      #expect(Set(seen.keys) == ["shown", "late", "other"])
      #expect(seen["shown"]?["title"] == "Jalon" && seen["shown"]?["concerns"] == nil)
      #expect(seen["shown"]?["withheld"] == ["concerns"])
      let higher = try await followed(.restricted)
      #expect(Set(higher.keys) == ["shown", "secret", "late", "other"] && higher["secret"]?["concerns"] != nil)
      #expect(Set(try await followed(.public, to: "2023-12-31").keys) == ["shown", "other"])
      #expect(Set(try await followed(.public, grants: ["G1"]).keys) == ["shown", "late"])
    }
  }

  @Test("A part's reference is followed as well, and labels name what is read there")
  func part() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit([
        "kind": "organisation", "programme": "p", "key": "bvg", "name": "BVG", "oversightType": "external_audit",
        "confidentiality": "public",
      ])
      try await fixture.validate(.organisation, "bvg")
      try await fixture.submit(
        finding(
          "f", engagement: nil,
          [
            "recommendations": [
              ["key": "R1", "text": "Agir.", "addressee": "nobody"],
              ["key": "R2", "text": "Agir.", "addressee": "bvg"],
            ]
          ]))
      try await fixture.validate(.finding, "f")
      let json: JSONValue = [
        "name": "q", "from": "recommendation", "select": ["text"], "follow": ["addressee": ["oversightType"]],
        "labels": true,
      ]
      let rows = try await Self.rows(json, fixture).rows
      #expect(rows.map { $0["key"]?.string } == ["R1", "R2"])
      #expect(rows.map { $0["followed"]?["addressee"]?["oversightType"]?.string } == [nil, "external_audit"])
      let labels = RowLabels(try RecordQuery(json), in: .english)
      let labelled = try JSONValue(parsing: labels.added(to: rows[1].bytes))["labels"]
      #expect(
        labelled?["followed"]?["addressee"]?["oversightType"]?.string
          == CodeLists.oversightType.label("external_audit", .english))
    }
  }

  @Test("A finding lacks a response where none refers to it that the report may show")
  func missing() async throws {
    try await StoreFixture.with { fixture in
      func response(_ finding: String, _ more: JSONObject = [:]) -> JSONValue {
        merged(
          [
            "kind": "response", "programme": "p", "key": .string("r-\(finding)"), "finding": .string(finding),
            "recommendation": "R1", "organisation": "mdac", "position": "accepted", "receivedOn": "2024-02-01",
            "confidentiality": "public",
          ], more)
      }
      for key in ["answered", "unanswered", "secretly", "unseen", "elsewhere"] {
        try await fixture.submit(
          finding(
            key, engagement: nil,
            [
              "recommendations": [
                ["key": "R1", "text": "A.", "addressee": "x"], ["key": "R2", "text": "B.", "addressee": "x"],
              ]
            ]))
        try await fixture.validate(.finding, key)
      }
      for (key, more, isValidated) in [
        ("answered", [:], true), ("secretly", ["confidentiality": "restricted"], true), ("unseen", [:], false),
        ("elsewhere", ["grant": "G2"], true),
      ] as [(String, JSONObject, Bool)] {
        try await fixture.submit(response(key, more))
        if isValidated { try await fixture.validate(.response, "r-\(key)") }
      }
      let query: JSONObject = ["name": "q", "from": "finding", "select": ["title"], "missing": "response"]
      func keys(
        _ query: JSONObject, level: ConfidentialityLevel = .public, to: String? = nil, grants: Set<String>? = nil
      ) async throws -> Set<String> {
        let rows = try await Self.rows(.object(query), fixture, level: level, to: to, grants: grants).rows
        return Set(rows.compactMap { $0["key"]?.string })
      }
      #expect(try await keys(query) == ["unanswered", "secretly", "unseen"])
      #expect(try await keys(query, level: .restricted) == ["unanswered", "unseen"])
      #expect(try await keys(query, grants: ["G1"]) == ["unanswered", "secretly", "unseen", "elsewhere"])
      // On that day nobody had answered yet.
      #expect(try await keys(query, to: "2024-01-31").count == 5)
      #expect(try await keys(query, to: "2024-02-01") == ["unanswered", "secretly", "unseen"])
      let count: JSONValue = [
        "name": "q", "from": "finding", "groupBy": [], "measures": ["count"], "missing": "response",
      ]
      #expect(try await Self.rows(count, fixture).rows.first?["count"] == 3)
      let parts = try await Self.rows(
        [
          "name": "q", "from": "recommendation", "select": ["finding"], "where": ["key": ["answered", "unanswered"]],
          "missing": "response",
        ], fixture
      ).rows.map { "\($0["finding"]?.string ?? "") \($0["key"]?.string ?? "")" }
      #expect(parts == ["answered R2", "unanswered R1", "unanswered R2"])
    }
  }

  @Test("A list of references is looked through")
  func lists() async throws {
    try await StoreFixture.with { fixture in
      for key in ["a", "b"] {
        try await fixture.submit(finding(key, engagement: nil))
        try await fixture.validate(.finding, key)
      }
      try await fixture.submit([
        "kind": "lesson", "programme": "p", "key": "l", "title": "T", "text": "t", "findings": ["x", "a"],
        "confidentiality": "public",
      ])
      try await fixture.validate(.lesson, "l")
      let rows = try await Self.rows(
        ["name": "q", "from": "finding", "select": ["title"], "missing": "lesson"], fixture
      ).rows
      #expect(rows.map { $0["key"]?.string } == ["b"])
    }
  }
}
