import Glibc
import ReportDocument
import ReportWriters
import Testing

/// Measures the memory of its own process, and so runs alone in it, one medium after another.
@Suite(.serialized) struct WriterMemoryTests {
  private static let media = ReportMedium.printed.filter { $0 != .pdf }

  @Test("A hundred thousand rows take no more memory than ten thousand", arguments: media)
  func staysFlat(_ medium: ReportMedium) throws {
    let sink = CountingSink()
    var writer = medium.writer(ReportStamp(language: .french, level: "Public", programme: "P")) { sink.take($0) }
    try writer.write(.document(DocumentHeader(title: "Titre", donor: "Bailleur")))
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
    let isPacked = medium == .docx || medium == .xlsx
    #expect(sink.total > (isPacked ? 300_000 : 9_000_000))
    #expect(sink.largest < 128 * 1_024)
    let growths = zip(readings.dropFirst(), readings).map { $0 - $1 }.sorted()
    #expect(growths[growths.count / 2] < 100_000, "\(growths)")
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
