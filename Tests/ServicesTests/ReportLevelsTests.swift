import Disclosure
import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import RecordStore
import Records
import TestSupport
import Testing

/// Every report that the demonstration asks for, at each level.
@Suite("Reports at the levels of their readers")
struct ReportLevelsTests {
  /// The sample's requests, with their periods and grants.
  private static func requests() throws -> [JSONObject] {
    let path = #filePath.replacing("Tests/ServicesTests/ReportLevelsTests.swift", with: "deploy/samples/reports.json")
    return try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path)))).array?.compactMap(\.object) ?? []
  }

  private static func request(_ entry: JSONObject, _ level: ConfidentialityLevel, medium: String) -> JSONValue {
    var request: JSONObject = [
      "language": "en", "medium": .string(medium), "level": .string(level.code), "reportDate": "2026-06-30",
    ]
    for member in entry.members where !["name", "media", "level"].contains(member.key) {
      request[member.key] = member.value
    }
    return .object(request)
  }

  @Test("Each comes at each level, says at which, and withholds no less the lower it is; IATI is public alone")
  func levels() async throws {
    let sample = try SampleRecords()
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      try await sample.submit(to: fixture.store)
      let client = try await fixture.client(
        token: ServiceFixture.token(
          of: Principal(name: "levels", role: .reviewer, level: .confidential), in: fixture.store))
      for entry in try Self.requests() {
        let report = entry["report"]?.string ?? ""
        guard report != "iati/activities" else {
          let refusal = try await client.refusal("Reports/Check", Self.request(entry, .internal, medium: "xml"))
          let check = try? await client.ask("Reports/Check", Self.request(entry, .internal, medium: "xml"))
          #expect(refusal != nil || check?["possible"] == false)
          continue
        }
        var withheld: [Int] = []
        for level in [ConfidentialityLevel.public, .internal, .restricted] {
          let rendered = try await ReportsServiceTests.receive(
            client, "Reports/Render", Self.request(entry, level, medium: "json"))
          let stamp = try JSONValue(parsing: Array(rendered.bytes))["stamp"]
          #expect(stamp?["level"]?.string == CodeLists.confidentiality.label(level.code, .english), "\(report)")
          let above = stamp?["withheld"]?.array?.first { $0["reason"] == "above_disclosure_level" }
          withheld.append(above.map { Int($0["about"]?.integer ?? 1) } ?? 0)
        }
        #expect(withheld == withheld.sorted(by: >), "\(report) withholds \(withheld)")
      }
      await client.close()
    }
  }
}
