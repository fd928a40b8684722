import ReportDocument
import ReportFigures
import Testing

/// A figure of a small table, and what is seen on it.
struct DrawnTable {
  let drawing: Drawing

  /// The figure of a table whose first column names the rows.
  init(
    _ kind: Figure.Kind, columns: [String] = ["Women", "Men"], _ rows: [(String, [InlineValue])],
    in language: DocumentLanguage = .english
  ) throws {
    let figures = rows.first?.1.count ?? 0
    let start = TableStart(
      identifier: "t", caption: "T",
      columns: [TableColumn("Place")] + columns.prefix(figures).map { TableColumn(TitleText($0), .number) },
      figure: Figure(kind, alternative: "A figure"))
    var table = try #require(FigureTable(start))
    for (name, values) in rows { table.append(TableRow([.text(name)] + values)) }
    drawing = try #require(table.drawing(in: language))
  }

  var labels: [Drawing.Label] {
    drawing.shapes.compactMap { shape in
      guard case .text(let label) = shape else { return nil }
      return label
    }
  }

  var texts: [String] { labels.map(\.text) }

  /// The numbers below or beside a scale.
  var scale: [String] { labels.filter { $0.ink == .muted && $0.size == 7.5 }.map(\.text) }

  /// The lengths of bars in a column's colour, without the squares of a legend.
  func lengths(_ column: Int) -> [Double] {
    drawing.shapes.compactMap { shape in
      guard case .rectangle(let rectangle, .series(column)) = shape, rectangle.height > 8.5 else { return nil }
      return rectangle.width
    }
  }

  /// No text reaches over the drawing's edges.
  func expectAllInside(_ location: SourceLocation = #_sourceLocation) {
    for label in labels {
      let width = LabelWidth.of(label.text, size: label.size, isBold: label.isBold)
      let start =
        switch label.anchor {
        case .start: label.position.x
        case .middle: label.position.x - width / 2
        case .end: label.position.x - width
        }
      #expect(start >= -0.5 && start + width <= drawing.width + 0.5, "\(label.text)", sourceLocation: location)
    }
  }
}
