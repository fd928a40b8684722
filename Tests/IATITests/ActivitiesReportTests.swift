import FormatTestSupport
import Foundation
import IATIActivities
import JSONBytes
import Records
import ReportKit
import Testing

@testable import IATI

@Suite("A programme's grants become activities")
struct ActivitiesReportTests {
  @Test func descriptionIsSound() {
    #expect(Rehearsal.faults(in: IATIFormat.self) == [])
    #expect(IATIFormat.description.reports[0].media.first == "xml")
    #expect(IATIFormat.description.reports[0].level == .public)
  }

  @Test("One activity for each grant, or the one asked for, always under the same identifier")
  func identifiers() throws {
    let first = "NL-KVK-27189542-MLI21"
    let second = "NL-KVK-27189542-MLI21-UE-XX-XXX-MLI"
    let cases = [(nil, [first, second]), (Activities.ministryGrant, [first]), (Activities.unionGrant, [second])]
    for (grant, identifiers) in cases {
      let outcome = try Activities.run(grant: grant)
      #expect(!outcome.isRejected)
      #expect(try outcome.found("//iati-identifier") == identifiers)
    }
    let related = try Activities.run(grant: Activities.unionGrant).found("//related-activity/@ref")
    #expect(related == [first])
  }

  @Test("A grant's activity has the grant's money, days, donor and other names")
  func grant() throws {
    let outcome = try Activities.run(.english)
    let union = "//iati-activity[2]"
    #expect(try outcome.found("\(union)/participating-org[@role='1']/narrative[1]") == ["European Union"])
    #expect(try outcome.found("\(union)/other-identifier/@ref") == [Activities.unionGrant])
    #expect(try outcome.found("\(union)/activity-date/@iso-date") == ["2020-12-01", "2020-12-01", "2022-11-30"])
    #expect(try outcome.found("\(union)/budget/value") == ["160000.00", "140000.00"])
    // Its amount was changed, so that its budgets are revised ones.
    #expect(try Set(outcome.found("\(union)/budget/@type")) == ["2"])
    #expect(try outcome.found("\(union)/transaction/transaction-type/@code") == ["11", "1"])
    #expect(try outcome.found("\(union)/result").isEmpty)
    let ministry = "//iati-activity[1]"
    #expect(
      try Set(outcome.found("\(ministry)/transaction/provider-org/@provider-activity-id"))
        == ["XM-DAC-7-PPR-4000000000"])
    #expect(
      try outcome.found("\(ministry)/transaction[transaction-type/@code='3']/receiver-org/narrative[1]").count == 1)
    #expect(try outcome.found("\(ministry)/participating-org/@role") == ["1", "2", "4", "4", "4", "4", "4"])
    #expect(try outcome.found("\(ministry)/participating-org[1]/@ref") == ["XM-DAC-7"])
    #expect(try outcome.found("\(ministry)/recipient-country/@code") == ["ML"])
    #expect(try outcome.found("\(ministry)/location/@ref") == ["ML01", "ML04", "ML09"])
    #expect(try outcome.found("\(ministry)/sector/@percentage") == ["50", "30", "20"])
  }

  @Test("The default language is the report's, and the other one stands beside it", arguments: Language.allCases)
  func languages(language: Language) throws {
    let outcome = try Activities.run(language)
    #expect(try Set(outcome.found("//iati-activity/@xml:lang")) == [language.code])
    #expect(try Set(outcome.found("//narrative/@xml:lang")) == [language.other.code])
    #expect(try outcome.found("//iati-activity[1]/title/narrative").count == 2)
  }

  @Test("The preview has its sections in both languages and every rule with its outcome", arguments: Language.allCases)
  func preview(language: Language) throws {
    let outcome = try Activities.run(language, profile: "nl_mfa")
    let titles =
      language == .english
      ? ["What is published", "Results", "Rules", "What is not published"]
      : ["Ce qui est publié", "Résultats", "Règles", "Ce qui n’est pas publié"]
    #expect(try outcome.headings(level: 1) == titles)
    let rows = try outcome.rows(
      of: language == .english ? "Every rule and what came of it" : "Chaque règle et son résultat")
    #expect(rows.compactMap { $0.first?.string } == Rule.all.map(\.id))
    let broken = rows.filter { $0[3].string?.contains(language == .english ? "broken" : "enfreinte") == true }
    #expect(broken.compactMap { $0[0].string } == ["K14"])
  }

  @Test("Values of the results are those of the measurements, and hidden ones are left out")
  func results() throws {
    let outcome = try Activities.run(.english, grant: Activities.ministryGrant)
    func values(_ title: String, _ part: String) throws -> [String] {
      try outcome.found("//indicator[title/narrative='\(title)']/period/\(part)")
    }
    #expect(try values("Meetings held", "actual/@value") == ["2", "3", "3", "1"])
    #expect(try values("Meetings held", "target/@value") == ["3", "3", "3", "3"])
    let enrolled = "Young people enrolled in the two schools"
    #expect(try values(enrolled, "actual[not(dimension)]/@value") == ["60", "60"])
    #expect(try values(enrolled, "actual[dimension/@value='female']/@value") == ["25"])
    #expect(try values(enrolled, "actual[dimension/@value='male']/@value") == ["35"])
    // The eight of 2024 are told by five cells that are not all of them: no total.
    let supported = "Women candidates supported by the fund"
    #expect(try values(supported, "actual[not(dimension)]/@value") == ["11"])
    #expect(try values(supported, "actual[dimension/@value='25 to 35']/@value") == ["6", "5"])
    #expect(try values(supported, "target/@value") == ["10", "8"])
    // People of a percentage are hidden.
    #expect(try values("Share of those enrolled who finished the school", "actual").isEmpty)
    // What nobody marked for IATI is not there.
    #expect(!outcome.raw.contains("Obstacles that women in politics name"))
    let left = try outcome.rows(of: "Left out").map { [$0[0].string ?? "", "\($0[1]["number"]?.integer ?? -1)"] }
    #expect(left.map { $0[1] } == ["3", "1", "1"])
    #expect(
      outcome.told("info").map { $0.components(separatedBy: " ").last ?? "" } == [
        "framework.indicators.publishToIati", "measurement.cells", "evidence.url",
      ])
  }

  @Test("Recommendations are counted, once, with the first grant")
  func recommendations() throws {
    let outcome = try Activities.run(.english)
    let counts = try outcome.found("//result[@type='9']/indicator/period/actual/@value")
    #expect(counts == ["7", "2", "1"])
    #expect(try outcome.found("//iati-activity[2]/result").isEmpty)
    var inputs = try Activities.inputs()
    inputs["recommendations"] = []
    #expect(try Activities.run(inputs: inputs).found("//result[@type='9']").isEmpty)
  }

  @Test("What is of a grant stands with it, whichever grant is asked for", arguments: [nil, Activities.unionGrant])
  func belongings(grant: String?) throws {
    var inputs = try Activities.inputs()
    inputs["findings"] = try (inputs["findings"] ?? []).enumerated().map { index, row in
      var object = try #require(row.object)
      object["grant"] = index == 0 ? .string(Activities.unionGrant) : nil
      return .object(object)
    }
    inputs["documents"] = [.string(Activities.unionGrant), .null].map { grant in
      [
        "key": "d", "title": "Document", "url": "https://example.org", "mediaType": "text/html",
        "documentCategory": "A08", "grant": grant,
      ]
    }
    let outcome = try Activities.run(.english, grant: grant, inputs: inputs)
    let union = "//iati-activity[iati-identifier='NL-KVK-27189542-MLI21-UE-XX-XXX-MLI']"
    #expect(try outcome.found("\(union)/result[@type='9']/indicator/period/actual/@value") == ["3", "1", "1"])
    #expect(try outcome.found("\(union)/document-link").count == 1)
    guard grant == nil else { return }
    let first = "//iati-activity[iati-identifier='NL-KVK-27189542-MLI21']"
    #expect(try outcome.found("\(first)/result[@type='9']/indicator/period/actual/@value") == ["4", "1", "0"])
  }

  @Test(
    "Recommendations are counted to date, from the activity's first day on",
    arguments: [
      ("2021-12-31", ["3", "0", "0"]), ("2022-12-31", ["3", "1", "0"]), ("2023-12-31", ["5", "2", "1"]),
      ("2024-12-31", ["7", "2", "1"]),
    ])
  func recommendationsToDate(last: String, counts: [String]) throws {
    let period = ReportPeriod(from: CalendarDate("2021-06-01"), to: CalendarDate(last))
    let outcome = try Activities.run(.english, period: period)
    let result = "//result[@type='9']/indicator/period"
    #expect(try outcome.found("\(result)/actual/@value") == counts)
    #expect(try Set(outcome.found("\(result)/period-start/@iso-date")) == ["2021-01-01"])
    #expect(try Set(outcome.found("\(result)/period-end/@iso-date")) == [last])
  }

  @Test("The file of the fixture is as it was committed")
  func golden() throws {
    let differences = try GoldenBlocks.differences(
      Activities.run(.french, profile: "nl_mfa"), "IATITests", "activities")
    #expect(differences == [])
  }

  @Test func sameInputsGiveTheSameBytes() throws {
    #expect(try Activities.run().raw == Activities.run().raw)
    #expect(try Activities.run().blocks == Activities.run().blocks)
  }
}
