import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import IATI

@Suite("What must not be published is refused, with what to mend")
struct RefusalTests {
  @Test("Every level but public", arguments: ConfidentialityLevel.allCases.filter { $0 != .public })
  func levels(level: ConfidentialityLevel) throws {
    for language in Language.allCases {
      let outcome = try Activities.run(language, level: level)
      #expect(outcome.isRejected && outcome.raw.isEmpty && outcome.blocks.isEmpty)
      #expect(outcome.diagnostics.count == 1)
      #expect(outcome.diagnostics[0]["summary"]?.string?.contains("public") == true)
    }
  }

  @Test("A programme that is not there, has no grant, or not the one asked for")
  func basis() throws {
    var none = try Activities.inputs()
    none["programme"] = []
    for (inputs, grant, words) in [
      (none, nil, "no validated record"), (try Activities.programme("grants", nil), nil, "no grant"),
      (try Activities.inputs(), "X-1", "It has: MFA-XX-XXX-MLI, UE-XX-XXX-MLI"),
    ] as [([String: [JSONValue]], String?, String)] {
      let outcome = try Activities.run(.english, grant: grant, inputs: inputs)
      #expect(outcome.isRejected && outcome.raw.isEmpty)
      #expect(outcome.diagnostics.last?["summary"]?.string?.contains(words) == true, "\(words)")
    }
  }

  @Test("Rules that refuse, each with its record, before a byte is written")
  func rules() throws {
    let cases: [(member: String, value: JSONValue?, told: [String])] = [
      ("iatiIdentifier", nil, ["K1 programme/nimd-mali/iatiIdentifier"]),
      ("iatiIdentifier", "NL-KVK-27189542", ["1.1.3 programme/nimd-mali/iatiIdentifier"]),
      ("status", nil, ["K6 programme/nimd-mali/status"]),
      ("sectors", nil, ["6.2.2 programme/nimd-mali/sectors"]),
      (
        "sectors", [["vocabulary": "dac_5", "code": "15210", "percentage": 60]],
        ["2.1.4 programme/nimd-mali/sectors"]
      ),
      ("actualStartsOn", "2034-01-01", ["11.1.4 programme/nimd-mali/actualStartsOn"]),
      ("leadOrganisation", "wfd", []),
    ]
    for (member, value, told) in cases {
      let outcome = try Activities.run(
        .english, grant: Activities.ministryGrant, inputs: Activities.programme(member, value))
      #expect(outcome.told("error").dropLast().map { String($0) } == told, "\(member)")
      #expect(outcome.isRejected == !told.isEmpty)
      if outcome.isRejected { #expect(outcome.raw.isEmpty && outcome.blocks.isEmpty) }
    }
  }

  @Test("The organisation that publishes has an identifier")
  func reporter() throws {
    var inputs = try Activities.inputs()
    inputs["organisations"] = try (inputs["organisations"] ?? []).map { row in
      var object = try #require(row.object)
      object["identifiers"] = nil
      return .object(object)
    }
    let outcome = try Activities.run(grant: Activities.ministryGrant, inputs: inputs)
    #expect(outcome.told("error").first == "K2 organisation/nimd/identifiers")
  }

  @Test("The ministry's profile asks for its own activity; the standard does not")
  func ministry() throws {
    #expect(try !Activities.run(grant: Activities.unionGrant, profile: "iati_standard").isRejected)
    let union = try Activities.run(grant: Activities.unionGrant, profile: "nl_mfa")
    #expect(union.told("error").first == "NL1 programme/nimd-mali/partners")
    #expect(try !Activities.run(grant: Activities.ministryGrant, profile: "nl_mfa").isRejected)
  }

  @Test("A broken rule in many places is told of in ten of them, with how many more there are")
  func many() throws {
    var inputs = try Activities.programme("sectors", nil)
    var programme = try #require(inputs["programme"]?.first?.object)
    let grant = try #require(programme["grants"]?.array?.first?.object)
    programme["grants"] = .array(
      (1...40).map { number in
        var copy = grant
        copy["number"] = .string("G-\(number)")
        return .object(copy)
      })
    inputs["programme"] = [.object(programme)]
    let told = try Activities.run(.english, inputs: inputs).diagnostics.compactMap { $0["summary"]?.string }
      .filter { $0.hasPrefix("6.2.2") }
    #expect(told.count == 10)
    #expect(told.last?.hasSuffix("(and 30 more places)") == true)
  }
}
