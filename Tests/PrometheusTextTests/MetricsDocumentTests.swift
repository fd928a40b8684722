import Foundation
import Instruments
import TestSupport
import Testing

@Suite("The document of metrics") struct MetricsDocumentTests {
  @Test("Every instrument stands in deploy/README.md as it is declared, and nothing else does")
  func table() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/README.md")
      .standardizedFileURL
    let wanted = Instrument.all.map { instrument in
      let labels = instrument.labels.map { "`\($0)`" }.joined(separator: ", ")
      return
        "| `\(instrument.name)` | \(instrument.kind.rawValue) | \(instrument.unit.rawValue) | \(labels) | "
        + "\(instrument.meaning) |"
    }
    #expect(try DocumentTable("metrics", of: file).rows(wanted: wanted) == wanted)
  }
}
