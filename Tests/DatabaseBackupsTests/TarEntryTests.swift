import Foundation
import TestSupport
import Testing

@testable import DatabaseBackups

@Suite("Headers of tar archives")
struct TarEntryTests {
  @Test(
    "A header is read as it was written, from 8 GiB on as well",
    arguments: [0, 1, 511, 8_589_934_591, 8_589_934_592, 1 << 40] as [Int64])
  func sizes(size: Int64) throws {
    let entry = TarEntry(name: "kurukan.dump", size: size, modified: 1_795_000_000)
    let read = try #require(TarEntry(header: entry.header))
    #expect(read.name == entry.name && read.size == size)
    #expect(TarEntry.padded(size) % 512 == 0 && TarEntry.padded(size) - size < 512)
  }

  @Test("A header with one byte changed is none") func damage() {
    let header = TarEntry(name: "kurukan.dump", size: 77, modified: 1).header
    for place in [0, 5, 124, 130, 150, 257] {
      var bytes = header
      bytes[place] ^= 1
      #expect(TarEntry(header: bytes) == nil, "\(place)")
    }
    #expect(TarEntry(header: Array(header.dropLast())) == nil)
  }

  @Test("GNU tar lists it, mode, size and all") func foreignReader() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).tar")
    defer { try? FileManager.default.removeItem(at: file) }
    let entry = TarEntry(name: "kurukan.dump", size: 3, modified: 1_795_000_000)
    let bytes = entry.header + Array("abc".utf8) + [UInt8](repeating: 0, count: 509 + 1_024)
    try Data(bytes).write(to: file)
    let run = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/tar"), ["--list", "--verbose", "--utc", "--numeric-owner", "--file", file.path])
    let listed = String(decoding: run.output, as: UTF8.self)
    #expect(listed.hasPrefix("-rw------- 0/0"), "\(listed)")
    #expect(listed.contains(" 3 2026-11-18 11:06 kurukan.dump"), "\(listed)")
  }
}
