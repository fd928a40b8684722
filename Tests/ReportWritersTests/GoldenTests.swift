import Glibc
import ReportDocument
import ReportWriters
import Testing

/// Compares whole files, byte by byte, with `Golden/`.
///
/// To regenerate them after an intended change: `KURUKAN_WRITE_GOLDEN=1 swift test --filter GoldenTests`,
/// then read the difference before committing it.
@Suite struct GoldenTests {
  @Test(arguments: SampleReport.proseMedia + [.json], DocumentLanguage.allCases)
  func equalsTheCommittedFile(_ medium: ReportMedium, _ language: DocumentLanguage) throws {
    let output = try SampleReport.output(
      medium, GoldenReport.blocks(language), GoldenReport.stamp(language))
    let path = folder + "report.\(language.rawValue).\(medium.fileExtension)"
    if getenv("KURUKAN_WRITE_GOLDEN") != nil { try write(output, to: path) }
    #expect(try read(path) == output, "\(path) differs; see GoldenTests.swift for how to regenerate it")
  }

  @Test(arguments: SampleReport.streamedMedia)
  func sameBlocksGiveSameBytes(_ medium: ReportMedium) throws {
    let blocks = GoldenReport.blocks(.french)
    let fromLines = try blocks.map { try Block(line: $0.line) }
    #expect(try SampleReport.output(medium, blocks) == SampleReport.output(medium, fromLines))
  }

  private var folder: String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast()
    return parts.joined(separator: "/") + "/Golden/"
  }

  private struct FileFault: Error {
    var path: String
  }

  private func read(_ path: String) throws -> String {
    guard let file = fopen(path, "rb") else { throw FileFault(path: path) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return try String(validatingUTF8Bytes: Array(bytes[..<count]))
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "wb") else { throw FileFault(path: path) }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw FileFault(path: path) }
  }
}
