import JSONBytes
import Records
import Testing

/// Words leave the store only if their speaker agreed, the record says on what that rests, and it was not taken back.
@Suite("Consent to quotes, from the submission to the report")
struct QuoteConsentTests {
  /// One quote with everything that decides on it.
  private struct Quote {
    var mayQuote: Bool
    var basis: String?
    /// The consent that the finding names.
    var ofFinding: ConsentState?
    /// The consent that the quote names, which goes before.
    var own: ConsentState?

    var words: String { "words-\(mayQuote)-\(basis ?? "-")-\(ofFinding?.rawValue ?? "-")-\(own?.rawValue ?? "-")" }

    var isAllowed: Bool {
      guard mayQuote, let basis, basis != "none" else { return false }
      return (own ?? ofFinding)?.isInForce ?? true
    }

    var json: JSONValue {
      var object: JSONObject = ["text": .string(words), "speakerGroup": "cso", "mayQuote": .bool(mayQuote)]
      if let own { object["consent"] = .string(own.key) }
      return .object(object)
    }
  }

  private static let states: [ConsentState?] = [nil] + ConsentState.allCases
  private static let bases: [String?] = [nil] + CodeLists.consentBasis.codes

  /// A finding for each basis and consent, each with a quote for each consent of its own.
  private static func findings() -> [(key: String, record: JSONValue, quotes: [Quote])] {
    bases.flatMap { basis in
      states.map { state in
        let quotes = [true, false].flatMap { may in
          states.map { Quote(mayQuote: may, basis: basis, ofFinding: state, own: $0) }
        }
        let key = "f-\(basis ?? "-")-\(state?.rawValue ?? "-")"
        var more: JSONObject = ["attribution": "group_only", "quotes": .array(quotes.map(\.json))]
        if let basis { more["consentBasis"] = .string(basis) }
        if let state { more["consent"] = .string(state.key) }
        return (key, finding(key, engagement: nil, more), quotes)
      }
    }
  }

  private static func shownWords(_ rows: [JSONValue]) -> Set<String> {
    Set(rows.flatMap { $0["quotes"]?.array ?? [] }.compactMap { $0["text"]?.string })
  }

  @Test("The words appear only when allowed, at every level, in findings and beside recommendations")
  func words() async throws {
    let findings = Self.findings()
    let allowed = Set(findings.flatMap(\.quotes).filter(\.isAllowed).map(\.words))
    let all = findings.flatMap(\.quotes)
    #expect(all.count == 6 * 10 * 20 && allowed.count == 4 * (1 + 2 + 10 * 2))
    try await StoreFixture.with { fixture in
      try await fixture.submit(merged(programme().object!, ["programme": "q", "key": "q"]))
      for state in ConsentState.allCases { try await state.arrange(fixture) }
      for (key, record, _) in Self.findings() {
        try await fixture.submit(
          merged(record.object!, ["recommendations": [["key": "r", "text": "Agir.", "addressee": "cnt"]]]))
        try await fixture.validate(.finding, key)
      }
      for level in ConfidentialityLevel.allCases {
        for (source, own) in [("finding", "title"), ("recommendation", "text")] {
          let seen = try await fixture.rows(
            ["name": "q", "from": .string(source), "select": [.string(own), "quotes"]], level: level)
          #expect(seen.rows.count == 60)
          #expect(Self.shownWords(seen.rows) == allowed, "\(level) \(source)")
          for row in seen.rows { #expect(!row.text.contains("mayQuote") && !row.text.contains("consent-")) }
        }
      }
    }
  }

  @Test("A record above the level shows no words, whoever agreed")
  func aboveLevel() async throws {
    try await StoreFixture.with { fixture in
      for level in ConfidentialityLevel.allCases {
        let key = "f-\(level.code)"
        let quotes: JSONValue = [["text": .string(level.code), "speakerGroup": "cso", "mayQuote": true]]
        try await fixture.submit(
          finding(
            key, engagement: nil, level: level.code,
            ["attribution": "group_only", "consentBasis": "written", "quotes": quotes]))
        try await fixture.validate(.finding, key)
      }
      for level in ConfidentialityLevel.allCases {
        let seen = try await fixture.rows(["name": "q", "from": "finding", "select": ["quotes"]], level: level)
        #expect(Self.shownWords(seen.rows) == Set(ConfidentialityLevel.allCases.filter { $0 <= level }.map(\.code)))
      }
    }
  }

  @Test("A consent that arrives opens the words, its withdrawal closes them at once, a reviewer opens them again")
  func course() async throws {
    try await StoreFixture.with { fixture in
      func consent(_ withdrawnOn: String?, _ note: String) -> JSONValue {
        var object: JSONObject = [
          "kind": "consent", "programme": "p", "key": "c", "subjectCode": "S-1", "basis": "written",
          "scopes": ["quote"],
          "givenOn": "2024-01-01", "note": .string(note),
        ]
        if let withdrawnOn { object["withdrawnOn"] = .string(withdrawnOn) }
        return .object(object)
      }
      func isShown() async throws -> Bool {
        let seen = try await fixture.rows(["name": "q", "from": "finding", "select": ["quotes"]])
        return !Self.shownWords(seen.rows).isEmpty
      }
      let quotes: JSONValue = [["text": "Oui.", "speakerGroup": "cso", "mayQuote": true, "consent": "c"]]
      try await fixture.submit(
        finding("f", engagement: nil, ["attribution": "group_only", "consentBasis": "written", "quotes": quotes]))
      try await fixture.validate(.finding, "f")
      var course = [try await isShown()]
      try await fixture.submit(consent(nil, "a"))
      try await fixture.validate(.consent, "c")
      course.append(try await isShown())
      try await fixture.submit(consent("2024-02-01", "b"))
      course.append(try await isShown())
      try await fixture.validate(.consent, "c", revision: 2)
      try await fixture.submit(consent(nil, "c"))
      course.append(try await isShown())
      try await fixture.validate(.consent, "c", revision: 3)
      course.append(try await isShown())
      #expect(course == [false, true, false, false, true])
    }
  }
}
