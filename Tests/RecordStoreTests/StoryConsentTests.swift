import JSONBytes
import RecordStore
import Records
import Testing

/// A story is one person's from beginning to end, so one consent governs all of its words.
@Suite("Consent to stories, from the submission to the report")
struct StoryConsentTests {
  private static let told = ["title", "subject", "before", "action", "change", "contribution", "photo"]
  private static let states: [ConsentState?] = [nil] + ConsentState.allCases

  private struct Story {
    let basis: String
    let state: ConsentState?

    var key: String { "s-\(basis)-\(state?.rawValue ?? "-")" }

    /// Where there is a consent, it is on record before the story is validated.
    var isReady: Bool { state != nil || basis == "none" }
    var isAllowed: Bool { isReady && basis != "none" && state?.isInForce ?? true }

    var json: JSONValue {
      var object: JSONObject = [
        "kind": "story", "programme": "p", "key": .string(key), "confidentiality": "public",
        "consentBasis": .string(basis), "theme": "political", "happenedOn": "2024-03-01",
      ]
      for name in StoryConsentTests.told { object[name] = .string("told-\(name)") }
      if let state { object["consent"] = .string(state.key) }
      return .object(object)
    }
  }

  @Test("Every word of it appears, or none, at every level")
  func words() async throws {
    let stories = CodeLists.consentBasis.codes.flatMap { basis in
      Self.states.map { Story(basis: basis, state: $0) }
    }
    try await StoreFixture.with { fixture in
      try await fixture.submit(merged(programme().object!, ["programme": "q", "key": "q"]))
      for state in ConsentState.allCases { try await state.arrange(fixture) }
      for story in stories {
        try await fixture.submit(story.json)
        let outcome = try await fixture.validate(.story, story.key)
        #expect((outcome == .done) == story.isReady, "\(story.key)")
      }
      let query: JSONValue = [
        "name": "q", "from": "story", "select": .array((Self.told + ["theme", "consentBasis"]).map { .string($0) }),
      ]
      let expected = Dictionary(
        uniqueKeysWithValues: stories.filter(\.isReady).map { ($0.key, $0.isAllowed ? Self.told.count : 0) })
      #expect(expected.count == 46 && expected.values.filter { $0 > 0 }.count == 8)
      for level in ConfidentialityLevel.allCases {
        let seen = try await fixture.rows(query, level: level)
        var shown: [String: Int] = [:]
        for row in seen.rows {
          shown[row["key"]?.string ?? ""] = row.text.split(separator: "\"told-").count - 1
          #expect(row["theme"] == "political")
        }
        #expect(shown == expected, "\(level)")
      }
    }
  }
}
