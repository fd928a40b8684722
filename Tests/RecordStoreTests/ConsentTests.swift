import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite("Consents in listings")
struct ConsentTests {
  private static func consent(_ more: JSONObject = [:]) -> JSONValue {
    let subject = Pseudonyms.prefix + String(repeating: "0", count: Pseudonyms.digits)
    return merged(
      [
        "kind": "consent", "programme": "p", "key": "c", "subjectCode": .string(subject), "basis": "written",
        "scopes": ["quote"], "givenOn": "2024-01-01",
      ], more)
  }

  private static let withdrawn: JSONObject = ["withdrawnOn": "2024-02-01"]

  private static func quotes(_ fixture: StoreFixture) async throws -> Int {
    let query: JSONValue = ["name": "q", "from": "finding", "select": ["quotes"]]
    return try await fixture.rows(query).rows.reduce(0) { $0 + ($1["quotes"]?.array?.count ?? 0) }
  }

  /// With a validated finding that quotes somebody.
  private static func withQuote(_ body: @escaping @Sendable (StoreFixture) async throws -> Void) async throws {
    try await StoreFixture.with { fixture in
      let quote: JSONValue = ["text": "Nous attendons.", "speakerGroup": "cso", "mayQuote": true]
      try await fixture.submit(
        finding(
          "f", engagement: nil,
          ["attribution": "group_only", "consentBasis": "written", "consent": "c", "quotes": .array([quote])]))
      #expect(try await fixture.validate(.finding, "f") == .done)
      try await body(fixture)
    }
  }

  @Test("Words are shown once the consent that they name has arrived, and hidden at once when it is withdrawn")
  func withdrawal() async throws {
    try await Self.withQuote { fixture in
      #expect(try await Self.quotes(fixture) == 0)
      try await fixture.submit(Self.consent())
      #expect(try await Self.quotes(fixture) == 1)
      try await fixture.submit(Self.consent(Self.withdrawn))
      #expect(try await Self.quotes(fixture) == 0)
    }
  }

  @Test("A later revision takes a withdrawal back only when it is validated", arguments: [false, true])
  func takenBack(isFirstValidated: Bool) async throws {
    try await Self.withQuote { fixture in
      try await fixture.submit(Self.consent())
      if isFirstValidated { #expect(try await fixture.validate(.consent, "c") == .done) }
      try await fixture.submit(Self.consent(Self.withdrawn))
      try await fixture.submit(Self.consent(["note": "Sans retrait."]))
      #expect(try await Self.quotes(fixture) == 0)
      #expect(try await fixture.validate(.consent, "c", revision: 3) == .done)
      #expect(try await Self.quotes(fixture) == 1)
    }
  }

  @Test("A withdrawal that was validated stays until a revision without it is")
  func validatedWithdrawal() async throws {
    try await Self.withQuote { fixture in
      try await fixture.submit(Self.consent(Self.withdrawn))
      #expect(try await fixture.validate(.consent, "c") == .done)
      try await fixture.submit(Self.consent())
      #expect(try await Self.quotes(fixture) == 0)
    }
  }
}
