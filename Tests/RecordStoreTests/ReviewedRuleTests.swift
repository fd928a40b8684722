import Disclosure
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport
import Testing
import Violations

@testable import RecordStore

/// A kind that grows while its records wait: the same table under three declarations, one after the other.
@Suite("Review by the rules of the day of submission") struct ReviewedRuleTests {
  private static func kind(rules: [Rule] = [], reviewRules: [Rule] = []) -> RecordKind {
    RecordKind(
      "site_visit", en: "Site visit", fr: "Visite de terrain", "A visit.", days: [],
      fields: [
        Field("host", .words, .optional, .everyone, "Who received."),
        Field("guide", .words, .optional, .everyone, "Who led."),
      ], rules: rules, reviewRules: reviewRules, examples: [])
  }

  private static let visit: JSONValue = [
    "kind": "site_visit", "programme": "p", "key": "v", "confidentiality": "public", "host": "Mairie",
  ]
  private static let needed = Rule.needed("guide", when: "confidentiality", is: "public")
  private static let required = Rule.requires("guide", with: "host")

  /// The kind as it is on the day of the review, and which fields the reviewer is told to have put right. Submissions are
  /// of today, which lies between the two days.
  private static let later: [(kind: RecordKind, missing: [String])] = [
    (kind(), []),
    (kind(rules: [required.since("2199-01-01")]), []),
    (kind(reviewRules: [needed.since("2199-01-01")]), []),
    (kind(rules: [required.since("2199-01-01")], reviewRules: [needed.since("2000-01-01")]), ["guide"]),
    (kind(rules: [required.since("2000-01-01")]), ["guide"]),
    (kind(rules: [required]), ["guide"]),
  ]

  @Test("Only what held when it was submitted is asked of a revision", arguments: later.indices)
  func review(index: Int) async throws {
    let (declared, missing) = Self.later[index]
    try await TestDatabase.withFresh { connectionString in
      let first = try await Self.open(connectionString, Self.kind())
      for record in [programme(), Self.visit] {
        let read = try RecordReader(kinds: first.kinds).read(record.bytes)
        _ = try await first.intake.submit(read, sender: Sender(name: "amina"), requestID: "r-\(read.key)").get()
      }
      await first.close()

      let store = try await Self.open(connectionString, declared)
      let outcome = try await store.reviews.review(
        RecordIdentity(kind: declared, programme: "p", key: "v"), revision: 1, decision: .validate,
        by: StoreFixture.reviewer)
      if missing.isEmpty {
        #expect(outcome == .done)
      } else if case .incomplete(let violations) = outcome {
        #expect(violations.map(\.path) == missing)
      } else {
        Issue.record("\(outcome)")
      }
      await store.close()
    }
  }

  @Test("What arrives keeps every rule, whatever its day", arguments: ["2000-01-01", "2199-01-01"])
  func intake(day: String) {
    let reader = RecordReader(kinds: KindCatalogue([Self.kind(rules: [Self.required.since(day)])]))
    #expect(throws: RecordFault.self) { try reader.read(Self.visit.bytes) }
  }

  private static func open(_ connectionString: String, _ kind: RecordKind) async throws -> Store {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return try await Store.open(
      ConnectionConfiguration(connectionString),
      schema: StoreSchema.standard.adding(kind, migration: "SELECT create_kind('site_visit')"), logger: logger)
  }
}
