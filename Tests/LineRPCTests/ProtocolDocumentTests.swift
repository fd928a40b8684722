import Glibc
import Testing
import Violations

@testable import LineRPC

/// PROTOCOL.md and the code must not drift apart.
@Suite struct ProtocolDocumentTests {
  @Test func theTableOfReasonsIsTheCatalogue() throws {
    let rows = Reason.catalogue.map { reason in
      "| `\(reason.name)` | `\(reason.code.name)` | \(reason.isRetryable ? "retry" : "") | "
        + "\(reason.summary.en) | \(reason.remedy.en) |"
    }
    #expect(try table("reasons") == rows)
  }

  @Test func theTableOfLimitsIsTheCode() throws {
    let rows = LineLimits.standard.entries.map { "| `\($0.name)` | \(grouped($0.value)) | \($0.meaning) |" }
    #expect(try table("limits") == rows)
  }

  /// The body of the table between `<!-- name -->` and `<!-- /name -->`.
  private func table(_ name: String) throws -> [String] {
    let lines = try document().split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "<!-- \(name) -->"))
    let end = try #require(lines.firstIndex(of: "<!-- /\(name) -->"))
    return Array(lines[(start + 3)..<end])
  }

  private func document() throws -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(root)/Sources/LineRPC/PROTOCOL.md", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
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
