import ReportDocument
import ReportFigures
import Testing

@Suite("Names") struct NameTests {
  private static let long = "Malian Centre for Inter-party Dialogue and Democracy, with the Netherlands Institute"

  @Test("A long name beside a ring goes on in the next line") func donut() throws {
    let drawn = try DrawnTable(
      .donut, columns: ["Spent"],
      [(Self.long, [.money("420000.00", "EUR")]), ("Others", [.money("282415.60", "EUR")])])
    #expect(!drawn.texts.contains { $0.contains("…") }, "\(drawn.texts)")
    #expect(drawn.texts.joined(separator: " ").contains(Self.long))
    drawn.expectAllInside()
  }

  @Test("A long title in a legend goes on in the next line", arguments: [Figure.Kind.bar, .stackedBar, .line])
  func legend(_ kind: Figure.Kind) throws {
    let title = Self.long + " and the parties of the transition, in the regions"
    let drawn = try DrawnTable(kind, columns: [title, "Men"], [("Kayes", [.integer(4), .integer(5)])])
    #expect(!drawn.texts.contains { $0.contains("…") }, "\(drawn.texts)")
    let places = drawn.labels.filter { $0.size == 8.5 && ($0.text == "Men" || title.contains($0.text)) }.map(\.position)
    #expect(Set(places.map(\.y)).count == places.count, "\(places)")
    drawn.expectAllInside()
  }

  @Test("Long titles of many columns stand below a map of shades as they are") func key() throws {
    let columns = (1...20).map { "Recommendation number \($0) of the regional roundtables on the control of defence" }
    let drawn = try DrawnTable(.heatMap, columns: columns, [("Kayes", (0..<20).map { .integer($0) })])
    for column in columns { #expect(drawn.texts.contains { $0.hasSuffix(column) }, "\(column)") }
    drawn.expectAllInside()
  }

  @Test("As many names as a page holds") func many() throws {
    let rows = (1...120).map { ("\($0) " + Self.long, [InlineValue.integer($0)]) }
    let drawn = try DrawnTable(.donut, columns: ["Spent"], rows)
    #expect(drawn.drawing.height <= 720)
    drawn.expectAllInside()
  }
}
