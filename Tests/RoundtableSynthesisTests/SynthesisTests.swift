import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import RoundtableSynthesis

@Suite struct SynthesisTests {
  private func run(
    _ language: Language = .french, inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: language, programme: "cri2002-undef",
      inputs: inputs ?? fixture())
  }

  private func fixture() throws -> [String: [JSONValue]] {
    try FormatFixture("RoundtableSynthesis", "synthesis").inputs()
  }

  @Test func composesInBothLanguages() throws {
    let french = try run(.french)
    #expect(!french.isRejected && french.warnings.isEmpty)
    #expect(
      try french.headings(level: 1) == [
        "Les rencontres", "Accord par région et par thème", "Constats par région",
        "Recommandations par destinataire", "Recommandations par thème et par plan", "Pour les restitutions",
        "Sources et sigles",
      ])
    let english = try run(.english)
    #expect(!english.isRejected && english.warnings.isEmpty)
    #expect(
      try english.headings(level: 1) == [
        "The meetings", "Agreement by region and theme", "Findings by region", "Recommendations by addressee",
        "Recommendations by theme and plan", "For presentations of the findings", "Sources and acronyms",
      ])
  }

  @Test func descriptionIsSound() {
    #expect(Rehearsal.faults(in: RoundtableFormat.self).isEmpty)
  }

  @Test func regionsHaveHeadingsAndAddresseesGroups() throws {
    let outcome = try run(.english)
    #expect(try outcome.headings(level: 2) == ["Gao", "Timbuktu", "Acronyms"])
    let groups = try outcome.values("row").filter { $0["role"]?.string == "group" }
    #expect(
      groups.compactMap { $0["cells"]?.array?.first?["cell"]?.string } == [
        "Circle for Reflection and Information for the Consolidation of Democracy in Mali (CRI-2002)",
        "Defence and Security Committee of the Transition Council",
        "Ministry of Defence and Veterans’ Affairs (MDAC)", "National Transition Council (CNT)",
        // One that is not among the inputs, since its readers may not know it.
        "organisation not named here",
      ])
  }

  @Test("No record's key is printed, not even of what has no name", arguments: [false, true])
  func keys(hidesNames: Bool) throws {
    var inputs = try fixture()
    let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.count > 4 })
    if hidesNames {
      inputs["organisations"] = []
      inputs["programme"] = []
    }
    for language in [Language.french, .english] {
      let text = try run(language, inputs: inputs).blocks.joined()
      #expect(keys.filter(text.contains).isEmpty && !text.contains("cri2002-undef"))
    }
    #expect(keys.count > 10)
  }

  @Test func emptyInputsShowGaps() throws {
    let outcome = try run(inputs: [:])
    #expect(!outcome.isRejected)
    #expect(
      outcome.diagnostics.compactMap { $0["path"]?.string } == [
        "engagement", "finding", "finding", "recommendation", "finding.recommendations", "finding.restitution",
      ])
  }

  @Test func urgentRecommendationsComeFirst() throws {
    func row(_ finding: String, _ priority: JSONValue, _ due: JSONValue) -> JSONValue {
      [
        "key": "R1", "finding": .string(finding), "addressee": "cnt", "text": .string(finding),
        "priority": priority, "dueOn": due,
      ]
    }
    var inputs = try fixture()
    inputs["recommendations"] = [
      row("later", "long", "2024-01-01"), row("undated", "short", .null), row("unknown", .null, "2020-01-01"),
      row("dated", "short", "2025-01-01"), row("now", "immediate", .null),
    ]
    inputs["matrix"] = inputs["recommendations"]?.compactMap { row in
      row["finding"].map { ["key": $0, "origin": "roundtable", "theme": "procurement"] }
    }
    let outcome = try run(inputs: inputs)
    // Without the row that names the group.
    let rows = try outcome.rows(of: "Recommandations, par destinataire").filter { $0.count > 1 }.map { $0[1] }
    let order = ["now", "dated", "undated", "later", "unknown"]
    for (cell, finding) in zip(rows, order) { #expect(cell.text.contains(finding)) }
    #expect(rows.count == order.count)
  }

  @Test func findingsHaveTheReportsOwnNumbersAndNoKeys() throws {
    for language in [Language.french, .english] {
      let outcome = try run(language)
      let text = outcome.blocks.joined()
      let findings = try fixture()["findings"] ?? []
      #expect(findings.count > 1)
      for (index, finding) in findings.enumerated() {
        let key = try #require(finding["key"]?.string)
        #expect(!text.contains(key), "\(key)")
        #expect(text.contains(language == .french ? "Constat \(index + 1)" : "Finding \(index + 1)"))
        // Its recommendations name it by that number.
        let asked = try fixture()["recommendations"]?.first { $0["finding"]?.string == key }?["text"]
        guard let words = asked?.string ?? asked?[language.rawValue]?.string else { continue }
        let row = try outcome.values("row").first {
          $0["cells"]?.array?.count == 7 && $0["cells"]?.array?[1].text.contains(words) == true
        }
        #expect(row?["cells"]?.array?[3].text.contains("\(index + 1)") == true, "\(key)")
      }
    }
  }

  @Test func whatIsWithheldIsSaidToBe() throws {
    var inputs = try fixture()
    inputs["findings"] = [
      ["key": "F1", "title": "T", "place": ["region": "gao"], "withheld": ["raisedBy", "dissent"]],
      ["key": "F2", "title": "U", "place": ["region": "gao"], "raisedBy": "cso", "dissent": "Non."],
      ["key": "F3", "title": "V", "place": ["region": "gao"]],
    ]
    inputs["matrix"] = inputs["findings"]?.map { row in
      var row = row.object ?? [:]
      (row["origin"], row["theme"]) = ("roundtable", "procurement")
      return .object(row)
    }
    for (language, unnamed, group, dissent) in [
      (Language.english, "For 1 findings the group", "raised by:", "Dissenting view:"),
      (.french, "Pour 1 constats, le groupe", "soulevé par :", "Avis divergent :"),
    ] {
      let outcome = try run(language, inputs: inputs)
      let parts = try outcome.section(3).joined().split(separator: #""block":"heading","level":3"#)
      #expect(parts.count == 4)
      // Once for all of them, and not at each.
      #expect(parts[0].contains(unnamed) && parts[1...].allSatisfy { !$0.contains(unnamed) })
      #expect(!parts[1].contains(group) && parts[1].contains(dissent) && parts[1].contains(#""undisclosed":true"#))
      #expect(parts[2].contains(group) && !parts[3].contains(group))
      for part in parts[2...] { #expect(!part.contains("undisclosed")) }
    }
  }

  @Test("What is left out and what brings others together is told", arguments: [nil, "all"] as [String?])
  func others(_ origin: String?) throws {
    var inputs = try fixture()
    let merged: JSONValue = [
      "key": "SYN", "origin": "desk_review", "theme": "procurement", "title": "S", "place": ["region": "nationwide"],
      "consolidates": ["RT-2023-TOM-F01"], "duplicateOf": "RT-2023-TOM-F01",
    ]
    inputs["matrix"]?.append(merged)
    inputs["findings"]?.append(merged)
    inputs["levels"]?.insert(["count": 9, "trace": "0.0"], at: 0)
    let outcome = try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: .english,
      parameters: origin.map { ["origin": .string($0)] } ?? [:], inputs: inputs)
    let told = outcome.diagnostics.compactMap { $0["summary"]?.string }
    let text = outcome.blocks.joined()
    let isAll = origin == "all"
    #expect(told.contains { $0.contains("not in the report: 2.") } == !isAll)
    #expect(told.contains { $0.contains("bring together some of these are not in the report: 1.") } == !isAll)
    #expect(outcome.warnings.contains("finding.duplicateOf") == isAll)
    #expect(text.contains("counted beside them: 1.") == isAll)
    #expect(text.contains("brings other findings together") == isAll)
    let findings = try outcome.values("form").first?["rows"]?.array?.first { $0["label"] == "Findings" }?["value"]
    #expect(findings == (isAll ? ["number": 9, "trace": "0.0"] : ["number": 7]))
    let from = try outcome.values("form").first?["rows"]?.array?.first { $0["label"] == "Findings from" }?["value"]
    #expect(from == (isAll ? "roundtables, audits, desk reviews" : "roundtables"))
  }

  @Test func whereARecommendationStandsIsTold() throws {
    var inputs = try fixture()
    let asked = try #require(inputs["recommendations"]?.first)
    inputs["followUps"] = [
      [
        "finding": asked["finding"] ?? .null, "recommendation": asked["key"] ?? .null, "asOf": "2024-01-01",
        "status": "implemented",
      ]
    ]
    let rows = try run(.english, inputs: inputs).rows(of: "Recommendations, by addressee").filter { $0.count > 1 }
    #expect(rows.count { $0[6] == "Fully implemented" } == 1)
    #expect(rows.count { $0[6].text.contains("Not followed up yet") } == rows.count - 1)
  }

  @Test("Words are translated where a translation is on record", arguments: [Language.french, .english])
  func translated(_ language: Language) throws {
    var inputs = try fixture()
    inputs["findings"] = [
      [
        "key": "F1", "title": "T", "language": "fr",
        "quotes": [
          ["text": ["fr": "Nous ne savons rien."], "translation": ["en": "We know nothing."], "language": "Songhay"],
          // It was said in English: its text is the record's French all the same.
          ["text": "On nous oublie.", "language": "en"],
        ],
        "recommendations": [["key": "R1", "text": "Publier le budget.", "addressee": "cnt"]],
      ]
    ]
    let outcome = try run(language, inputs: inputs)
    let quotes = try outcome.values("quote").compactMap { $0["text"] }
    #expect(
      quotes
        == (language == .french
          ? ["Nous ne savons rien.", "On nous oublie."]
          : ["We know nothing.", [["text": "On nous oublie.", "language": "fr"]]]))
    let asked = try #require(outcome.blocks.first { $0.contains(#""block":"list""#) })
    #expect(asked.contains("Publier le budget.") && asked.contains(#""language":"fr""#) == (language == .english))
  }

  @Test func whatMayNotBeQuotedIsNotQuoted() throws {
    var inputs = try fixture()
    inputs["findings"] = [
      [
        "key": "F1", "title": "T", "place": ["region": "gao"],
        "quotes": [
          ["text": "SECRET", "speakerGroup": "cso", "mayQuote": false],
          ["text": "OPEN", "speakerGroup": "cso", "mayQuote": true],
        ],
      ]
    ]
    let text = try run(inputs: inputs).blocks.joined()
    #expect(text.contains("OPEN"))
    #expect(!text.contains("SECRET"))
  }
}
