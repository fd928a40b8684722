import Foundation
import TestSupport
import Testing

@testable import kurukan

@Suite("Names of files of records")
struct InputNamesTests {
  private let folder: TemporaryFolder
  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  init() throws {
    folder = try TemporaryFolder()
    for name in ["b.ndjson", "a.ndjson", "c.csv", "d[1].ndjson"] {
      try Data("{}\n".utf8).write(to: folder.url.appendingPathComponent(name))
    }
    try FileManager.default.createDirectory(atPath: path("e.ndjson"), withIntermediateDirectories: false)
  }

  private func names(_ arguments: [String]) -> [String] { InputNames(arguments.map(path)).names }

  @Test("A pattern that no shell has expanded is, in order; folders that it matches are passed over") func pattern() {
    #expect(names(["*.ndjson"]) == ["a.ndjson", "b.ndjson", "d[1].ndjson"].map(path))
    #expect(names(["[ab].ndjson", "?.csv"]) == ["a.ndjson", "b.ndjson", "c.csv"].map(path))
  }

  @Test("A file whose name looks like a pattern is itself") func literal() {
    #expect(names(["d[1].ndjson"]) == [path("d[1].ndjson")])
  }

  @Test("Named twice, in whatever way, a file is sent once, in its first place") func twice() {
    #expect(names(["b.ndjson", "*.ndjson", "./a.ndjson"]) == ["b.ndjson", "a.ndjson", "d[1].ndjson"].map(path))
    #expect(InputNames(["-", "-"]).names == ["-"])
  }

  @Test("What cannot be read is told, and the others are read") func faults() {
    let inputs = InputNames([path("missing"), path("e.ndjson"), path("*.txt"), path("c.csv")])
    #expect(inputs.names == [path("c.csv")])
    #expect(inputs.faults.count == 3)
    #expect(inputs.faults[0].text.contains("No such file"))
    #expect(inputs.faults[1].text.contains("kurukan submit '\(path("e.ndjson"))/*.ndjson'"))
    #expect(inputs.faults[2].text.contains("No file has such a name"))
  }

  @Test("All bytes are known where all files have an end") func bytes() {
    #expect(InputNames([path("a.ndjson"), path("b.ndjson")]).totalBytes == 6)
    #expect(InputNames([path("a.ndjson"), "-"]).totalBytes == nil)
    #expect(InputNames([path("a.ndjson"), "/dev/null"]).totalBytes == nil)
  }

  @Test(
    "Words are quoted as a shell needs it",
    arguments: [
      ("a.ndjson", "a.ndjson"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"), ("a*", "'a*'"),
      ("", "''"), ("é", "'é'"),
    ]) func words(word: String, quoted: String) async throws
  {
    #expect(ShellWord(word).description == quoted)
    let run = try await ChildProcess.run(URL(fileURLWithPath: "/bin/sh"), ["-c", "printf %s \(quoted)"])
    #expect(String(decoding: run.output, as: UTF8.self) == word)
  }
}
