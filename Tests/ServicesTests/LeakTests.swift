import Disclosure
import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import Postgres
import Records
import TestSupport
import Testing
import Violations

@testable import RecordStore

/// Records of which every text is a word of its own, and everything that a server says to anybody about them.
@Suite("Nothing of a withheld record leaves the server")
struct LeakTests {
  /// Confidential ones, ones that nobody reviewed, and those of another programme.
  private struct Records {
    let secret = MarkedRecord.examples("s", programme: "p", level: .confidential)
      .filter { $0.kind.name != "programme" }
    let unseen = MarkedRecord.examples("u", programme: "p", level: .public).filter { $0.kind.name != "programme" }
    let foreign = MarkedRecord.examples("o", programme: "other", level: .public).filter { $0.programme == "other" }

    var all: [MarkedRecord] { secret + unseen + foreign }

    func submit(to fixture: ServiceFixture) async throws {
      let client = try await fixture.client(
        token: try await ServiceFixture.token(
          of: Principal(name: "amina", team: "gao", role: .submitter, level: .confidential), in: fixture.store))
      _ = try await client.ask("Records/Submit", RecordsServiceTests.programme)
      for record in all { _ = try await client.ask("Records/Submit", record.json) }
      let reviewer = Principal(name: "boubacar", role: .reviewer, level: .confidential)
      let programme = RecordIdentity(kind: .programme, programme: "p", key: "p")
      for identity in [programme] + (secret + foreign).map(\.identity) {
        let outcome = try await fixture.store.reviews.review(
          identity, revision: 1, decision: .validate, by: reviewer)
        #expect(outcome == .done)
      }
    }
  }

  /// Everything that one caller can get said.
  private struct Interrogation {
    let client: LineClient
    private(set) var reports = ""
    private(set) var told = ""

    init(client: LineClient) { self.client = client }

    mutating func ask(about records: Records) async throws {
      for record in records.all {
        let identity: JSONObject = [
          "kind": .string(record.kind.name), "programme": .string(record.programme), "key": .string(record.key),
        ]
        for method in ["Records/Get", "Records/History"] { await call(method, identity, naming: record.key) }
        var review = identity
        review["revision"] = 1
        review["decision"] = "publish"
        await call("Records/Review", review, naming: record.key)
        // Whoever has the key but not the record sends another body under it.
        var other = record.json.object ?? JSONObject()
        other["note"] = "Autre."
        for mark in record.marks { other = other.replacing(mark.word, by: "Autre") }
        await call("Records/Submit", other, naming: record.key)
        // Searches look through findings alone.
        for mark in record.marks where record.kind == .finding {
          await call("Findings/Search", ["text": .string(mark.word)], naming: mark.word)
        }
      }
      for order in ["key", "submittedAt"] { await call("Records/List", ["order": .string(order), "pageSize": 500]) }
      await call("Records/List", ["kind": "finding", "order": "severity"])
      await call("Findings/Search", ["text": "zqx"])
      for method in ["Session/WhoAmI", "Access/List", "Access/Trail", "Reports/Formats", "Server/Info"] {
        await call(method, [:])
      }
      // Of what tallies count by, grants alone are words of the sender's.
      for source in KindCatalogue.standard.sources where source.dimension("grant") != nil {
        for level in ConfidentialityLevel.allCases {
          let tally: JSONObject = [
            "programme": "p", "from": .string(source.name), "groupBy": ["grant"], "level": .string(level.code),
          ]
          await call("Findings/Tally", tally)
        }
      }
      await stream("Records/Export", [:])
      for report in ["roundtable/synthesis", "undef/narrative"] {
        await call("Reports/Describe", ["report": .string(report)])
        for level in ConfidentialityLevel.allCases {
          let request: JSONObject = [
            "report": .string(report), "programme": "p", "medium": "html",
            "language": level == .internal ? "en" : "fr", "level": .string(level.code),
          ]
          reports += await stream("Reports/Render", request)
        }
      }
      told += reports
    }

    /// What is answered, without the words that the caller named.
    private mutating func call(_ method: String, _ params: JSONObject, naming word: String = "-") async {
      var answer: String
      do {
        answer = try await client.ask(method, .object(params)).text
      } catch { answer = Self.text(error) }
      told += answer.replacing(word, with: "") + "\n"
    }

    @discardableResult
    private mutating func stream(_ method: String, _ params: JSONObject) async -> String {
      var text = ""
      do {
        for try await event in try client.stream("kurukan.v1." + method, JSONValue.object(params).bytes) {
          switch event {
          case .item(let item):
            text += String(decoding: item, as: UTF8.self)
            let chunk = try JSONValue(parsing: item)["chunk"]?.string ?? ""
            text += String(decoding: Data(base64Encoded: chunk) ?? Data(), as: UTF8.self)
          case .result(let result): text += String(decoding: result, as: UTF8.self)
          }
        }
      } catch { text += Self.text(error) }
      told += text + "\n"
      return text
    }

    private static func text(_ error: any Error) -> String {
      guard let status = error as? Status else { return "\(error)" }
      return "\(status) \(status.message.en) \(status.message.fr ?? "") \(status.details)"
    }
  }

  private static func marks(_ records: [MarkedRecord], in text: String) -> [String] {
    records.flatMap { record in
      record.marks.filter { text.contains($0.word) }.map { "\(record.kind.name) \($0.path)" }
        + (text.contains(record.key) && record.key.hasPrefix("zqx") ? ["\(record.kind.name) key"] : [])
    }
  }

  @Test("To nobody, at no level, in no answer, report or error", arguments: Role.allCases)
  func roles(_ role: Role) async throws {
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      let records = Records()
      try await records.submit(to: fixture)
      for level in [ConfidentialityLevel.public, .internal, .restricted] {
        let principal = Principal(
          name: "\(role) \(level.code)", team: "segou", role: role, level: level, programmes: ["p", "shared"],
          mayExport: role == .reviewer || role == .auditor)
        var asked = Interrogation(
          client: try await fixture.client(token: try await ServiceFixture.token(of: principal, in: fixture.store)))
        try await asked.ask(about: records)
        #expect(Self.marks(records.secret, in: asked.told).isEmpty, "\(level.code)")
        #expect(Self.marks(records.foreign, in: asked.told).isEmpty, "\(level.code)")
        #expect(Self.marks(records.unseen, in: asked.reports).isEmpty, "\(level.code)")
        let readsRecords = role == .reviewer || role == .auditor
        #expect(Self.marks(records.unseen, in: asked.told).isEmpty == !readsRecords, "\(level.code)")
      }
    }
  }

  @Test("Whoever may read them is told all of them, by the same questions")
  func reader() async throws {
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      let records = Records()
      try await records.submit(to: fixture)
      let principal = Principal(
        name: "r", role: .reviewer, level: .confidential, mayExport: true)
      var asked = Interrogation(
        client: try await fixture.client(token: try await ServiceFixture.token(of: principal, in: fixture.store)))
      try await asked.ask(about: records)
      for record in records.all {
        for mark in record.marks where !mark.isReplaced {
          #expect(asked.told.contains(mark.word), "\(record.kind.name) \(mark.path)")
        }
        for mark in record.marks where mark.isReplaced { #expect(!asked.told.contains(mark.word)) }
      }
      #expect(!Self.marks(records.secret, in: asked.reports).isEmpty)
    }
  }

  @Test("Log and trail have no text of any record, whatever fails")
  func logs() async throws {
    let log = CapturedLog()
    try await ServiceFixture.with(plugins: ["libRoundtableSynthesis.so"], logger: log.logger) { fixture in
      let records = Records()
      try await records.submit(to: fixture)
      try await TestQuery.run(fixture.connectionString) { connection in
        // The database quotes a whole row when a constraint fails.
        for record in records.all {
          try await connection.query(
            "ALTER TABLE \(identifier: record.kind.name) DROP CONSTRAINT IF EXISTS never")
          try await connection.query(
            "ALTER TABLE \(identifier: record.kind.name) ADD CONSTRAINT never CHECK (request_id = '') NOT VALID")
        }
      }
      let client = try await fixture.client(token: fixture.submitterToken)
      for record in MarkedRecord.examples("f", programme: "p", level: .public) {
        #expect(try await client.refusal("Records/Submit", record.json) != nil)
        var broken = record.json.object ?? JSONObject()
        broken["confidentiality"] = .string(record.key)
        #expect(try await client.refusal("Records/Submit", .object(broken)) != nil)
      }
      let reviewer = try await fixture.client(token: fixture.reviewerToken)
      for record in records.all {
        let identity: JSONValue = [
          "kind": .string(record.kind.name), "programme": .string(record.programme), "key": .string(record.key),
        ]
        _ = try await reviewer.refusal("Records/Get", identity)
        for mark in record.marks.prefix(1) {
          _ = try await reviewer.refusal("Findings/Search", ["text": .string(mark.word)])
        }
      }
      let principal = Principal(name: "root", role: .administrator, level: .confidential)
      let root = try await fixture.client(
        token: try await ServiceFixture.token(of: principal, in: fixture.store))
      let trail = try await root.ask("Access/Trail", [:]).text
      #expect(trail.contains("Records/Get"))
      for record in records.all + MarkedRecord.examples("f", programme: "p", level: .public) {
        for mark in record.marks {
          #expect(!trail.contains(mark.word), "\(record.kind.name) \(mark.path)")
          #expect(!log.text.contains(mark.word), "\(record.kind.name) \(mark.path)")
        }
      }
    }
    #expect(log.text.contains("Intake failed"))
  }
}

extension MarkedRecord {
  fileprivate var identity: RecordIdentity { RecordIdentity(kind: kind, programme: programme, key: key) }
}

extension JSONObject {
  /// The same with another text in place of one.
  fileprivate func replacing(_ word: String, by other: String) -> JSONObject {
    let text = JSONValue.object(self).text.replacing(word, with: other)
    return (try? JSONValue(parsing: text))?.object ?? self
  }
}
