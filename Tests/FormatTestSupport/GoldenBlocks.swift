import Foundation
public import ReportKit

/// Compares a report's blocks, one a line, with `Tests/<target>/Golden/<name>.ndjson`.
///
/// To write them anew after an intended change: `KURUKAN_WRITE_GOLDEN=1 swift test --filter Golden`, then read the
/// difference before committing it.
public enum GoldenBlocks {
  /// The lines in which a report differs from the committed ones, each with both; empty if none does.
  public static func differences(_ outcome: Rehearsal.Outcome, _ target: String, _ name: String) throws -> [String] {
    let path = RepositoryFolder.path + "Tests/\(target)/Golden/\(name).ndjson"
    let lines = outcome.raw.isEmpty ? outcome.blocks : outcome.raw.components(separatedBy: "\n")
    if ProcessInfo.processInfo.environment["KURUKAN_WRITE_GOLDEN"] != nil {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    }
    let written = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let expected = written.dropLast().components(separatedBy: "\n")
    return (0..<max(lines.count, expected.count)).compactMap { index in
      let (line, before) = (
        lines.indices.contains(index) ? lines[index] : "nothing",
        expected.indices.contains(index) ? expected[index] : "nothing"
      )
      return line == before ? nil : "line \(index + 1):\n  is       \(line)\n  expected \(before)"
    }
  }
}
