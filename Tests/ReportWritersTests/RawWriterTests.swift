import ReportDocument
import ReportWriters
import Testing

@Suite struct RawWriterTests {
  private let cover = Block.document(DocumentHeader(title: "Titre", donor: "Bailleur"))

  @Test func writesTheFormatsOwnDocumentAndNothingElse() throws {
    let blocks = [cover, .raw(RawPiece("<a>é")), .paragraph("Un paragraphe."), .raw(RawPiece("&amp;</a>\n"))]
    #expect(try SampleReport.output(.xml, blocks) == "<a>é&amp;</a>\n")
    // The media that print blocks print these and not the document.
    for medium in SampleReport.proseMedia {
      let text = try SampleReport.output(medium, blocks)
      #expect(text.contains("Un paragraphe.") && !text.contains("<a>") && !text.contains("&lt;a&gt;"))
    }
  }

  @Test func refusesAReportWithoutSuchADocument() {
    #expect(throws: DocumentError.self) { try SampleReport.output(.xml, [cover, .paragraph("Un paragraphe.")]) }
    #expect(throws: DocumentError.self) { try SampleReport.output(.xml, [.raw(RawPiece("<a/>"))]) }
  }
}
