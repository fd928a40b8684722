import ReportDocument
import ReportWriters
import Testing

@Suite struct WriterRulesTests {
  private let cover = GoldenReport.blocks(.french)[0]

  @Test(arguments: SampleReport.proseMedia)
  func saysWhatWasWithheldUnasked(_ medium: ReportMedium) throws {
    let lines = [
      WithheldLine(reason: "Non validé", count: .about(1_205)), WithheldLine(reason: "Peu", count: .fewerThan(5)),
    ]
    let output = try SampleReport.output(medium, [cover], SampleReport.stamp(withheld: lines))
    #expect(output.contains("Éléments non reproduits"))
    #expect(output.contains("Non validé"))
    #expect(output.contains("environ 1\u{202F}205"))
    #expect(output.contains("moins de 5"))
    #expect(!output.contains("Tous les éléments demandés"))
  }

  @Test(arguments: SampleReport.proseMedia)
  func saysThatNothingWasWithheld(_ medium: ReportMedium) throws {
    let french = try SampleReport.output(medium, [cover])
    #expect(french.contains("Tous les éléments demandés figurent dans ce rapport."))
    let english = try SampleReport.output(
      medium, [GoldenReport.blocks(.english)[0]], SampleReport.stamp(language: .english))
    #expect(english.contains("None of the items requested was withheld from this report."))
  }

  @Test(arguments: SampleReport.proseMedia)
  func saysItBeforeTheFirstSection(_ medium: ReportMedium) throws {
    let output = try SampleReport.output(medium, GoldenReport.blocks(.french))
    let withheld = try #require(output.firstRange(of: "Tous les éléments"))
    let paragraph = try #require(output.firstRange(of: "accord est-il clair"))
    #expect(withheld.lowerBound < paragraph.lowerBound)
  }

  @Test(arguments: SampleReport.streamedMedia)
  func holdsTheOrderByItself(_ medium: ReportMedium) {
    #expect(throws: DocumentError.self) { try SampleReport.output(medium, [.pageBreak]) }
    #expect(throws: DocumentError.self) { try SampleReport.output(medium, []) }
    #expect(throws: DocumentError.self) { try SampleReport.output(medium, [cover, .row(TableRow(["x"]))]) }
  }

  @Test(arguments: SampleReport.streamedMedia)
  func stopsWhenTheOutputThrows(_ medium: ReportMedium) throws {
    struct Full: Error {}
    var writer = medium.writer(SampleReport.stamp()) { _ in throw Full() }
    try writer.write(cover)
    #expect(throws: Full.self) {
      for _ in 0..<10_000 {
        try writer.write(.paragraph("Un paragraphe assez long pour remplir la mémoire."))
      }
    }
  }
}
