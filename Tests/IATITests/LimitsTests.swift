import FormatTestSupport
import Foundation
import JSONBytes
import Records
import ReportKit
import Testing

@testable import IATI

@Suite struct LimitsTests {
  @Test("A programme without results is published, and says what is missing")
  func noResults() throws {
    var inputs = try Activities.inputs()
    for name in inputs.keys where !["programme", "organisations"].contains(name) { inputs[name] = [] }
    let outcome = try Activities.run(inputs: inputs)
    #expect(!outcome.isRejected)
    #expect(try outcome.found("//result").isEmpty)
    #expect(outcome.warnings.contains("framework"))
    #expect(try outcome.section(4).joined().contains("Rien n’est laissé de côté."))
  }

  @Test("What came after the last day asked for is left out")
  func lastDay() throws {
    let period = ReportPeriod(from: CalendarDate("2021-06-01"), to: CalendarDate("2022-12-31"))
    let outcome = try Activities.run(.english, period: period)
    #expect(
      try outcome.found("//indicator[title/narrative='Meetings held']/period/actual/@value") == ["2", "3"])
    #expect(outcome.told("info").contains { $0.hasSuffix("period.from") })
  }

  @Test("A programme in one language only is published in it")
  func oneLanguage() throws {
    let outcome = try Activities.run(.english, inputs: Activities.programme("title", ["fr": "Titre"]))
    #expect(try outcome.found("//iati-activity[1]/title/narrative/@xml:lang") == ["fr"])
    #expect(!outcome.isRejected)
  }

  @Test("An organisation that is not public is left out and counted")
  func unknownOrganisation() throws {
    var inputs = try Activities.inputs()
    inputs["organisations"]?.removeAll { $0["key"]?.string == "cmdid" }
    let outcome = try Activities.run(.english, inputs: inputs)
    #expect(try outcome.found("//iati-activity[1]/participating-org[@role='4']").count == 4)
    #expect(outcome.told("info").contains { $0.hasSuffix(" organisation") })
    #expect(!outcome.raw.contains("cmdid"))
  }

  @Test("Sources that differ about the same days say which they are, and nobody averages them")
  func rivals() throws {
    var inputs = try Activities.inputs()
    let row = try #require(inputs["measurements"]?.first { $0["key"]?.string == "M-M-D1a-2021" }?.object)
    var other = row
    (other["key"], other["value"], other["source"]) = ("M-2", 5, "The press")
    inputs["measurements"]?.append(.object(other))
    let outcome = try Activities.run(.english, inputs: inputs)
    let period = "//indicator[title/narrative='Meetings held']/period[1]/actual"
    #expect(try outcome.found("\(period)/@value") == ["2", "5"])
    #expect(try outcome.found("\(period)/dimension[@name='source']/@value").last == "The press")
  }

  @Test("A measured percentage has one decimal, computed from its parts")
  func percentage() throws {
    var inputs = try Activities.inputs()
    inputs["measurements"] = try (inputs["measurements"] ?? []).map { row in
      guard row["key"]?.string == "M-M-E1c-2021" else { return row }
      var object = try #require(row.object)
      (object["withheld"], object["counts"]) = (nil, "other")
      (object["numerator"], object["denominator"]) = (2, 3)
      return .object(object)
    }
    let values = try Activities.run(.english, inputs: inputs).found("//indicator[@measure='2']/period/actual/@value")
    #expect(values == ["66.7"])
  }

  @Test("A number of people that is hidden is left out, counted, and guessed by nobody")
  func hiddenPeople() throws {
    var inputs = try Activities.inputs()
    let hidden: JSONValue = ["suppressed": true, "below": 5]
    for name in ["counted-sex", "counted-ageband"] {
      inputs[name] = try (inputs[name] ?? []).map { row in
        guard row["measurement"]?.string == "M-M-E1a-2021" else { return row }
        var object = try #require(row.object)
        object["counted"] = hidden
        return .object(object)
      }
    }
    let outcome = try Activities.run(.english, inputs: inputs)
    let actuals = "//indicator[title/narrative='Young people enrolled in the two schools']/period/actual"
    #expect(try outcome.found("\(actuals)/@value") == ["60", "60"])
    let left = try outcome.rows(of: "Left out").first { $0[0].string?.hasPrefix("Numbers of people") == true }
    #expect(left?[1]["number"]?.integer == 2)
  }

  /// A measurement of the people of an indicator whose cells count them.
  private func measured(_ key: String, _ from: String, _ to: String, region: String? = nil) -> JSONValue {
    [
      "key": .string(key), "framework": "nimd-cadre", "indicator": "F1.a", "measure": "unit", "counts": "people",
      "periodStart": .string(from), "periodEnd": .string(to), "place": region.map { ["region": .string($0)] } ?? .null,
    ]
  }

  @Test(
    "A number that would give away a hidden one within it is left out",
    arguments: [
      ("2023-01-01", "2023-06-30", nil, ["30"], []), ("2023-07-01", "2024-06-30", nil, ["30"], ["30"]),
      ("2023-01-01", "2023-12-31", "gao", ["30"], []),
    ] as [(String, String, String?, [String], [String])])
  func hiddenWithin(_ from: String, _ to: String, _ region: String?, _ shown: [String], _ whole: [String]) throws {
    for isHidden in [false, true] {
      var inputs = try Activities.inputs()
      inputs["measurements"] = [
        measured("year", "2023-01-01", "2023-12-31"), measured("part", from, to, region: region),
      ]
      inputs["counted"] = [
        ["measurement": "year", "counted": 30],
        ["measurement": "part", "counted": isHidden ? ["suppressed": true, "below": 5] : 7],
      ]
      (inputs["counted-sex"], inputs["counted-ageband"], inputs["recommendations"]) = ([], [], [])
      let outcome = try Activities.run(.english, inputs: inputs)
      let year = "//period[period-start/@iso-date='2023-01-01'][period-end/@iso-date='2023-12-31']"
      let values = try outcome.found("\(year)/actual[not(location)]/@value")
      #expect(values == (isHidden ? whole : shown), "\(isHidden)")
    }
  }

  @Test("Of figures that add up, none of days within another one's is published, and that is told")
  func inner() throws {
    var inputs = try Activities.inputs()
    let row = try #require(inputs["measurements"]?.first { $0["key"]?.string == "M-M-D1a-2021" }?.object)
    var quarter = row
    (quarter["key"], quarter["value"], quarter["periodEnd"]) = ("M-Q1", 1, "2021-03-31")
    inputs["measurements"]?.insert(.object(quarter), at: 0)
    let outcome = try Activities.run(.english, inputs: inputs)
    let values = try outcome.found("//indicator[title/narrative='Meetings held']/period/actual/@value")
    #expect(values == ["2", "3", "3", "1"])
    #expect(outcome.told("info").contains { $0.hasSuffix("measurement.periodEnd") })
  }

  @Test("A number of people that are not all of them says so") func incomplete() throws {
    let supported = "//indicator[title/narrative='Women candidates supported by the fund']/period/actual"
    let comments = try Activities.run(.english).found("\(supported)[@value='5']/comment/narrative[1]")
    #expect(comments.count == 1 && comments[0].hasPrefix("Not all of them were counted so"))
  }

  @Test("The preview names a sex in the reader's language, the file in English")
  func dimensions() throws {
    let outcome = try Activities.run(.french)
    #expect(outcome.blocks.joined().contains("\"Femmes\""))
    #expect(try Set(outcome.found("//dimension[@name='sex']/@value")) == ["female", "male"])
  }

  @Test("Twenty thousand organisations, documents and people counted cost seconds", .timeLimit(.minutes(5)))
  func many() throws {
    var inputs = try Activities.inputs()
    inputs["organisations"]? += (1...20_000).map { ["key": .string("o\($0)"), "name": "Organisation"] }
    inputs["counted"]? += (1...20_000).map { ["measurement": .string("m\($0)"), "counted": 5] }
    inputs["findings"] = [["key": "f"]]
    inputs["recommendations"] = (1...20_000).map { ["key": .string("r\($0)"), "finding": "f"] }
    inputs["responses"] = (1...20_000).map {
      ["finding": "f", "recommendation": .string("r\($0)"), "position": "accepted"]
    }
    inputs["documents"] = (1...20_000).map {
      [
        "key": .string("d\($0)"), "title": "Document", "url": "https://example.org", "mediaType": "text/html",
        "documentCategory": "A08",
      ]
    }
    let outcome = try Activities.run(inputs: inputs)
    #expect(!outcome.isRejected)
    #expect(outcome.raw.components(separatedBy: "<document-link ").count == 20_001)
    #expect(try outcome.found("//result[@type='9']/indicator[2]/period[last()]/actual/@value") == ["20000"])
  }

  @Test("Every rule has words in both languages")
  func words() throws {
    let sections = try Activities.run(.english).rows(of: "All rules, by outcome").filter { $0.count > 1 }
    let french = try Activities.run(.french).rows(of: "Toutes les règles, par résultat").filter { $0.count > 1 }
    #expect(sections.count == french.count)
    for (english, french) in zip(sections, french) {
      #expect(english[0] == french[0])
      #expect(english[1] != french[1])
    }
  }
}
