import ReportDocument
import ReportFigures
import Testing

@Suite("Results against their targets") struct ProgressTests {
  private struct Case {
    let values: [InlineValue]
    /// What is written beside the bar, in English and in French.
    let texts: (String, String)
    /// How long the bar is, in targets; none for nothing that looks like one.
    let bar: Double?
  }

  private static let cases = [
    Case(values: [.integer(20), .integer(40)], texts: ("20 of 40", "20 sur 40"), bar: 0.5),
    Case(values: [.integer(40), .integer(40)], texts: ("40 of 40", "40 sur 40"), bar: 1),
    Case(
      values: [.undisclosed, .integer(40)],
      texts: ("Withheld; target: 40", "Non communiqué\u{202F}; cible\u{A0}: 40"), bar: nil),
    Case(values: [.withheld, .integer(40)], texts: ("[c]; target: 40", "[s]\u{202F}; cible\u{A0}: 40"), bar: nil),
    Case(
      values: [.integer(20), .undisclosed],
      texts: ("20; target: Withheld", "20\u{202F}; cible\u{A0}: Non communiqué"), bar: nil),
  ]

  @Test("Where one of the two is hidden, nothing reaches to the target", arguments: DocumentLanguage.allCases)
  func hidden(_ language: DocumentLanguage) throws {
    for row in Self.cases {
      // The other row gives the figure its scale and cannot be taken for the first.
      let drawn = try DrawnTable(
        .progress, columns: ["Reached", "Target"], [("A", row.values), ("B", [.integer(0), .integer(7)])], in: language)
      let joined = drawn.texts.joined(separator: " ")
      #expect(joined.contains(language == .french ? row.texts.1 : row.texts.0), "\(joined)")
      let whole = (Drawing.standardWidth - 152) / 1.5
      let bars = drawn.lengths(0).filter { $0 > 0 }
      #expect(bars.count == (row.bar == nil ? 0 : 1))
      if let bar = row.bar { #expect(abs((bars.first ?? 0) - bar * whole) < 0.01) }
      #expect(Self.outlines(drawn).count { abs($0 - whole) < 0.01 } == (row.bar == nil ? 1 : 2), "\(row.values)")
      drawn.expectAllInside()
    }
  }

  /// How wide what is drawn by lines is: tracks and the squares of what is hidden.
  private static func outlines(_ drawn: DrawnTable) -> [Double] {
    drawn.drawing.shapes.compactMap { shape in
      guard case .path(let path, nil, _) = shape, path.steps.last == .close else { return nil }
      let places = path.steps.compactMap { step -> Double? in
        switch step {
        case .move(let point), .line(let point): point.x
        case .curve(_, _, let point): point.x
        case .close: nil
        }
      }
      return (places.max() ?? 0) - (places.min() ?? 0)
    }
  }
}
