import JSONBytes
import RecordStore
import Records
import Testing

@Suite("Grants that records name") struct GrantReferenceTests {
  private static let kinds = KindCatalogue.standard.kinds.filter { kind in
    kind.name != "programme" && kind.object.fields.contains { $0.name == "grant" }
  }

  private func programme(_ numbers: [String]) -> JSONValue {
    let grants = numbers.map { ["number": .string($0), "donor": "undef"] as JSONValue }
    return merged(programme().object ?? [:], ["grants": .array(grants)])
  }

  private func programme() -> JSONValue {
    ["kind": "programme", "programme": "p", "key": "p", "title": "Programme", "startsOn": "2023-01-01"]
  }

  /// The number in the kind's first example that names a grant.
  private func example(_ kind: RecordKind, grant: String) throws -> JSONValue? {
    for text in kind.examples {
      let example = try JSONValue(parsing: text)
      guard example["grant"] != nil, var object = example.object else { continue }
      object["programme"] = "p"
      object["grant"] = .string(grant)
      // Codes of persons need a key, and are beside the point here.
      for field in ["participants", "communities"] { object[field] = nil }
      if object["subjectCode"] != nil { object["subjectCode"] = .string("p-" + String(repeating: "0", count: 32)) }
      return .object(object)
    }
    return nil
  }

  private func danglingGrants(_ answer: IntakeAnswer) -> [String] {
    answer.dangling.filter { $0.kinds == [DanglingReference.grant] }.map { "\($0.path) \($0.key)" }
  }

  @Test("A number that the programme's record does not name dangles, whatever the kind; one that it names does not")
  func unknown() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(programme(["G-1", "G-2"]))
      for kind in Self.kinds {
        for (revision, grant, dangling) in [(1, "G-3", ["grant G-3"]), (2, "G-2", [])] {
          let record = try #require(try example(kind, grant: grant), "\(kind.name)")
          let answer = try await fixture.submit(record)
          #expect(answer.revision == revision)
          #expect(danglingGrants(answer) == dangling, "\(kind.name)")
          #expect(answer.dangling.allSatisfy { $0.path != "grant" || !$0.carriesLevel })
        }
      }
    }
  }

  @Test("A grant that arrives later dangles no more; another programme's grant does")
  func arrivesLater() async throws {
    try await StoreFixture.with { fixture in
      let record = merged(engagement("e").object ?? [:], ["grant": "G-9"])
      #expect(danglingGrants(try await fixture.submit(record)) == ["grant G-9"])
      try await fixture.submit(
        [
          "kind": "programme", "programme": "q", "key": "q", "title": "Autre", "startsOn": "2023-01-01",
          "grants": [["number": "G-9", "donor": "undef"]],
        ])
      #expect(danglingGrants(try await fixture.submit(record)) == ["grant G-9"])
      try await fixture.submit(programme(["G-9"]))
      #expect(danglingGrants(try await fixture.submit(record)) == [])
    }
  }
}
