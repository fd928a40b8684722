import ReportDocument
import Testing

@Suite struct DOCXPagesTests {
  private func table(_ count: Int, _ name: String = "t") -> [Block] {
    let columns = (1...count).map { TableColumn(TitleText("c\($0)")) }
    return [
      .tableStart(TableStart(identifier: name, caption: "T", columns: columns)), .tableEnd(TableEnd(note: "note")),
    ]
  }

  /// Each section's orientation, and what stands in it by style; tables are `table`.
  private func sections(_ body: [Block]) throws -> [(isLandscape: Bool, blocks: [String])] {
    let report = try DOCXReport(body: body)
    var sections: [(Bool, [String])] = []
    var blocks: [String] = []
    for element in report.body.children {
      guard let properties = element.name == "w:sectPr" ? element : element.first("w:sectPr") else {
        blocks.append(element.name == "w:tbl" ? "table" : element.style ?? "")
        continue
      }
      let size = properties.child("w:pgSz")
      #expect((size?["w:orient"] == "landscape") == (size?["w:w"] == "16838"))
      sections.append((size?["w:orient"] == "landscape", blocks))
      blocks = []
    }
    #expect(blocks.isEmpty)
    return sections
  }

  @Test func aWideTableTurnsWithItsHeadingsCaptionAndNote() throws {
    let headings: [Block] = [
      .heading(Heading(level: 1, text: "Un", identifier: "a")),
      .heading(Heading(level: 2, text: "Deux", identifier: "b")),
    ]
    let sections = try sections([.paragraph("avant")] + headings + table(11) + table(12, "u") + [.paragraph("après")])
    #expect(sections.map(\.isLandscape) == [false, true, false])
    #expect(
      sections[1].blocks == [
        "Heading1", "Heading2", "Caption", "table", "TableNote", "Caption", "table", "TableNote",
      ])
    #expect(sections[2].blocks == ["BodyText"])
  }

  @Test func aWideTableAtTheEndLeavesNoEmptyPageBehind() throws {
    let columns = (1...11).map { TableColumn(TitleText("c\($0)")) }
    let sections = try sections([
      .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)), .tableEnd(TableEnd()),
    ])
    #expect(sections.map(\.isLandscape) == [false, true])
    #expect(sections[1].blocks == ["Caption", "table", "SectionEnd"])
  }

  @Test func aPartHasOneOrientation() throws {
    let sections = try sections([
      .paragraph("a"), .part(Part(.portrait)), .paragraph("b"), .part(Part(.landscape)), .paragraph("c"),
      .part(Part(.landscape)), .paragraph("d"), .part(Part(.portrait)),
    ])
    #expect(sections.map(\.isLandscape) == [false, true])
    #expect(sections[1].blocks == ["BodyText", "BodyText"])
  }

  @Test func pagesBreakWhereAskedAndNeverTwice() throws {
    let report = try DOCXReport(body: [
      .paragraph("a"), .pageBreak, .pageBreak, .paragraph("b"), .pageBreak, .part(Part(.landscape)), .paragraph("c"),
      .pageBreak,
    ])
    // One behind the cover, one between the paragraphs; a new section is a new page already.
    #expect(report.document.all("w:br").filter { $0["w:type"] == "page" }.count == 2)
    #expect(report.document.all("w:sectPr").count == 2)
  }

  @Test func onlyTheCoverHasNoRunningTitles() throws {
    let report = try DOCXReport(GoldenReport.blocks(.french), GoldenReport.stamp(.french))
    let sections = report.document.all("w:sectPr")
    #expect(sections.map { $0.child("w:titlePg") != nil } == [true, false])
    let header = try report.part("header-portrait")
    #expect(header.printed == "Rapport à mi-parcours\u{A0}: dialogue & confiance UDF-XX-XXX-MLI")
    let footer = try report.part("footer-landscape")
    #expect(footer.printed == "Niveau de diffusion\u{A0}: Public Page\u{A0}1 sur\u{A0}1")
    #expect(footer.all("w:fldSimple").compactMap { $0["w:instr"] } == [" PAGE ", " NUMPAGES "])
    #expect(footer.first("w:pPr")?.first("w:tab")?["w:pos"] == "14570")
  }
}
