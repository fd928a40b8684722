import FormatTestSupport
import Foundation
import JSONBytes
import Records
import ReportKit
import Testing

@testable import UNDEF

/// Golden block lines of the sections with figures.
@Suite struct SectionLinesTests {
  private func rows(_ outcome: Rehearsal.Outcome, section: Int) throws -> [String] {
    try outcome.section(section).map { try JSONValue(parsing: $0) }.filter { $0["block"]?.string == "row" }
      .map { ($0["cells"]?.array ?? []).map(CellText.plain).joined(separator: " | ") }
  }

  @Test func financialStatusComputesTheBalance() throws {
    #expect(
      try rows(try Narrative.run(), section: 2) == [
        "a. Montant de la subvention | 187000.00 USD | 100.0 %",
        "b. Fonds reçus | 168300.00 USD | 90.0 %",
        "c. Montant utilisé sur b | 161742.35 USD | 86.5 %",
        "d. Solde disponible (b − c) | 6557.65 USD | 3.5 %",
        "Cofinancement | 0.00 USD | 0.0 %",
      ])
  }

  @Test func contradictorySumsAreReported() throws {
    var inputs = try Narrative.inputs()
    inputs["programme"] = [
      [
        "key": "p",
        "grants": [
          [
            "number": "UDF-XX-XXX-MLI", "received": ["amount": "10.00", "currency": "USD"],
            "spent": ["amount": "20.00", "currency": "USD"],
          ]
        ],
      ]
    ]
    let outcome = try Narrative.run(inputs: inputs)
    #expect(try outcome.section(2).joined().contains("Les dépenses dépassent les fonds reçus."))
    #expect(try rows(outcome, section: 2)[3].contains("-10.00 USD"))
    #expect(outcome.warnings.contains("programme.grants"))
  }

  @Test func beneficiariesHonourSuppression() throws {
    let lines = try rows(try Narrative.run(.english), section: 4)
    #expect(
      lines == [
        "Villages reached by the activities | ? | 35 | ?",
        "Regional roundtables | 5 | 5 | 100.0 %",
        "CSO | 80 | 43 | 53 | 96 | 31 | 120.0 %",
        // The core prints a total where it gives no hidden cell away.
        "Armed forces | — | <5 | <5 | 40 | 0 | —",
        "Justice actor | — | <5 | <5 | <5 | <5 | —",
        "Media | 30 | ? | ? | ? | ? | ?",
        "All | — | 203 | 258 | 461 | 162 | —",
        // By region, in the order of the code list.
        "Gao | 28 | 33", "Kidal | <5 | [c]", "Bamako | 39 | 41", "All | [c] | [c]",
      ])
  }

  @Test func aHiddenTotalGivesNoShareOfThePlan() throws {
    var inputs = try Narrative.inputs()
    inputs["programme"] = [
      [
        "key": "p", "grants": [["number": "UDF-XX-XXX-MLI"]],
        "targets": [["code": "justice", "unit": "people", "planned": 4]],
      ]
    ]
    let line = try #require(
      try rows(try Narrative.run(inputs: inputs), section: 4).first { $0.contains("justice") })
    #expect(line.hasSuffix("| 4 | <5 | <5 | <5 | <5 | [c]"))
  }

  @Test func outputsFollowTheDates() throws {
    #expect(
      try Narrative.run().lines(of: "Activités réalisées, par date") == [
        "Table ronde | Table ronde régionale de Gao | 2023-10-24 | Gao | —",
        "Table ronde (jalon 3) | Table ronde de Bamako | 2023-12-12 | Bamako | "
          + "La liaison avec les participants de Kidal n’a tenu que la première demi-journée.",
        "Activité médiatique | Débat radiophonique sur l’audit externe de la défense | 2024-10-08 | "
          + "Bamako | —",
      ])
  }

  @Test func recommendationsAndAddresseesShareNumbers() throws {
    let lines = try rows(try Narrative.run(.english), section: 7)
    #expect(lines.count == 4)
    #expect(lines[0] == "Bamako")
    #expect(lines[1].hasSuffix("| Not discussed | — | —"))
    #expect(lines[2] == "Gao")
    #expect(lines[3].hasPrefix("Civil-society space | Dialogue that does not depend on an invitation\n"))
    #expect(lines[3].contains("or to answer. | Consensus | 1. Create by law"))
    #expect(lines[3].contains("defence and security sectors.\n2. Reserve seats"))
    #expect(lines[3].hasSuffix(" | 1. CNT\n2. Defence and Security Committee of the Transition Council"))
  }

  @Test func auditFindingsAreChains() throws {
    let forms = try Narrative.run(.french).section(7).filter { $0.hasPrefix(#"{"block":"form""#) }
    #expect(forms.count == 1)
    let rows = try JSONValue(parsing: forms[0])["rows"]?.array ?? []
    #expect(
      rows.compactMap { $0["label"]?.string } == [
        "Critère", "Condition", "Cause", "Effet", "Institutions concernées", "Recommandations",
      ])
    #expect(rows.last?["value"]?.string?.hasPrefix("BVG — Fixer par protocole") == true)
  }

  @Test func sourcesAreCountedAndAcronymsListed() throws {
    #expect(
      try Narrative.run(.english).lines(of: "Records read for this report").map {
        $0.components(separatedBy: " | ").prefix(2).joined(separator: " | ")
      } == [
        "Prose | 3", "Risks | 3", "Results frameworks | 2", "Measurements | 18", "Milestones | 4", "Activities | 3",
        "Findings of roundtables and focus groups | 2", "Audit findings | 1", "Lessons | 3",
        "Documents, pictures and press | 5",
      ])
    let acronyms = try #require(try Narrative.run(.english).values("definitions").first?["entries"]?.array)
    #expect(
      acronyms.map { "\($0["term"]?.string ?? "?") | \($0["text"]?.string ?? "?")" } == [
        "BVG | Office of the Auditor General", "CNT | National Transition Council",
        "CRI-2002 | Circle for Reflection and Information for the Consolidation of Democracy in Mali",
        "IGAS | General Inspectorate of the Armed Forces and Services",
        "TI-UK | Transparency International UK",
      ])
  }

  @Test func aLongReportWarns() throws {
    var inputs = try Narrative.inputs()
    let page = String(repeating: "Une phrase de la longueur qu'il faut. ", count: 80)
    inputs["narratives"] = (1...16).map { order in
      [
        "key": .string("n\(order)"), "section": "challenges", "order": .integer(Int64(order)),
        "text": .string(page),
      ]
    }
    let summaries = try Narrative.run(inputs: inputs).diagnostics.compactMap { $0["summary"]?.string }
    #expect(summaries.contains { $0.hasPrefix("Le rapport dépassera sans doute 15 pages") })
    let short = try Narrative.run().diagnostics.compactMap { $0["summary"]?.string }
    #expect(!short.contains("The report is likely to be longer than 15 pages."))
  }
}
