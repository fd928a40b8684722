import FormatTestSupport
import JSONBytes
import Records
import Testing

@testable import AuditFollowUp
@testable import ReportKit

@Suite struct DescriptionTests {
  @Test func descriptionIsSound() { #expect(Rehearsal.faults(in: AuditFormat.self) == []) }

  @Test func theWorkbookComesFirstAndEachMediumIsThereOnce() throws {
    let report = try #require(AuditFormat.description.reports.first)
    #expect(report.media.prefix(2) == ["xlsx", "docx"] && Set(report.media).count == report.media.count)
    #expect(report.media.contains("pdf") && report.level == .internal && report.languages == [.french, .english])
  }

  @Test func eachOriginHasItsWords() {
    for origin in CodeLists.origin.codes + [AuditFormat.everyOrigin] {
      #expect(AuditFormat.labels.find("origins.\(origin)") != nil, "\(origin)")
    }
  }

  @Test("Each section opens a sheet or stands on one, in both languages", arguments: [Language.french, .english])
  func sections(_ language: Language) throws {
    let outcome = try RegisterFixture.run(language)
    #expect(!outcome.isRejected)
    let expected: [String] =
      language == .french
      ? [
        "Vue d’ensemble", "Taux par organisme", "Taux par année", "Registre", "Recommandations en retard",
        "Recommandations sans réponse", "Preuves citées", "Sources et sigles",
      ]
      : [
        "Overview", "Rates by body", "Rates by year", "Register", "Overdue recommendations",
        "Recommendations without answer", "Evidence cited", "Sources and acronyms",
      ]
    #expect(try outcome.headings(level: 1) == expected)
    let sheets = try outcome.values("part").compactMap { $0["sheet"]?.string }
    #expect(sheets.count == 6 && Set(sheets).count == 6)
  }

  @Test("No record's key is printed, not even of what has no name", arguments: [false, true])
  func keys(hidesNames: Bool) throws {
    var inputs = try RegisterFixture.inputs()
    let keys = Set(
      inputs.values.joined().flatMap { row in ["key", "finding", "addressee"].compactMap { row[$0]?.string } }
    ).filter { $0.count > 4 }
    if hidesNames { inputs["organisations"] = [] }
    for language in [Language.french, .english] {
      let text = try RegisterFixture.run(language, origin: "all", inputs: inputs).blocks.joined()
      #expect(keys.filter(text.contains) == [])
      #expect(text.contains("cri2002-undef") == false)
    }
    #expect(keys.count > 20)
  }
}
