import JSONBytes
import Records
import Testing

/// What a reviewer has not seen yet hides at once, and shows nothing.
@Suite("Later revisions, before a reviewer has seen them")
struct LaterRevisionTests {
  private static func quote(_ text: String, mayQuote: Bool = true) -> JSONValue {
    ["text": .string(text), "speakerGroup": "cso", "mayQuote": .bool(mayQuote)]
  }

  private static let open: JSONObject = [
    "attribution": "group_only", "consentBasis": "written", "raisedBy": "cso", "agreement": "majority",
    "quotes": [quote("a"), quote("b")],
  ]

  /// What a report shows of the finding `f`: the words, the speakers' groups beside them and who raised it.
  private static func shown(
    _ fixture: StoreFixture, _ level: ConfidentialityLevel = .public
  ) async throws -> (words: [String?], groups: [String?], raisedBy: String?) {
    let rows = try await fixture.rows(
      ["name": "q", "from": "finding", "select": ["quotes", "raisedBy"]], level: level
    ).rows
    let quotes = rows.first?["quotes"]?.array ?? []
    return (
      quotes.map { $0["text"]?.string }, quotes.map { $0["speakerGroup"]?.string }, rows.first?["raisedBy"]?.string
    )
  }

  private static let narrower: [(change: JSONObject, words: [String])] = [
    (["quotes": [quote("a", mayQuote: false), quote("b")]], ["b"]),
    (["quotes": [quote("b")]], ["b"]),
    (["consentBasis": "none"], []),
    (["consent": "missing"], []),
    (["note": "Relu."], ["a", "b"]),
  ]

  @Test("A quote taken back is hidden at once, and shown again only after a review", arguments: narrower.indices)
  func takenBack(index: Int) async throws {
    let (change, words) = Self.narrower[index]
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil, Self.open))
      try await fixture.validate(.finding, "f")
      #expect(try await Self.shown(fixture).words == ["a", "b"])
      try await fixture.submit(finding("f", engagement: nil, merged(Self.open, change).object!))
      #expect(try await Self.shown(fixture).words == words)
      try await fixture.submit(finding("f", engagement: nil, merged(Self.open, ["mitigation": "Rien."]).object!))
      #expect(try await Self.shown(fixture).words == words)
      try await fixture.validate(.finding, "f", revision: 3)
      #expect(try await Self.shown(fixture).words == ["a", "b"])
    }
  }

  @Test("A quote given back waits for review")
  func givenBack() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        finding("f", engagement: nil, merged(Self.open, ["quotes": [Self.quote("a", mayQuote: false)]]).object!))
      try await fixture.validate(.finding, "f")
      try await fixture.submit(finding("f", engagement: nil, Self.open))
      #expect(try await Self.shown(fixture).words.isEmpty)
      try await fixture.validate(.finding, "f", revision: 2)
      #expect(try await Self.shown(fixture).words == ["a", "b"])
    }
  }

  @Test(
    "A narrower attribution hides who spoke at once, in listings and counts; a wider one waits",
    arguments: [("attribution", "chatham_house"), ("attribution", "anonymous"), ("agreement", "individual")])
  func attribution(field: String, code: String) async throws {
    try await StoreFixture.with { fixture in
      func counted() async throws -> [String?: Int64?] {
        let rows = try await fixture.rows([
          "name": "q", "from": "finding", "groupBy": ["raisedBy"], "measures": ["count"],
        ]).rows
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["raisedBy"]?.string, $0["count"]?.integer) })
      }
      for number in 0..<6 {
        try await fixture.submit(finding("f\(number)", engagement: nil, Self.open))
        try await fixture.validate(.finding, "f\(number)")
      }
      #expect(try await counted() == ["cso": 6])
      for number in 0..<6 {
        let narrow = merged(Self.open, [field: .string(code)]).object!
        try await fixture.submit(finding("f\(number)", engagement: nil, narrow))
      }
      #expect(try await counted() == [nil: 6])
      let narrow = try await Self.shown(fixture)
      #expect(narrow.words == ["a", "b"] && narrow.groups == [nil, nil] && narrow.raisedBy == nil)
      for number in 0..<6 { try await fixture.validate(.finding, "f\(number)", revision: 2) }
      for number in 0..<6 {
        try await fixture.submit(
          finding("f\(number)", engagement: nil, merged(Self.open, ["note": "Relu."]).object!))
      }
      #expect(try await counted() == [nil: 6])
    }
  }

  @Test("A story is hidden by a later revision whose consent is narrower")
  func story() async throws {
    try await StoreFixture.with { fixture in
      func story(_ more: JSONObject) -> JSONValue {
        merged(
          [
            "kind": "story", "programme": "p", "key": "s", "confidentiality": "public", "title": "Une voix",
            "change": "Tout.", "consentBasis": "written", "consent": "c",
          ], more)
      }
      func isShown() async throws -> Bool {
        try await fixture.rows(["name": "q", "from": "story", "select": ["change"]]).rows.first?["change"] != nil
      }
      try await fixture.submit([
        "kind": "consent", "programme": "p", "key": "c", "subjectCode": "S-1", "basis": "written",
        "scopes": ["use_in_report", "photo"], "givenOn": "2024-01-01",
      ])
      try await fixture.submit(story([:]))
      try await fixture.validate(.story, "s")
      #expect(try await isShown())
      try await fixture.submit(story(["consent": "missing"]))
      #expect(try await !isShown())
    }
  }

  @Test("Taking back one use of a consent hides that use alone")
  func scope() async throws {
    try await StoreFixture.with { fixture in
      func consent(_ more: JSONObject) -> JSONValue {
        merged(
          [
            "kind": "consent", "programme": "p", "key": "c", "subjectCode": "S-1", "basis": "written",
            "scopes": ["use_in_report", "photo"], "givenOn": "2024-01-01",
          ], more)
      }
      func shown() async throws -> [Bool] {
        let row = try await fixture.rows(["name": "q", "from": "story", "select": ["change", "photo"]]).rows.first
        return [row?["change"] != nil, row?["photo"] != nil]
      }
      try await fixture.submit(consent([:]))
      try await fixture.submit([
        "kind": "story", "programme": "p", "key": "s", "confidentiality": "public", "title": "Une voix",
        "change": "Tout.", "photo": "image", "consentBasis": "written", "consent": "c",
      ])
      try await fixture.validate(.story, "s")
      #expect(try await shown() == [true, true])
      try await fixture.submit(consent(["withdrawnOn": "2024-02-01", "withdrawnScopes": ["photo"]]))
      #expect(try await shown() == [true, false])
      try await fixture.submit(consent(["withdrawnOn": "2024-03-01"]))
      #expect(try await shown() == [false, false])
    }
  }
}
