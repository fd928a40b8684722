import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite("Effective levels")
struct LevelTests {
  @Test("A finding whose engagement has not arrived is confidential; its arrival lowers it")
  func dangling() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f"))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
      try await fixture.submit(engagement("e", level: "internal"))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .internal)
    }
  }

  @Test("An engagement's level rises at once and falls only when a reviewer has seen it")
  func parent() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("e", level: "restricted"))
      try await fixture.submit(finding("f"))
      #expect(try await fixture.validate(.engagement, "e") == .done)
      try await fixture.submit(engagement("e", level: "public"))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .restricted)
      #expect(try await fixture.validate(.engagement, "e", revision: 2) == .done)
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .public)
      try await fixture.submit(engagement("e", level: "confidential"))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
    }
  }

  @Test("Revising a finding to a higher level hides the earlier, validated revision at once")
  func raised() async throws {
    try await StoreFixture.with { fixture in
      let query: JSONValue = ["name": "q", "from": "finding", "select": ["title"]]
      try await fixture.submit(finding("f", engagement: nil))
      try await fixture.validate(.finding, "f")
      #expect(try await fixture.rows(query).rows.count == 1)
      try await fixture.submit(finding("f", engagement: nil, level: "confidential"))
      let seen = try await fixture.rows(query)
      #expect(seen.rows.isEmpty)
      #expect(seen.withheld == ["above_disclosure_level": 1])
    }
  }

  @Test("What is above the scope's level does not exist for the reader")
  func scope() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil, level: "restricted"))
      #expect(try await fixture.stored(.finding, "f", level: .internal) == nil)
      #expect(try await fixture.stored(.finding, "f", level: .restricted) != nil)
      let other = AccessScope(level: .confidential, programmes: ["another"], records: .all)
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "f")
      #expect(try await fixture.store.reads.get(identity, scope: other) == nil)
    }
  }
}
