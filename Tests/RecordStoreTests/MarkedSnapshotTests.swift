import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

/// What listings give reports of records that are marked field by field.
@Suite("Nothing withheld reaches a report")
struct MarkedSnapshotTests {
  private static func fill(_ fixture: StoreFixture, level: ConfidentialityLevel) async throws -> [MarkedRecord] {
    let records = MarkedRecord.examples("a", programme: "p", level: level)
    for record in records {
      let answer = try await fixture.submit(record.json)
      let outcome = try await fixture.store.reviews.review(
        RecordIdentity(kind: record.kind, programme: record.programme, key: record.key), revision: answer.revision,
        decision: .validate, by: StoreFixture.reviewer)
      #expect(outcome == .done, "\(record.kind.name) \(record.key)")
    }
    return records
  }

  /// All that listings of every source show at a level.
  private static func listed(_ fixture: StoreFixture, at level: ConfidentialityLevel) async throws -> String {
    var text = ""
    var countedOnly: [String] = []
    for source in KindCatalogue.standard.sources {
      let query: JSONValue = [
        "name": "q", "from": .string(source.name), "select": .array(source.selectable.map { .string($0) }),
      ]
      // Rows that count people are never listed.
      guard let read = try? RecordQuery(query) else {
        countedOnly.append(source.name)
        continue
      }
      guard read.level <= level else { continue }
      for row in try await fixture.rows(query, level: level).rows { text += row.text + "\n" }
    }
    #expect(countedOnly == ["participation", "participant", "community", "measurement_cell"])
    return text
  }

  @Test("A field is shown from its level on, and below it to nobody", arguments: ConfidentialityLevel.allCases)
  func fields(level: ConfidentialityLevel) async throws {
    try await StoreFixture.with { fixture in
      let records = try await Self.fill(fixture, level: .public)
      let text = try await Self.listed(fixture, at: level)
      for record in records {
        for mark in record.marks {
          let mayShow = mark.level.map { $0 <= level } ?? false
          let isShown = text.contains(mark.word)
          #expect(!isShown || mayShow && !mark.isReplaced, "\(record.kind.name) shows \(mark.path)")
          let ought = mayShow && !mark.needsConsent && !mark.isReplaced
          #expect(isShown || !ought, "\(record.kind.name) lacks \(mark.path)")
        }
      }
    }
  }

  @Test(
    "Of a record above the level, not a word is shown",
    arguments: [ConfidentialityLevel.internal, .restricted, .confidential])
  func records(level: ConfidentialityLevel) async throws {
    try await StoreFixture.with { fixture in
      let records = try await Self.fill(fixture, level: level)
      for lower in ConfidentialityLevel.allCases where lower < level {
        let text = try await Self.listed(fixture, at: lower)
        #expect(!text.contains("zqx"), "\(lower.code)")
      }
      #expect(records.count > 20)
      #expect(try await Self.listed(fixture, at: level).contains("zqx"))
    }
  }
}
