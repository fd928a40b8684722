import Foundation
import Testing
import Violations

@testable import LineRPC

/// PROTOCOL.md and the code must not drift apart. After a change of the code, `KURUKAN_UPDATE_DOCUMENTS=1` writes the
/// tables.
@Suite(.serialized) struct ProtocolDocumentTests {
  @Test func theTableOfReasonsIsTheCatalogue() throws {
    try check(
      "reasons",
      Reason.catalogue.map { reason in
        "| `\(reason.name)` | `\(reason.code.name)` | \(reason.isRetryable ? "retry" : "") | "
          + "\(reason.summary.en) | \(reason.remedy.en) |"
      })
  }

  @Test func theTableOfLimitsIsTheCode() throws {
    try check(
      "limits",
      LineLimits.standard.entries.map { "| `\($0.name)` | \(grouped($0.value)) | \($0.meaning) |" })
  }

  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/LineRPC/PROTOCOL.md").standardizedFileURL

  /// Compares the body of the table between `<!-- name -->` and `<!-- /name -->`.
  private func check(_ name: String, _ rows: [String]) throws {
    var lines = try String(contentsOf: Self.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "<!-- \(name) -->")) + 3
    let end = try #require(lines.firstIndex(of: "<!-- /\(name) -->"))
    if ProcessInfo.processInfo.environment["KURUKAN_UPDATE_DOCUMENTS"] == "1" {
      lines.replaceSubrange(start..<end, with: rows)
      return try lines.joined(separator: "\n").write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(Array(lines[start..<end]) == rows)
  }

  private func grouped(_ value: Int) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
