import Testing

@testable import LineRPC

@Suite struct LineSplitterTests {
  /// What a splitter with that limit says of `chunks`.
  private func split(_ chunks: [String], limit: Int = 8, finish: Bool = true) -> [String] {
    var splitter = LineSplitter(limit: limit)
    var said: [String] = []
    func note(_ piece: LineSplitter.Piece) -> Bool {
      switch piece {
      case .line(let line): said.append(String(decoding: line, as: UTF8.self))
      case .tooLong(let prefix): said.append("!\(String(decoding: prefix, as: UTF8.self).prefix(4))")
      }
      return true
    }
    for chunk in chunks {
      let bytes = Array(chunk.utf8)
      #expect(bytes.withUnsafeBytes { splitter.take($0, note) } == bytes.count)
      #expect(splitter.heldBytes <= limit + 1)
    }
    if finish { splitter.finish(note) }
    return said
  }

  @Test func wholeLines() {
    #expect(split(["a\nb\r\n\nc\n"]) == ["a", "b", "", "c", ""])
    #expect(split(["a\nb"], finish: false) == ["a"])
    #expect(split(["a\nb"]) == ["a", "b"])
  }

  @Test func aLineOfExactlyTheLimit() {
    #expect(split(["12345678\n"], finish: false) == ["12345678"])
    #expect(split(["12345678\r\n"], finish: false) == ["12345678"])
    #expect(split(["123456789\nx\n"], finish: false) == ["!1234", "x"])
    #expect(split(["12345678", "\r", "\n"], finish: false) == ["12345678"])
    #expect(split(["12345678", "\r", "x\ny\n"], finish: false) == ["!1234", "y"])
  }

  @Test func aLineOverTheLimitIsToldOnceAndSkipped() {
    #expect(split(["123", "456789", "0123456789", "0\nab\n"], finish: false) == ["!1234", "ab"])
    #expect(split(["123456789"]) == ["!1234"])
  }

  @Test func everyCutGivesTheSameLines() {
    let text = "{\"id\":1}\r\n123456789\n\n12345678\r\nrest"
    let whole = split([text])
    #expect(whole == ["{\"id\":1}", "!1234", "", "12345678", "rest"])
    #expect(split(text.utf8.map { String(decoding: [$0], as: UTF8.self) }) == whole)
    for first in 0...text.utf8.count {
      let bytes = Array(text.utf8)
      let parts = [bytes[..<first], bytes[first...]].map { String(decoding: $0, as: UTF8.self) }
      #expect(split(parts) == whole)
    }
  }

  @Test func stoppingLeavesTheRest() {
    var splitter = LineSplitter(limit: 8)
    let bytes = Array("a\nb\nc\n".utf8)
    var lines = 0
    let taken = bytes.withUnsafeBytes { buffer in
      splitter.take(buffer) { _ in
        lines += 1
        return lines < 2
      }
    }
    #expect(taken == 4 && lines == 2)
  }

  @Test func thePrefixOfALongLineIsBounded() {
    var splitter = LineSplitter(limit: 4_096)
    var count = 0
    for _ in 0..<100 {
      _ = [UInt8](repeating: 0x78, count: 1_000).withUnsafeBytes { bytes in
        splitter.take(bytes) { piece in
          if case .tooLong(let prefix) = piece { count = prefix.count }
          return true
        }
      }
    }
    #expect(count == 1_024)
    #expect(splitter.heldBytes == 0 && splitter.heldCapacity <= 2 * LineLimits.shortLineBytes)
  }
}
