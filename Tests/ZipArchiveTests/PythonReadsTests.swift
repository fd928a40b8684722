import Foundation
import TestSupport
import Testing
import ZipArchive

/// Python's `zipfile` reads what was written, checks each sum, and says what it found.
@Suite struct PythonReadsTests {
  private static let program = """
    import io, sys, zipfile, hashlib
    archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
    assert archive.testzip() is None
    for entry in archive.infolist():
        print(entry.filename, entry.compress_type, entry.file_size, entry.date_time[:3],
              hashlib.sha256(archive.read(entry)).hexdigest(), sep="|")
    """

  private final class Sink {
    var bytes: [UInt8] = []
    var largest = 0

    func take(_ piece: [UInt8]) {
      bytes += piece
      largest = max(largest, piece.count)
    }
  }

  private func read(_ archive: [UInt8]) async throws -> [String] {
    let result = try await ChildProcess.run(
      URL(filePath: "/usr/bin/python3"), ["-c", Self.program], input: Data(archive))
    #expect(result.exitCode == 0, "\(String(decoding: result.errors, as: UTF8.self))")
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: 1...6)
  func readsEveryEntry(_ seed: UInt64) async throws {
    var dice = Dice(seed: seed)
    let sink = Sink()
    var archive = try ZipStream(level: Int32(Int.random(in: 1...9, using: &dice))) { sink.take($0) }
    var expected: [(name: String, method: Int, size: Int)] = []
    for index in 0..<Int.random(in: 1...12, using: &dice) {
      let name = "dossier/\(index)é.xml"
      let isStored = Bool.random(using: &dice)
      try archive.beginEntry(name, isStored: isStored)
      var size = 0
      for _ in 0..<Int.random(in: 0...30, using: &dice) {
        let alphabet = UInt8.random(in: 1...255, using: &dice)
        let piece = (0..<Int.random(in: 0...40_000, using: &dice)).map { _ in
          UInt8.random(in: 0...alphabet, using: &dice)
        }
        try archive.write(piece)
        size += piece.count
      }
      expected.append((name, isStored ? 0 : 8, size))
    }
    try archive.finish()
    let found = try await read(sink.bytes)
    #expect(found.count == expected.count)
    for (line, entry) in zip(found, expected) {
      #expect(line.hasPrefix("\(entry.name)|\(entry.method)|\(entry.size)|(1980, 1, 1)|"), "\(line)")
    }
  }

  @Test func handsOnPiecesAndKeepsNone() async throws {
    let sink = Sink()
    var archive = try ZipStream(level: 1) { sink.take($0) }
    try archive.beginEntry("a", isStored: true)
    for _ in 0..<200 { try archive.write(Array(repeating: 7, count: 10_000)) }
    try archive.finish()
    #expect(sink.bytes.count > 2_000_000 && sink.largest < 128 * 1_024)
    #expect(try await read(sink.bytes).count == 1)
  }

  @Test func anOutputThatIsGoneStopsIt() throws {
    struct Gone: Error {}
    var archive = try ZipStream { _ in throw Gone() }
    do {
      try archive.beginEntry("a", isStored: true)
      for _ in 0..<100 { try archive.write(Array(repeating: 7, count: 10_000)) }
      Issue.record("nobody noticed")
    } catch {
      #expect(error is Gone)
    }
  }
}
