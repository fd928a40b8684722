import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Names of organisations beside their keys")
struct OrganisationLabelTests {
  private static func organisation(
    _ key: String, in programme: String = "shared", level: String = "public", _ more: JSONObject = [:]
  ) -> JSONValue {
    merged(
      [
        "kind": "organisation", "programme": .string(programme), "key": .string(key), "confidentiality": .string(level),
        "name": ["fr": .string("\(key) (fr)"), "en": .string("\(key) (en)")],
      ], more)
  }

  private static func validate(_ key: String, in programme: String, _ fixture: StoreFixture) async throws {
    _ = try await fixture.store.reviews.review(
      RecordIdentity(kind: .organisation, programme: programme, key: key), revision: 1, decision: .validate,
      by: StoreFixture.reviewer)
  }

  @Test("They are those that the report's readers may see, of the programme before those of all programmes")
  func names() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit([
        "kind": "programme", "programme": "shared", "key": "shared", "title": "Commun", "startsOn": "2023-01-01",
      ])
      let made: [(JSONValue, Bool)] = [
        (Self.organisation("bvg", ["acronym": "BVG"]), true), (Self.organisation("secret", level: "restricted"), true),
        (Self.organisation("new"), false), (Self.organisation("fr", ["name": "Nom", "language": "fr"]), true),
        (Self.organisation("own"), true), (Self.organisation("own", in: "p", ["acronym": "P"]), true),
        (Self.organisation("masked"), true), (Self.organisation("masked", in: "p", level: "restricted"), true),
      ]
      for (record, isValidated) in made {
        try await fixture.submit(record)
        guard isValidated else { continue }
        try await Self.validate(record["key"]?.string ?? "", in: record["programme"]?.string ?? "", fixture)
      }
      let keys = ["bvg", "secret", "new", "fr", "own", "masked", "nobody"]
      try await fixture.submit(
        finding(
          "f", engagement: nil,
          [
            "institutions": .array(keys.map { .string($0) }),
            "recommendations": .array(
              keys.map { ["key": .string("R-\($0)"), "text": "Agir.", "addressee": .string($0)] }),
          ]))
      try await fixture.validate(.finding, "f")

      let expected: [ConfidentialityLevel: [String: JSONValue]] = [
        .public: [
          "bvg": ["name": "bvg (en)", "acronym": "BVG"], "fr": ["name": "Nom"],
          "own": ["name": "own (en)", "acronym": "P"],
        ],
        .restricted: [
          "bvg": ["name": "bvg (en)", "acronym": "BVG"], "fr": ["name": "Nom"],
          "own": ["name": "own (en)", "acronym": "P"], "secret": ["name": "secret (en)"],
          "masked": ["name": "masked (en)"],
        ],
      ]
      for (level, named) in expected {
        let queries: [JSONValue] = [
          ["name": "q", "from": "finding", "select": ["institutions", "recommendations"], "labels": true],
          ["name": "r", "from": "recommendation", "select": ["addressee"], "labels": true],
          ["name": "t", "from": "recommendation", "groupBy": ["addressee"], "measures": ["count"], "labels": true],
        ]
        let rows = try await Self.rows(queries, level, fixture)
        let labels = rows[0][0]["labels"]
        #expect(labels?["institutions"]?.array == keys.map { named[$0] ?? .null })
        #expect(labels?["recommendations"]?.array?.map { $0["addressee"] } == keys.map { named[$0] })
        for row in rows[1] + rows[2] {
          #expect(row["labels"]?["addressee"] == row["addressee"]?.string.flatMap { named[$0] }, "\(row.text)")
        }
        #expect(rows[1].count == keys.count && rows[2].count == keys.count)
      }
    }
  }

  private static func rows(
    _ queries: [JSONValue], _ level: ConfidentialityLevel, _ fixture: StoreFixture
  ) async throws -> [[JSONValue]] {
    let queries = try queries.map { try RecordQuery(ofReport: $0) }
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level), queries: queries, declared: [], deadline: .now + .seconds(30)
    ) { snapshot in
      let organisations = try await snapshot.organisations()
      #expect(organisations.source(of: "bvg")?.kind == "organisation" && organisations.source(of: "new") == nil)
      var rows: [[JSONValue]] = []
      for query in queries {
        let labels = RowLabels(query, in: .english) { organisations.label($0, in: .english) }
        let found = Collected()
        try await snapshot.rows(of: query) { found.append(try JSONValue(parsing: try labels.added(to: $0))) }
        rows.append(found.values)
      }
      return rows
    }
  }
}
