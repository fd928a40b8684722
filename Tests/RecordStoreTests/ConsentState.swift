import JSONBytes
import Records

/// What became of a consent, and whether words may then be shown.
enum ConsentState: String, CaseIterable {
  case given, withdrawn, withdrawalWaits, renewalWaits, renewed, narrow, elsewhere, shared, missing

  /// What a person who agreed, or took it back, expects.
  var isInForce: Bool {
    switch self {
    case .given, .renewed: true
    // Taking back counts at once, giving again only when a reviewer has seen it.
    case .withdrawn, .withdrawalWaits, .renewalWaits: false
    // Nobody agreed to anything here.
    case .elsewhere, .shared, .missing: false
    // Agreed to, but to something else.
    case .narrow: false
    }
  }

  var key: String { "consent-\(rawValue)" }

  /// Makes it so.
  func arrange(_ fixture: StoreFixture) async throws {
    switch self {
    case .given: try await submit([false], validated: 1, fixture)
    case .withdrawn: try await submit([true], validated: 1, fixture)
    case .withdrawalWaits: try await submit([false, true], validated: 1, fixture)
    case .renewalWaits: try await submit([true, false], validated: 1, fixture)
    case .renewed: try await submit([true, false], validated: 2, fixture)
    case .narrow: try await fixture.submit(record(in: "p", isWithdrawn: false, scopes: ["archive"]))
    case .elsewhere: try await fixture.submit(record(in: "q", isWithdrawn: false))
    case .shared: try await fixture.submit(record(in: "shared", isWithdrawn: false))
    case .missing: break
    }
  }

  private func submit(_ revisions: [Bool], validated: Int, _ fixture: StoreFixture) async throws {
    for (index, isWithdrawn) in revisions.enumerated() {
      try await fixture.submit(record(in: "p", isWithdrawn: isWithdrawn))
      if index < validated { try await fixture.validate(.consent, key, revision: index + 1) }
    }
  }

  private func record(
    in programme: String, isWithdrawn: Bool, scopes: JSONValue = ["use_in_report", "quote", "photo"]
  ) -> JSONValue {
    var object: JSONObject = [
      "kind": "consent", "programme": .string(programme), "key": .string(key), "subjectCode": "S-1", "basis": "written",
      "scopes": scopes, "givenOn": "2024-01-01", "note": isWithdrawn ? "b" : .string(programme),
    ]
    if isWithdrawn { object["withdrawnOn"] = "2024-06-01" }
    return .object(object)
  }
}
