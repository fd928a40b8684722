import ReportDocument
import Testing

@testable import ReportWriters

@Suite struct TableWidthTests {
  private func shape(_ weights: [Int?], _ kinds: [TableColumn.Kind]) -> (TableShape, TableStart) {
    let columns = zip(weights, kinds).map { TableColumn("Titre", $1, weight: $0) }
    let start = TableStart(identifier: "t", caption: "T", columns: columns)
    return (TableShape(start), start)
  }

  private static let kinds = TableColumn.Kind.allCases

  @Test(
    "Widths fill the room, and give every column its least where all of them fit",
    arguments: DocumentLanguage.allCases, [3.0, 12, 30, 48, 90])
  func fill(language: DocumentLanguage, room: Double) {
    for count in [1, 2, 5, 9, 30] {
      for weights in [[nil], [1], [1, 40], [90, 1, 1]] as [[Int?]] {
        let (shape, start) = shape(
          (0..<count).map { weights[$0 % weights.count] }, (0..<count).map { Self.kinds[$0 % Self.kinds.count] })
        let needs = ColumnNeeds(start, in: language).columns
        let widths = shape.widths(needs, over: room)
        #expect(abs(widths.reduce(0, +) - room) < 0.01)
        #expect(widths.allSatisfy { $0 > 0 })
        guard TableShape.fits(needs, in: room) else { continue }
        #expect(zip(widths, needs).allSatisfy { $0 >= $1.least - 0.001 })
      }
    }
  }

  @Test("Where there is too little room, the longest words give way before figures do")
  func givesWay() {
    let (shape, start) = shape([nil, nil, nil], [.text, .text, .date])
    var needs = ColumnNeeds(start, in: .english)
    needs.note("institutionnalisation", in: 0)
    needs.note("Communautés", in: 1)
    let columns = needs.columns
    let all = columns.reduce(0) { $0 + $1.least }
    let widths = shape.widths(columns, over: all - 2)
    #expect(widths[0] < columns[0].least - 1.9)
    #expect(widths[1] >= columns[1].least - 0.001 && widths[2] >= columns[2].least - 0.001)
    let narrow = shape.widths(columns, over: columns[2].least + 6)
    #expect(narrow[0] >= 2.5 && narrow[2] >= columns[2].least - 0.001)
  }

  @Test("A column's least holds every day of its language, usual figures, and the words of its title")
  func kinds() {
    for language in DocumentLanguage.allCases {
      let columns = Self.kinds.map { TableColumn("Désaccords relevés", $0) }
      let needs = ColumnNeeds(TableStart(identifier: "t", caption: "T", columns: columns), in: language).columns
      for need in needs { #expect(need.least >= LetterWidths.measure("Désaccords").word) }
      for month in 1...12 {
        let iso = "2024-\(month < 10 ? "0" : "")\(month)-26"
        guard let date = DocumentDate(iso: iso), let index = Self.kinds.firstIndex(of: .date) else { continue }
        #expect(needs[index].figure >= LetterWidths.measure(DateText.short(date, in: language)).line)
      }
    }
  }

  @Test(
    "A word ends at spaces and behind hyphens, but not at spaces that hold",
    arguments: [
      ("", ""), ("a bb ccc", "ccc"), ("relais-communautaire", "communautaire"), ("26\u{A0}mai", "26\u{A0}mai"),
      ("un\ndeux", "deux"), ("é", "é"),
    ])
  func words(text: String, longest: String) {
    #expect(LetterWidths.measure(text).word == LetterWidths.measure(longest).line)
  }

  @Test("An address does not widen its column for ever")
  func addresses() {
    let (_, start) = shape([nil], [.text])
    var needs = ColumnNeeds(start, in: .french)
    needs.note("https://exemple.org/" + String(repeating: "x", count: 900), in: 0)
    #expect(needs.columns[0].least < 12 && needs.columns[0].wish < 27)
  }
}
