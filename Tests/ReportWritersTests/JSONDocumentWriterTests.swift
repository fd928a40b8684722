import JSONBytes
import ReportDocument
import ReportWriters
import Testing

@Suite struct JSONDocumentWriterTests {
  /// The blocks of a document, read back line by line.
  private func blocks(_ output: String) throws -> [Block] {
    let value = try JSONValue(parsing: output)
    return try #require(value["blocks"]?.array).map { try Block(line: $0.bytes) }
  }

  @Test(arguments: DocumentLanguage.allCases)
  func readsBackAsWhatWasWritten(_ language: DocumentLanguage) throws {
    let written = GoldenReport.blocks(language)
    let output = try SampleReport.output(.json, written, GoldenReport.stamp(language))
    #expect(try blocks(output) == written)
    let stamp = try #require(try JSONValue(parsing: output)["stamp"])
    #expect(ReportStamp(json: stamp) == GoldenReport.stamp(language))
    #expect(output.hasSuffix("}\n]}\n") && output.split(separator: "\n").count == written.count + 2)
  }

  @Test(arguments: HostileText.all)
  func everyTextArrivesLetterByLetter(_ text: String) throws {
    // No block is read that holds U+0000.
    guard !text.contains("\0") else { return }
    let written = [Block.document(DocumentHeader(title: "T", donor: "D")), .paragraph(Paragraph(RichText(text)))]
    let output = try SampleReport.output(.json, written, SampleReport.stamp(everyText: text))
    #expect(try blocks(output) == written)
    #expect(!output.utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
  }

  @Test func documentsOfTheFormatsOwnAreNotBlocksToPrint() throws {
    let cover = Block.document(DocumentHeader(title: "T", donor: "D"))
    let output = try SampleReport.output(.json, [cover, .raw(RawPiece("<a/>")), .paragraph("x")])
    #expect(try blocks(output) == [cover, .paragraph("x")])
  }
}
