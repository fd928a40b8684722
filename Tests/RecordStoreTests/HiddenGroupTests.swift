import JSONBytes
import Records
import Testing

/// Who raised what is hidden where the attribution says so: counting, filtering and ordering tell no more than a listing.
@Suite("Groups that an attribution hides, in counts, filters and orders")
struct HiddenGroupTests {
  private struct View {
    let key: String
    let group: String
    let attribution: String
    let agreement: String
    /// The lowest level that sees the group.
    let level: ConfidentialityLevel
  }

  private static let views: [View] = (0..<6).flatMap { number in
    [
      View(
        key: "open-\(number)", group: "cso", attribution: "group_only", agreement: "majority", level: .public),
      View(
        key: "house-\(number)", group: "media", attribution: "chatham_house", agreement: "majority", level: .restricted),
      View(
        key: "anonymous-\(number)", group: "justice", attribution: "anonymous", agreement: "majority",
        level: .confidential),
      View(
        key: "single-\(number)", group: "cso", attribution: "group_only", agreement: "individual", level: .confidential),
    ]
  }

  private func store(_ views: [View], in fixture: StoreFixture) async throws {
    for view in views {
      try await fixture.submit(
        finding(
          view.key, engagement: nil,
          [
            "raisedBy": .string(view.group), "attribution": .string(view.attribution),
            "agreement": .string(view.agreement),
          ]))
      try await fixture.validate(.finding, view.key)
    }
  }

  @Test("At every level a group's count, its filter and the order are those of what a listing shows")
  func levels() async throws {
    try await StoreFixture.with { fixture in
      try await store(Self.views, in: fixture)
      let select: JSONObject = ["name": "q", "from": "finding", "select": ["raisedBy"]]
      for level in ConfidentialityLevel.allCases {
        let shown = Self.views.map { ($0.key, $0.level <= level ? $0.group : nil) }
        let listed = try await fixture.rows(.object(select), level: level).rows
        #expect(
          Dictionary(uniqueKeysWithValues: listed.map { ($0["key"]?.string ?? "", $0["raisedBy"]?.string) })
            == Dictionary(uniqueKeysWithValues: shown))
        let counted = try await fixture.rows(
          ["name": "q", "from": "finding", "groupBy": ["raisedBy"], "measures": ["count"]], level: level
        ).rows
        #expect(
          Dictionary(uniqueKeysWithValues: counted.map { ($0["raisedBy"]?.string, $0["count"]?.integer) })
            == Dictionary(grouping: shown, by: \.1).mapValues { Int64($0.count) })
        for group in ["cso", "media", "justice"] {
          let filtered = try await fixture.rows(merged(select, ["where": ["raisedBy": .string(group)]]), level: level)
          #expect(Set(filtered.rows.map { $0["key"]?.string }) == Set(shown.filter { $0.1 == group }.map(\.0)))
        }
        let ordered = try await fixture.rows(merged(select, ["orderBy": ["raisedBy"]]), level: level).rows
        let wanted = shown.sorted { ($0.1 ?? "~", $0.0) < ($1.1 ?? "~", $1.0) }.map(\.0)
        #expect(ordered.map { $0["key"]?.string } == wanted)
      }
    }
  }

  @Test("What is withheld from a reader tells neither where the hidden records are nor which groups they name")
  func withheld() async throws {
    try await StoreFixture.with { fixture in
      for (number, isValidated) in [true, true, false].enumerated() {
        let more: JSONObject = ["raisedBy": "cso", "attribution": "group_only", "agreement": "majority"]
        try await fixture.submit(finding("f\(number)", engagement: nil, level: "restricted", more))
        if isValidated { try await fixture.validate(.finding, "f\(number)") }
      }
      for group in ["cso", "media"] {
        let seen = try await fixture.rows([
          "name": "q", "from": "finding", "select": ["title"], "where": ["raisedBy": .string(group), "region": "gao"],
        ])
        #expect(seen.rows.isEmpty && seen.withheld == ["above_disclosure_level": 2, "not_validated": 1])
      }
      let elsewhere = try await fixture.rows([
        "name": "q", "from": "finding", "select": ["title"], "where": ["raisedBy": "cso", "region": "segou"],
      ])
      #expect(elsewhere.withheld == ["above_disclosure_level": 2, "not_validated": 1])
    }
  }

  @Test("A filter by a group crossed with what hides it finds nothing") func crossed() async throws {
    try await StoreFixture.with { fixture in
      try await store(Self.views, in: fixture)
      let query: JSONValue = [
        "name": "q", "from": "finding", "where": ["raisedBy": "cso", "agreement": "individual"], "groupBy": [],
        "measures": ["count"],
      ]
      #expect(try await fixture.rows(query, level: .restricted).rows.map { $0["count"]?.integer } == [0])
      #expect(try await fixture.rows(query, level: .confidential).rows.map { $0["count"]?.integer } == [6])
    }
  }
}
