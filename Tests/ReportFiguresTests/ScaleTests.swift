import ReportDocument
import ReportFigures
import Testing

@Suite("Scales") struct ScaleTests {
  @Test(
    "A scale has no more digits than its figures: what is counted whole has no halves",
    arguments: [Figure.Kind.bar, .stackedBar, .line])
  func digits(_ kind: Figure.Kind) throws {
    let cases: [([InlineValue], [String])] = [
      ([.integer(1), .integer(0)], ["0", "1"]),
      ([.integer(0), .integer(0)], ["0", "1"]),
      ([.integer(2), .integer(2)], kind == .stackedBar ? ["0", "1", "2", "3", "4"] : ["0", "1", "2"]),
      ([.number(1, decimals: 0), .integer(0)], ["0", "1"]),
      ([.percent(1, decimals: 0), .percent(0, decimals: 0)], ["0%", "1%"]),
      ([.number(1, decimals: 1), .integer(0)], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([.number(0.1, decimals: 1), .integer(0)], ["0.0", "0.1"]),
      ([.integer(-1), .integer(0)], ["−1", "0"]),
    ]
    for (values, scale) in cases {
      let drawn = try DrawnTable(kind, [("Kayes", values)])
      let numbers = drawn.scale.filter { $0 != "Kayes" }
      #expect(numbers == scale, "\(values)")
    }
  }
}
