import Foundation
import Testing

/// The whole road in real processes: a server with a PostgreSQL of its own, two tokens, a worker for each report.
@Suite("The demonstration")
struct DemonstrationTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("deploy/samples")

  /// The programs laid out as they are installed.
  private static func install(in folder: URL) throws {
    let files = FileManager.default
    for (part, names) in [
      "bin": ["kurukan", "kurukan-worker"], "plugins": ["libUNDEF.so", "libRoundtableSynthesis.so"],
    ] {
      let target = folder.appendingPathComponent(part)
      try files.createDirectory(at: target, withIntermediateDirectories: true)
      for name in names {
        try files.copyItem(
          at: ProgramRun.products.appendingPathComponent(name), to: target.appendingPathComponent(name))
      }
    }
  }

  @Test("Takes the sample in once, counts the second time as duplicates, and writes every report")
  func demonstration() throws {
    let folder = try TemporaryFolder()
    try Self.install(in: folder.url)
    let output = folder.url.appendingPathComponent("out")
    let run = try ProgramRun.kurukan(
      ["demo", "--samples", Self.samples.path, "--output", output.path], in: folder.url)
    try #require(run.exitCode == 0, "\(run.errors)")
    let count = try recordCount()
    #expect(run.errors.contains("\(count) records: \(count) created, 0 revised, 0 duplicates, 0 rejected"))
    #expect(run.errors.contains("\(count) records: 0 created, 0 revised, \(count) duplicates, 0 rejected"))
    #expect(run.errors.contains("\(count) validated, 0 refused"))
    for report in ["undef-narrative", "roundtable-synthesis"] {
      for ending in ["fr.html", "en.html", "fr.md", "en.md"] {
        let file = output.appendingPathComponent("\(report).\(ending)")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.count > 5_000, "\(file.lastPathComponent)")
        #expect(run.output.contains(file.lastPathComponent))
      }
    }
    #expect(try processes(mentioning: folder.url.path).isEmpty)
  }

  private func recordCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(at: Self.samples, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "ndjson" }
      .reduce(0) { sum, file in
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return sum + lines.filter { !$0.allSatisfy(\.isWhitespace) }.count
      }
  }

  /// Command lines of running processes that name a path.
  private func processes(mentioning path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.compactMap {
      let line = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\($0)/cmdline"))) ?? Data()
      let text = String(decoding: line, as: UTF8.self)
      return text.contains(path) ? text : nil
    }
  }
}
