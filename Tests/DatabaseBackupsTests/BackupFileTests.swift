import Foundation
import Glibc
import JSONBytes
import Testing

@testable import DatabaseBackups

@Suite("Files of backups")
struct BackupFileTests {
  private static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  private static func manifest() throws -> BackupManifest {
    let version = try #require(PostgresVersion(text: "15.18 (Debian 15.18-0+deb12u1)"))
    return BackupManifest(
      createdAt: "2026-11-29T02:00:00Z", program: "0.1.0", schemaVersion: 8, server: version, dumper: version,
      counts: ["public.finding": 3, "public.consent": 0], isEncrypted: false)
  }

  /// Writes a backup of a dump with these bytes.
  private static func write(_ bytes: [UInt8], to path: String, sha256: String) throws {
    let file = try BackupFile(path)
    try bytes.withUnsafeBytes { try file.write($0) }
    var manifest = try manifest()
    (manifest.sha256, manifest.bytes) = (sha256, file.dumped)
    try file.finish(manifest, at: 1_795_000_000)
  }

  // sha256sum of "PGDMP and so on"
  private static let sum = "d4a9729efce48bcb78ea69d03963038477dc15b99884c5710d5fd120f8d0a0b4"
  private static let dump = Array("PGDMP and so on".utf8)

  @Test("What is written is closed to others, and found again") func roundTrip() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("a.tar").path
      try Self.write(Self.dump, to: path, sha256: Self.sum)
      #expect(try Self.names(folder) == ["a.tar"])
      var facts = stat()
      #expect(stat(path, &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
      let archive = try BackupArchive(path)
      #expect(archive.manifest?.counts == ["public.finding": 3, "public.consent": 0])
      #expect(archive.manifest?.server.text == "15.18" && archive.manifest?.rows == 3)
      #expect(!archive.isEncrypted && archive.canBeVerified)
      try archive.verify { _ in }
      var bytes: [UInt8] = []
      try archive.forEachPiece { bytes += $0 }
      #expect(bytes == Self.dump)
    }
  }

  @Test("Nothing is replaced, and what is not finished has no name and goes") func unfinished() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("a.tar").path
      do {
        let file = try BackupFile(path)
        try Self.dump.withUnsafeBytes { try file.write($0) }
        #expect(try Self.names(folder).allSatisfy { $0.hasPrefix(".a.tar.") && $0.hasSuffix(".part") })
      }
      #expect(try Self.names(folder) == [])
      // Somebody else takes the name meanwhile.
      let file = try BackupFile(path)
      try Data("theirs".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: BackupFault.self) { try file.finish(Self.manifest(), at: 0) }
      file.discard()
      #expect(throws: BackupFault.self) { try BackupFile(path) }
      #expect(try Self.names(folder) == ["a.tar"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "theirs")
    }
  }

  @Test("A file that is cut off, changed, or something else is refused by name") func damaged() throws {
    try Self.withFolder { folder in
      let url = folder.appendingPathComponent("a.tar")
      try Self.write(Self.dump, to: url.path, sha256: Self.sum)
      let whole = try Data(contentsOf: url)
      func refusal(_ data: Data) throws -> String {
        try data.write(to: url)
        do {
          try BackupArchive(url.path).verify { _ in }
          return ""
        } catch { return "\(error)" }
      }
      #expect(try refusal(whole) == "")
      for length in [513, 1_024, 1_100, 1_600] {
        let said = try refusal(whole.prefix(length))
        #expect(said.contains("is not whole"), "\(length) \(said)")
      }
      #expect(try refusal(whole.prefix(100)).contains("neither a backup"))
      var changed = whole
      changed[520] ^= 1
      #expect(try refusal(changed).contains("is damaged"))
      #expect(try refusal(Data("SELECT 1;\n".utf8)).contains("neither a backup"))
      let text = String(decoding: whole, as: UTF8.self)
      #expect(try refusal(Data(text.replacingOccurrences(of: "backup/1", with: "backup/2").utf8)).contains("newer"))
    }
  }

  @Test("A bare dump is compared with the sum beside it, if there is one") func bareDump() throws {
    try Self.withFolder { folder in
      let url = folder.appendingPathComponent("kurukan.dump")
      try Data(Self.dump).write(to: url)
      #expect(try !BackupArchive(url.path).canBeVerified)
      let sum = folder.appendingPathComponent("kurukan.dump.sha256")
      try Data((Self.sum + "  kurukan.dump\n").utf8).write(to: sum)
      let archive = try BackupArchive(url.path)
      #expect(archive.canBeVerified && archive.manifest == nil)
      try archive.verify { _ in }
      try Data((String(repeating: "0", count: 64) + "  kurukan.dump\n").utf8).write(to: sum)
      let other = try BackupArchive(url.path)
      #expect(throws: BackupFault.self) { try other.verify { _ in } }
    }
  }

  @Test("A manifest is read as it was written, and holds what an administrator asks") func manifest() throws {
    let manifest = try Self.manifest()
    #expect(try BackupManifest(parsing: manifest.json.bytes) == manifest)
    #expect(throws: BackupFault.self) { try BackupManifest(parsing: Array("{}".utf8)) }
    for member in ["createdAt", "program", "schemaVersion", "postgresql", "pgDump", "dump", "counts"] {
      var object = try #require(manifest.json.object)
      object[member] = nil
      let bytes = JSONValue.object(object).bytes
      #expect(throws: BackupFault.self, "\(member)") { try BackupManifest(parsing: bytes) }
    }
  }
}
