import Disclosure
import Foundation
import JSONBytes
import LineRPC
import RecordStore
import Records
import Testing
import Violations

/// What a mid-term report tells is what was so at mid-term: the whole road, over the sample.
@Suite("Reports on a grant and a period")
struct PeriodTests {
  private static let request: JSONObject = [
    "report": "undef/narrative", "programme": "cri2002-undef", "medium": "markdown", "language": "en",
    "grant": "UDF-XX-XXX-MLI", "parameters": ["phase": "midterm"], "level": "internal",
    "reportDate": "2024-02-27",
  ]

  private static let midterm: JSONObject = ["period": ["from": "2023-02-01", "to": "2024-01-31"]]

  private static func with(_ body: @Sendable @escaping (ServiceFixture, SampleRecords) async throws -> Void)
    async throws
  {
    let sample = try SampleRecords()
    try await ServiceFixture.with(plugins: ["libUNDEF.so"]) { fixture in
      try await sample.submit(to: fixture.store)
      try await body(fixture, sample)
    }
  }

  @Test("A mid-term report prints no money, targets, events or prose of later days; a final one does")
  func midterm() async throws {
    try await Self.with { fixture, sample in
      let client = try await fixture.client(token: fixture.reviewerToken)
      func text(_ more: JSONObject) async throws -> (text: String, run: String) {
        let rendered = try await ReportsServiceTests.receive(client, "Reports/Render", merged(more))
        return (String(decoding: rendered.bytes, as: UTF8.self), rendered.result["run"]?.string ?? "")
      }
      let (early, run) = try await text(Self.midterm)
      let (whole, _) = try await text(["parameters": ["phase": "final"]])
      // Received: two of three tranches. Used: the validated expenses up to that day that this level shows.
      for (sum, isEarly, isLate) in [
        ("130,900.00", true, false), ("102,373.35", true, false), ("168,300.00", false, true),
        ("161,742.35", false, true),
      ] {
        #expect(early.contains(sum) == isEarly, "\(sum)")
        #expect(whole.contains(sum) == isLate, "\(sum)")
      }
      var later = 0
      for record in sample.records where record["programme"] == "cri2002-undef" && record["kind"] == "engagement" {
        let title = record["title"]?["en"]?.string ?? record["title"]?.string ?? ""
        guard let day = record["startsOn"]?.string, record["confidentiality"] == "public" else { continue }
        #expect(early.contains(title) == (day <= "2024-01-31"), "\(day) \(title)")
        if day > "2024-01-31" { later += 1 }
      }
      #expect(later > 2)
      let target = #"| Villages reached by the activities | 30 | "#
      #expect(early.contains(target) && !early.contains(target + "35") && whole.contains(target + "35"))

      let shown = try await client.ask("Reports/Run", ["run": .string(run)])
      #expect(shown["grant"] == "UDF-XX-XXX-MLI")
      #expect(shown["period"]?["from"] == "2023-02-01" && shown["period"]?["to"] == "2024-01-31")
      #expect(shown["reportDate"] == "2024-02-27" && shown["language"] == "en")
      #expect(try await text(Self.midterm).text == early)
    }
  }

  @Test("A grant that the report needs, that it does not know or that the token does not cover is told")
  func grants() async throws {
    try await ServiceFixture.with(plugins: ["libUNDEF.so"]) { fixture in
      _ = try await ReportsServiceTests.programme(fixture)
      let client = try await fixture.client(
        token: ServiceFixture.token(
          of: Principal(name: "d", role: .donor, level: .internal, grants: ["UDF-12-345-MLI"]), in: fixture.store))
      func fault(_ grant: String?) async throws -> (reason: Reason, details: [String])? {
        var request = merged(["programme": "p"]).object!
        request["grant"] = grant.map { .string($0) }
        do {
          _ = try await ReportsServiceTests.receive(client, "Reports/Render", .object(request))
          return nil
        } catch let status as Status {
          return (status.reason, status.details.map { "\($0.path) \($0.message.rule)" })
        }
      }
      let missing = try await fault(nil)
      #expect(missing?.reason == .parameterInvalid && missing?.details == ["grant grant_required"])
      #expect(try await fault("G1")?.details == ["grant grant_pattern"])
      let other = try await fault("UDF-99-999-MLI")
      #expect(other?.reason == .permissionDenied && other?.details == ["grant grant_not_allowed"])
      // Of its own the programme has none, which is the format's to say.
      #expect(try await fault("UDF-12-345-MLI")?.reason == .reportRejected)
    }
  }

  private static func merged(_ more: JSONObject) -> JSONValue {
    var object = request
    for member in more.members { object[member.key] = member.value }
    return .object(object)
  }

  private func merged(_ more: JSONObject) -> JSONValue { Self.merged(more) }
}
