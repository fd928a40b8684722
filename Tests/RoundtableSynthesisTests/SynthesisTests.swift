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
      ])
    let english = try run(.english)
    #expect(!english.isRejected && english.warnings.isEmpty)
    #expect(
      try english.headings(level: 1) == [
        "The meetings", "Agreement by region and theme", "Findings by region", "Recommendations by addressee",
        "Recommendations by theme and plan", "For presentations of the findings",
      ])
  }

  @Test func descriptionIsSound() {
    #expect(Rehearsal.faults(in: RoundtableFormat.self).isEmpty)
  }

  @Test func regionsHaveHeadingsAndAddresseesGroups() throws {
    let outcome = try run(.english)
    #expect(try outcome.headings(level: 2) == ["Gao", "Timbuktu"])
    let groups = try outcome.values("row").filter { $0["role"]?.string == "group" }
    #expect(
      groups.compactMap { $0["cells"]?.array?.first?["cell"]?.string } == [
        "National Transition Council (CNT)", "Defence and Security Committee of the Transition Council",
        "Circle for Reflection and Information for the Consolidation of Democracy in Mali (CRI-2002)",
        "Ministry of Defence and Veterans’ Affairs (MDAC)",
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
    let rows = try outcome.rows(of: "Recommandations, par destinataire").filter { $0.count > 1 }.map { $0[0] }
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
          $0["cells"]?.array?.count == 6 && $0["cells"]?.array?.first?.text.contains(words) == true
        }
        #expect(row?["cells"]?.array?[2].text.contains("\(index + 1)") == true, "\(key)")
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
    for (language, group, dissent) in [
      (Language.english, "raised by: withheld", "Dissenting view:"),
      (.french, "soulevé par : non communiqué", "Avis divergent :"),
    ] {
      let text: String = try run(language, inputs: inputs).blocks.joined()
      let parts = text.split(separator: #""block":"heading","level":3"#)
      #expect(parts.count == 4)
      #expect(parts[1].contains(group) && parts[1].contains(dissent) && parts[1].contains(#""undisclosed":true"#))
      for part in parts[2...] { #expect(!part.contains(group) && !part.contains("undisclosed")) }
    }
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
