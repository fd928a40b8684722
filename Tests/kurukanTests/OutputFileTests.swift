import Foundation
import Glibc
import TestSupport
import Testing

@testable import kurukan

/// Files that commands write: whole or not at all, and nothing that is not theirs becomes another.
@Suite("Files that commands write")
struct OutputFileTests {
  private let folder: TemporaryFolder
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
  }

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func make(_ name: String, _ text: String, mode: mode_t) throws {
    try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    try #require(chmod(path(name), mode) == 0)
  }

  private func mode(_ path: String) throws -> mode_t {
    var facts = stat()
    try #require(lstat(path, &facts) == 0)
    return facts.st_mode
  }

  private func write(_ text: String, to name: String) throws {
    let file = try OutputFile(name.hasPrefix("/") ? name : path(name))
    try file.write(Array(text.utf8))
    try file.finish()
  }

  @Test("A new file is the caller's alone, and is not there before it is whole") func new() throws {
    let file = try OutputFile(path("report"))
    try file.write(Array("half".utf8))
    #expect(try names.count == 1 && names[0].hasSuffix(".part"))
    try file.write(Array(" and half".utf8))
    try file.finish()
    #expect(try names == ["report"])
    #expect(try text("report") == "half and half")
    #expect(try mode(path("report")) == S_IFREG | 0o600)
  }

  @Test("A file of the caller's is replaced and keeps its mode", arguments: [0o644, 0o600, 0o755] as [mode_t])
  func replaced(mode: mode_t) throws {
    try make("report", "a longer text before", mode: mode)
    try write("after", to: "report")
    #expect(try text("report") == "after" && names == ["report"])
    #expect(try self.mode(path("report")) == S_IFREG | mode)
  }

  @Test("What fails leaves what was there, and nothing else") func discarded() throws {
    try make("report", "before", mode: 0o640)
    do {
      let file = try OutputFile(path("report"))
      try file.write(Array("half".utf8))
      let new = try OutputFile(path("token"), mustBeNew: true)
      try new.write(Array("half".utf8))
    }
    #expect(try names == ["report"] && text("report") == "before")
    #expect(throws: FileError.self) { try OutputFile(path("nowhere/report")) }
    #expect(throws: FileError.self) { try OutputFile(path("report"), mustBeNew: true) }
    #expect(try names == ["report"])
  }

  @Test("A name that became a folder meanwhile is told, and nothing is left") func folderMeanwhile() throws {
    let file = try OutputFile(path("report"))
    try FileManager.default.createDirectory(atPath: path("report/within"), withIntermediateDirectories: true)
    #expect(throws: FileError.self) { try file.finish() }
    #expect(try names == ["report"])
    #expect(throws: FileError.self) { try OutputFile(path("report")) }
  }

  @Test("A device is written in place and stays what it is", arguments: ["/dev/null", "/dev/zero"])
  func device(path: String) throws {
    let before = try mode(path)
    try write("text", to: path)
    #expect(try mode(path) == before)
  }

  @Test("A full disk is a fault") func full() throws {
    let file = try OutputFile("/dev/full")
    let fault = #expect(throws: FileError.self) { try file.write([1]) }
    #expect(fault?.description.contains("/dev/full") == true)
  }

  @Test("A pipe with a name is written to its reader and stays a pipe") func pipe() throws {
    try #require(mkfifo(path("pipe"), 0o640) == 0)
    let reader = open(path("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try write("text", to: "pipe")
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(reader, &bytes, 16)
    #expect(count == 4 && bytes.starts(with: "text".utf8))
    #expect(try mode(path("pipe")) == S_IFIFO | 0o640)
  }

  @Test("A link to a file is refused, wherever it leads; one to a device is followed") func links() throws {
    try make("target", "before", mode: 0o644)
    for target in [path("target"), path("missing"), folder.url.path] {
      try #require(symlink(target, path("link")) == 0)
      let fault = #expect(throws: FileError.self) { try OutputFile(path("link")) }
      #expect(fault?.description.contains("is a link") == true)
      #expect(throws: FileError.self) { try OutputFile(path("link"), mustBeNew: true) }
      unlink(path("link"))
    }
    try #require(symlink("/dev/null", path("link")) == 0)
    try write("text", to: "link")
    #expect(try names == ["link", "target"] && text("target") == "before")
    #expect(try mode(path("link")) & S_IFMT == S_IFLNK)
  }

  @Test("A file with another name elsewhere keeps it, and is emptied only when there is something to write")
  func hardLink() throws {
    try make("report", "a longer text before", mode: 0o640)
    try #require(link(path("report"), path("other")) == 0)
    do { _ = try OutputFile(path("report")) }
    #expect(try text("other") == "a longer text before")
    try write("after", to: "report")
    #expect(try text("other") == "after" && text("report") == "after" && names == ["other", "report"])
    #expect(try mode(path("report")) == S_IFREG | 0o640)
  }

  @Test("Somebody else's file stays theirs", .enabled(if: geteuid() == 0, "only root can give a file away"))
  func foreign() throws {
    try make("report", "before", mode: 0o640)
    try #require(chown(path("report"), 12_345, 12_345) == 0)
    try write("after", to: "report")
    var facts = stat()
    #expect(stat(path("report"), &facts) == 0 && facts.st_uid == 12_345 && facts.st_mode & 0o777 == 0o640)
    #expect(try text("report") == "after" && names == ["report"])
  }

  @Test("A small file that cannot be written whole leaves nothing, and follows no link") func small() throws {
    try make("target", "before", mode: 0o644)
    try #require(symlink(path("target"), path("token" + FileBytes.unfinished)) == 0)
    try FileBytes.write(Array("text".utf8), to: path("token"), mode: 0o600)
    #expect(try text("target") == "before" && text("token") == "text" && names == ["target", "token"])
    try FileManager.default.createDirectory(atPath: path("folder/within"), withIntermediateDirectories: true)
    #expect(throws: FileError.self) { try FileBytes.write([1], to: path("folder")) }
    #expect(try names == ["folder", "target", "token"])
  }
}
