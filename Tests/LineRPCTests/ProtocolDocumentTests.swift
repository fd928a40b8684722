import TestSupport
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

  private func check(_ name: String, _ rows: [String]) throws {
    let written = try DocumentTable(name, of: DocumentTable.protocolDocument).rows(wanted: rows)
    #expect(written == rows)
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
