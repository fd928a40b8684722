import JSONBytes
import Records
import Testing

/// An event decides with its findings on who may be told to have spoken.
@Suite("Events that hide who spoke there")
struct GatheringTests {
  private static func event(_ people: [(String, Int)], chathamHouse: Bool? = nil) -> JSONValue {
    var more: JSONObject = ["countedBy": "sign_in"]
    more["participation"] = .array(
      people.map { ["sex": "female", "ageBand": "nd", "group": .string($0.0), "count": .integer(Int64($0.1))] })
    if let chathamHouse { more["chathamHouse"] = .bool(chathamHouse) }
    return engagement("e", more)
  }

  private static func store(_ event: JSONValue, in fixture: StoreFixture) async throws {
    try await fixture.submit(event)
    try await fixture.validate(.engagement, "e")
    for number in 0..<6 {
      try await fixture.submit(
        finding(
          "f\(number)",
          [
            "raisedBy": "cso", "consentBasis": "written", "agreement": "majority",
            "quotes": [
              [
                "text": "Oui.", "speakerGroup": "cso", "mayQuote": true, "language": "Songhay",
                "translation": ["en": "Yes."],
              ]
            ],
          ]))
      try await fixture.validate(.finding, "f\(number)")
    }
  }

  /// Whether the group can be told from a listing, a quote, a count, a filter and an order; they must agree.
  private static func isTold(_ fixture: StoreFixture, _ level: ConfidentialityLevel) async throws -> Bool {
    let select: JSONObject = ["name": "q", "from": "finding", "select": ["raisedBy", "quotes"]]
    let listed = try await fixture.rows(.object(select), level: level).rows
    let counted = try await fixture.rows(
      ["name": "q", "from": "finding", "groupBy": ["raisedBy"], "measures": ["count"]], level: level
    ).rows
    let filtered = try await fixture.rows(merged(select, ["where": ["raisedBy": "cso"]]), level: level).rows
    let recommended = try await fixture.rows(merged(select, ["orderBy": ["raisedBy"]]), level: level).rows
    #expect(listed.count == 6 && recommended.count == 6)
    let signs =
      listed.map { $0["raisedBy"] != nil } + listed.map { $0["quotes"]?.array?.first?["speakerGroup"] != nil }
      + counted.map { $0["raisedBy"]?.string != nil } + [filtered.count == 6, !filtered.isEmpty]
    #expect(Set(signs).count == 1)
    return signs[0]
  }

  @Test(
    "The Chatham House rule of an event binds its findings below restricted", arguments: ConfidentialityLevel.allCases)
  func chathamHouse(level: ConfidentialityLevel) async throws {
    try await StoreFixture.with { fixture in
      try await Self.store(Self.event([("cso", 9)], chathamHouse: true), in: fixture)
      #expect(try await Self.isTold(fixture, level) == (level >= .restricted))
      let language = try await fixture.rows(["name": "q", "from": "finding", "select": ["quotes"]], level: .internal)
      #expect(!language.rows.contains { $0.text.contains("Songhay") })
    }
  }

  @Test(
    "A group is told only if enough of it were counted",
    arguments: [("cso", 9, true), ("cso", 5, true), ("cso", 4, false), ("cso", 1, false), ("media", 9, false)])
  func size(group: String, people: Int, isTold: Bool) async throws {
    try await StoreFixture.with { fixture in
      try await Self.store(Self.event([(group, people), ("justice", 12)]), in: fixture)
      #expect(try await Self.isTold(fixture, .public) == isTold)
      #expect(try await Self.isTold(fixture, .internal) == isTold)
      #expect(try await Self.isTold(fixture, .restricted))
    }
  }

  @Test("A later revision of the event hides at once, and shows only when it is validated")
  func later() async throws {
    try await StoreFixture.with { fixture in
      try await Self.store(Self.event([("cso", 9)]), in: fixture)
      #expect(try await Self.isTold(fixture, .public))
      try await fixture.submit(Self.event([("cso", 4)]))
      #expect(try await !Self.isTold(fixture, .public))
      try await fixture.submit(Self.event([("cso", 10)]))
      #expect(try await !Self.isTold(fixture, .public))
      try await fixture.validate(.engagement, "e", revision: 3)
      #expect(try await Self.isTold(fixture, .public))
      try await fixture.submit(Self.event([("cso", 11)], chathamHouse: true))
      #expect(try await !Self.isTold(fixture, .public))
      try await fixture.submit(Self.event([("cso", 12)]))
      #expect(try await !Self.isTold(fixture, .public))
      try await fixture.validate(.engagement, "e", revision: 5)
      #expect(try await Self.isTold(fixture, .public))
    }
  }

  @Test("An event's new day moves its findings into another period only when it is validated")
  func day() async throws {
    try await StoreFixture.with { fixture in
      var object = try #require(finding("f").object)
      object["observedOn"] = nil
      try await fixture.submit(engagement("e"))
      try await fixture.validate(.engagement, "e")
      try await fixture.submit(.object(object))
      try await fixture.validate(.finding, "f")
      func found(_ year: Int) async throws -> Int {
        try await fixture.rows([
          "name": "q", "from": "finding", "select": ["title"],
          "where": ["notBefore": .string("\(year)-01-01"), "notAfter": .string("\(year)-12-31")],
        ]).rows.count
      }
      try await fixture.submit(engagement("e", ["startsOn": "2024-10-10"]))
      #expect(try await [found(2023), found(2024)] == [1, 0])
      try await fixture.validate(.engagement, "e", revision: 2)
      #expect(try await [found(2023), found(2024)] == [0, 1])
    }
  }
}
