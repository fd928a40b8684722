import Disclosure
import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("Whose a record is") struct OwnershipTests {
  private static let gao = Sender(name: "amina", team: "gao")
  private static let colleague = Sender(name: "binta", team: "gao")
  private static let segou = Sender(name: "moussa", team: "segou")
  private static let reviewer = Sender(StoreFixture.reviewer)

  private func fault(_ body: () async throws -> Void) async -> IntakeFault.Code? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? IntakeFault)?.code
    }
  }

  @Test("Others learn that the key is taken, whatever they send, and change nothing")
  func taken() async throws {
    try await StoreFixture.with { fixture in
      let text = "Un constat confidentiel."
      let own = finding("f", engagement: nil, level: "confidential", ["statement": .string(text)])
      try await fixture.submit(own, by: Self.gao)
      let probes: [JSONValue] = [
        own, finding("f", engagement: nil), merged(own.object ?? JSONObject(), ["ifRevision": 1]),
        merged(own.object ?? JSONObject(), ["ifRevision": 7]),
        merged(finding("f").object ?? JSONObject(), ["ifRevision": 1]),
      ]
      for probe in probes {
        #expect(await fault { try await fixture.submit(probe, by: Self.segou) } == .keyTaken)
      }
      let stored = try #require(try await fixture.stored(.finding, "f"))
      #expect(stored.revision == 1 && stored.effectiveLevel == .confidential)
      #expect(String(decoding: stored.body, as: UTF8.self).contains(text))
    }
  }

  @Test("A colleague revises; a reviewer does too, and the record stays with its team") func revised() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil), by: Self.gao)
      let second = finding("f", engagement: nil, ["title": "Deux"])
      #expect(try await fixture.submit(second, by: Self.colleague).outcome == .revised)
      let third = finding("f", engagement: nil, ["title": "Trois"])
      #expect(try await fixture.submit(third, by: Self.reviewer).revision == 3)
      #expect(await fault { try await fixture.submit(second, by: Self.segou) } == .keyTaken)
      #expect(try await fixture.submit(finding("f", engagement: nil, ["title": "4"]), by: Self.gao).revision == 4)
    }
  }

  @Test("Of two teams that send one key at once, one has it") func race() async throws {
    try await StoreFixture.with { fixture in
      let senders = [Self.gao, Self.segou]
      let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<40 {
          let sender = senders[index % 2]
          group.addTask {
            let record = finding("f", engagement: nil, ["title": .string("\(sender.team)")])
            do {
              try await fixture.submit(record, by: sender)
              return true
            } catch let fault as IntakeFault where fault.code == .keyTaken {
              return false
            }
          }
        }
        return try await group.reduce(into: [Bool]()) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 }.count == 20)
    }
  }

  // MARK: - Reading

  private static func scope(_ records: AccessScope.Records, _ grants: Set<String>? = nil) -> AccessScope {
    AccessScope(level: .confidential, grants: grants, records: records)
  }

  @Test("Records are read as they were sent by those whom the scope names") func read() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("g1", engagement: nil, ["grant": "G1"]), by: Self.gao)
      try await fixture.submit(finding("g2", engagement: nil, ["grant": "G2"]), by: Self.segou)
      try await fixture.submit(finding("none", engagement: nil), by: Self.segou)
      let cases: [(AccessScope, Set<String>)] = [
        (Self.scope(.none), []), (Self.scope(.all), ["g1", "g2", "none"]), (Self.scope(.team("gao")), ["g1"]),
        (Self.scope(.team("segou")), ["g2", "none"]), (Self.scope(.team("nobody")), []),
        (Self.scope(.all, ["G1"]), ["g1", "none"]), (Self.scope(.all, []), ["none"]),
        (Self.scope(.team("segou"), ["G1"]), ["none"]),
      ]
      for (scope, visible) in cases {
        for key in ["g1", "g2", "none"] {
          let found = try await fixture.store.reads.get(
            RecordIdentity(kind: .finding, programme: "p", key: key), scope: scope)
          #expect((found != nil) == visible.contains(key), "\(key) in \(scope)")
        }
        let listed = try await fixture.store.reads.page(RecordFilter(kind: .finding), scope: scope)
        #expect(Set(listed.records.map(\.identity.key)) == visible, "\(scope)")
        for key in ["g1", "g2", "none"] {
          let revisions = try await fixture.store.reads.history(
            of: RecordIdentity(kind: .finding, programme: "p", key: key), scope: scope)
          #expect((revisions != nil) == visible.contains(key), "\(key) in \(scope)")
        }
      }
    }
  }

  @Test("What a role reads follows from it") func roles() {
    let reach: [Role: AccessScope.Records] = [
      .submitter: .team("gao"), .reviewer: .all, .auditor: .all, .donor: .none, .administrator: .none,
    ]
    for role in Role.allCases {
      let principal = Principal(name: "x", team: "gao", role: role, level: .confidential)
      #expect(principal.scope.records == reach[role])
    }
  }
}
