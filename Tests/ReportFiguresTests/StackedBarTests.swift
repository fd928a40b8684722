import ReportDocument
import ReportFigures
import Testing

@Suite("Bars of pieces") struct StackedBarTests {
  private static let columns = ["Women", "Men", "Not stated"]

  @Test("One long bar takes no other bar's figures away: they stand behind it") func shortPieces() throws {
    let rows: [(String, [InlineValue])] = [
      ("National", [.integer(0), .integer(0), .integer(1_240)]),
      ("Kayes", [.integer(43), .integer(5), .integer(0)]),
      ("Bamako", [.integer(90), .withheld, .integer(2)]),
    ]
    let drawn = try DrawnTable(.stackedBar, columns: Self.columns, rows)
    for text in ["1,240", "43", "5", "90", "2", "[c]"] {
      #expect(drawn.labels.count { $0.text == text } == 1, "\(text): \(drawn.texts)")
    }
    #expect(drawn.texts.joined(separator: " ").contains("too short to hold them"))
    drawn.expectAllInside()
  }

  @Test("Nothing is said of figures behind bars where there are none") func longPieces() throws {
    let drawn = try DrawnTable(.stackedBar, [("Kayes", [.integer(43), .integer(52)])])
    #expect(!drawn.texts.joined(separator: " ").contains("too short"))
  }

  @Test("What has no room behind a bar is read in the table") func tooMany() throws {
    let columns = (0..<8).map { "Column \($0)" }
    let small = (0..<8).map { InlineValue.money("\(1_000 + $0).25", "USD") }
    let rows: [(String, [InlineValue])] = [
      ("Much", [.money("90000000.00", "USD")] + small.dropFirst()), ("Little", small),
    ]
    let drawn = try DrawnTable(.stackedBar, columns: columns, rows)
    #expect(!drawn.texts.contains { $0.contains("1,003.25") })
    drawn.expectAllInside()
  }
}
