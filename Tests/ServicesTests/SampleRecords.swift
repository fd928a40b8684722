import Disclosure
import Foundation
import JSONBytes
import PluginHost
import RecordStore
import Records
import Testing

/// The sample records of the demonstration, and what they count, by a plain program.
struct SampleRecords {
  let records: [JSONValue]

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("deploy/samples")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".ndjson") }
    records = try files.sorted().flatMap { file in
      try Data(contentsOf: folder.appendingPathComponent(file)).split(separator: UInt8(ascii: "\n"))
        .map { try JSONValue(parsing: Array($0)) }
    }
  }

  var programmes: [String] {
    records.filter { $0["kind"] == "programme" }.compactMap { $0["key"]?.string }.filter { $0 != "shared" }.sorted()
  }

  /// Has a store take them all in, and another person validate them.
  func submit(to store: Store) async throws {
    let sender = Sender(name: "sample", team: "sample")
    let reviewer = Principal(name: "reviewer", role: .reviewer, level: .confidential)
    for record in records {
      let identity = RecordIdentity(
        kind: try #require(KindCatalogue.standard.kind(record["kind"]?.string ?? "")),
        programme: record["programme"]?.string ?? "", key: record["key"]?.string ?? "")
      let read = try RecordReader(pseudonyms: store.pseudonyms).read(record.bytes)
      let answer = try await store.intake.submit(read, sender: sender, requestID: "sample").get()
      _ = try await store.reviews.review(identity, revision: answer.revision, decision: .validate, by: reviewer)
    }
  }

  /// The periods that a programme's grants want a report on.
  func phases(of programme: String, for report: String) -> [ClosedRange<String>] {
    var phases: [ClosedRange<String>] = []
    for record in records where record["kind"] == "programme" && record["key"]?.string == programme {
      for grant in record["grants"]?.array ?? [] {
        for due in grant["reports"]?.array ?? [] where due["report"]?.string == report {
          guard let first = due["periodStart"]?.string, let last = due["periodEnd"]?.string else { continue }
          phases.append(first...last)
        }
      }
    }
    return phases
  }

  /// The numbers of a programme's grants.
  func grants(of programme: String) -> [String] {
    records.filter { $0["kind"] == "programme" && $0["key"]?.string == programme }
      .flatMap { $0["grants"]?.array ?? [] }.compactMap { $0["number"]?.string }
  }

  // MARK: - People

  /// The people of a programme's meetings up to a level, within some days, by the values of some dimensions: of all
  /// choices of them, where one that is summed over is "∑".
  func people(
    of programme: String, level: ConfidentialityLevel, by dimensions: [String], in days: ClosedRange<String>? = nil
  ) -> [[String]: Int] {
    var people: [[String]: Int] = [:]
    for record in records where record["kind"] == "engagement" && record["programme"]?.string == programme {
      guard let own = record["confidentiality"]?.string.flatMap({ ConfidentialityLevel(code: $0) }), own <= level,
        days?.contains(record["startsOn"]?.string ?? "") ?? true
      else { continue }
      for row in record["participation"]?.array ?? [] {
        let values = dimensions.map { Self.value($0, row, record) }
        var keys: [[String]] = [[]]
        for value in values { keys = keys.flatMap { key in [value, "∑"].map { key + [$0] } } }
        for key in keys { people[key, default: 0] += Int(row["count"]?.integer ?? 0) }
      }
    }
    return people
  }

  private static func value(_ dimension: String, _ row: JSONValue, _ record: JSONValue) -> String {
    switch dimension {
    case "youth":
      ["a18_24": "youth", "a25_35": "youth", "nd": "nd"][row["ageBand"]?.string ?? ""] ?? "other_age"
    case "region": record["place"]?["region"]?.string ?? "null"
    default: row[dimension]?.string ?? "null"
    }
  }
}
