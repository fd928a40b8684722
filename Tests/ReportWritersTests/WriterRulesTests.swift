import Glibc
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
    #expect(!output.contains("Aucun élément demandé"))
  }

  @Test(arguments: SampleReport.proseMedia)
  func saysThatNothingWasWithheld(_ medium: ReportMedium) throws {
    let french = try SampleReport.output(medium, [cover])
    #expect(french.contains("Aucun élément demandé n\u{2019}a été retenu dans ce rapport."))
    let english = try SampleReport.output(
      medium, [GoldenReport.blocks(.english)[0]], SampleReport.stamp(language: .english))
    #expect(english.contains("None of the items requested was withheld from this report."))
  }

  @Test(arguments: SampleReport.proseMedia)
  func saysItBeforeTheFirstSection(_ medium: ReportMedium) throws {
    let output = try SampleReport.output(medium, GoldenReport.blocks(.french))
    let withheld = try #require(output.firstRange(of: "Aucun élément"))
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

  @Test(arguments: SampleReport.proseMedia + [.json, .docx])
  func memoryStaysFlatOverAHundredThousandRows(_ medium: ReportMedium) throws {
    let sink = CountingSink()
    var writer = medium.writer(SampleReport.stamp()) { sink.take($0) }
    try writer.write(cover)
    let columns = [TableColumn("Texte"), TableColumn("Nombre", .number)]
    try writer.write(.tableStart(TableStart(identifier: "t", caption: "T", columns: columns)))
    let filler = String(repeating: "abcdefghij ", count: 8)
    var readings: [Int] = []
    for index in 0..<100_000 {
      if index % 10_000 == 0 { readings.append(try residentBytes()) }
      try writer.write(.row(TableRow([.text(filler), .integer(index)])))
    }
    try writer.write(.tableEnd(TableEnd()))
    try writer.finish()
    #expect(sink.total > (medium == .docx ? 300_000 : 9_000_000))
    #expect(sink.largest < 128 * 1_024)
    // Other tests run meanwhile: the median stretch tells what this one takes.
    let growths = zip(readings.dropFirst(), readings).map { $0 - $1 }.sorted()
    #expect(growths[growths.count / 2] < 300_000, "\(growths)")
  }

  private final class CountingSink {
    var total = 0
    var largest = 0

    func take(_ bytes: [UInt8]) {
      total += bytes.count
      largest = max(largest, bytes.count)
    }
  }

  private struct NoFigure: Error {}

  private func residentBytes() throws -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { throw NoFigure() }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = fread(&buffer, 1, buffer.count, file)
    let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { throw NoFigure() }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
