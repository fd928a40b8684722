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
    let isEnglish = language == .english
    let rules = try outcome.rows(of: isEnglish ? "All rules, by outcome" : "Toutes les règles, par résultat")
    #expect(Set(rules.compactMap { $0.first?.string }) == Set(Rule.all.map(\.id)))
    // The broken one stands first, and before all rules how many are broken.
    #expect(rules[0][0]["cell"]?.string == (isEnglish ? "Broken" : "Enfreintes"))
    #expect(rules[1][0].string == "K14" && rules[1][3]["number"]?.integer == 1)
    let summary =
      isEnglish ? "Errors: 0. Warnings: 1. K14 (places: 1)." : "Erreurs : 0. Avertissements : 1. K14 (endroits : 1)."
    #expect(try outcome.section(3).prefix(2).last?.contains(summary) == true)
    #expect(
      try outcome.rows(of: isEnglish ? "Broken rules" : "Règles enfreintes").last?[1].string?.hasPrefix("programme/")
        == true)
  }

  @Test("The preview tells all that the XML says: texts, sectors, money, documents, units") func whole() throws {
    let outcome = try Activities.run(.english, grant: Activities.ministryGrant)
    let identifier = "NL-KVK-27189542-MLI21"
    let sectors = try outcome.rows(of: "Sectors of \(identifier)")
    #expect(sectors.map { $0[1].string } == ["15152", "15150", "15170"])
    #expect(sectors.map { $0[2]["percent"]?.double } == [50, 30, 20])
    #expect(try outcome.rows(of: "Policy markers of \(identifier)").count == 2)
    let moved = try outcome.rows(of: "Transactions of \(identifier)")
    #expect(try moved.map { $0[4]["money"]?.string } == outcome.found("//transaction/value"))
    #expect(try moved.map { $0[0]["date"]?.string } == outcome.found("//transaction/transaction-date/@iso-date"))
    let documents = try outcome.rows(of: "Documents of \(identifier)")
    #expect(try documents.map { $0[4]["text"]?.string } == outcome.found("//document-link/@url"))
    let all = outcome.blocks.joined()
    for text in try outcome.found("//iati-activity/description/narrative[@xml:lang='en' or not(@xml:lang)]") {
      #expect(all.contains(text.split(separator: "\n").first.map(String.init) ?? "?"), "\(text)")
    }
    #expect(all.contains("Meetings held (rencontres)"))
    #expect(
      try outcome.found("//indicator[title/narrative='Meetings held']/description/narrative").joined()
        .contains("Unité : rencontres."))
  }

  @Test("A percentage is printed as one, with what it is of under the result's own caption") func captions() throws {
    var inputs = try Activities.inputs()
    inputs["measurements"] = try (inputs["measurements"] ?? []).map { row in
      guard row["key"]?.string == "M-M-E1c-2021" else { return row }
      var object = try #require(row.object)
      (object["withheld"], object["counts"], object["numerator"], object["denominator"]) = (nil, "other", 2, 3)
      return .object(object)
    }
    let outcome = try Activities.run(.english, inputs: inputs)
    let captions = try outcome.values("tableStart").compactMap { $0["caption"]?.string }
      .filter { $0.hasPrefix("Values published: ") }
    #expect(captions.count > 3 && Set(captions).count == captions.count)
    #expect(outcome.blocks.contains { $0.contains(#"{"percent":66.7"#) })
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
    #expect(counts == ["3", "3", "5", "7", "0", "1", "2", "2", "0", "0", "1", "1"])
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
    let last = "/result[@type='9']/indicator/period[last()]/actual/@value"
    #expect(try outcome.found(union + last) == ["3", "1", "1"])
    #expect(try outcome.found("\(union)/document-link").count == 1)
    guard grant == nil else { return }
    let first = "//iati-activity[iati-identifier='NL-KVK-27189542-MLI21']"
    #expect(try outcome.found(first + last) == ["4", "1", "0"])
  }

  @Test(
    "Recommendations are counted to the end of each year that is over, so that later files go on with the same series",
    arguments: [
      ("2021-12-30", [], [], []), ("2021-12-31", ["3"], ["0"], ["0"]),
      ("2022-12-31", ["3", "3"], ["0", "1"], ["0", "0"]),
      ("2023-07-01", ["3", "3"], ["0", "1"], ["0", "0"]),
      ("2025-06-30", ["3", "3", "5", "7"], ["0", "1", "2", "2"], ["0", "0", "1", "1"]),
    ] as [(String, [String], [String], [String])])
  func recommendationsToDate(last: String, made: [String], accepted: [String], implemented: [String]) throws {
    let period = ReportPeriod(from: CalendarDate("2021-06-01"), to: CalendarDate(last))
    let outcome = try Activities.run(.english, period: period)
    for (index, numbers) in [made, accepted, implemented].enumerated() {
      let values = try outcome.found("//result[@type='9']/indicator[\(index + 1)]/period/actual/@value")
      #expect(values == numbers, "\(index)")
    }
    let starts = try outcome.found("//result[@type='9']/indicator[1]/period/period-start/@iso-date")
    let ends = try outcome.found("//result[@type='9']/indicator[1]/period/period-end/@iso-date")
    #expect(starts == (0..<made.count).map { "\(2021 + $0)-01-01" } && ends == starts.map { $0.prefix(4) + "-12-31" })
    // What no year counts yet is told.
    let isTold = outcome.told("info").contains { $0.hasSuffix("finding.recommendations") }
    #expect(isTold == (last == "2021-12-30" || last == "2023-07-01"))
  }

  @Test("The series ends with the activity, and an alternative that was accepted is an implementation") func ended()
    throws
  {
    var inputs = try Activities.programme("actualEndsOn", "2023-10-31")
    inputs["followUps"] = try (inputs["followUps"] ?? []).map { row in
      guard row["status"]?.string == "implemented" else { return row }
      var object = try #require(row.object)
      object["status"] = "alternative"
      return .object(object)
    }
    let periods = "//iati-activity[1]/result[@type='9']/indicator[3]/period"
    let outcome = try Activities.run(.english, inputs: inputs)
    #expect(try outcome.found("\(periods)/period-end/@iso-date") == ["2021-12-31", "2022-12-31", "2023-10-31"])
    #expect(try Activities.run(.english, inputs: inputs).found("\(periods)/actual/@value").last == "1")
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
