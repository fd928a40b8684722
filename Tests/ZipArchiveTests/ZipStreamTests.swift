import Testing
import ZipArchive

@Suite struct ZipStreamTests {
  private func archive(_ entries: [(String, [UInt8])], pieces: Int = 1) throws -> [UInt8] {
    let sink = Sink()
    var zip = try ZipStream { sink.bytes += $0 }
    for (name, bytes) in entries {
      try zip.beginEntry(name)
      let length = max(1, (bytes.count + pieces - 1) / pieces)
      for start in stride(from: 0, to: bytes.count, by: length) {
        try zip.write(Array(bytes[start..<min(bytes.count, start + length)]))
      }
    }
    try zip.finish()
    return sink.bytes
  }

  private final class Sink {
    var bytes: [UInt8] = []
  }

  @Test func anEmptyArchiveIsItsEnd() throws {
    #expect(try archive([]) == [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 18))
  }

  @Test func theSameBytesHoweverTheyCome() throws {
    let text = (0..<20_000).flatMap { Array("ligne \($0 % 97)\n".utf8) }
    let whole = try archive([("a", text), ("é", [])])
    #expect(whole.count < text.count / 10)
    #expect(try archive([("a", text), ("é", [])], pieces: 977) == whole)
  }

  @Test func eachArchiveIsOfItsOwn() throws {
    #expect(try archive([("a", [1, 2, 3])]) != archive([("a", [1, 2, 4])]))
  }
}
