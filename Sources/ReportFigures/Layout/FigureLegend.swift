import ReportDocument

/// What colours mean, in a line above a figure.
struct FigureLegend {
  /// One colour's meaning.
  struct Entry {
    let title: FigureText
    /// Draws the sign of the colour in a field of 10 by 8 points, by its upper left corner.
    let symbol: (inout FigureSheet, Double, Double) -> Void
  }

  private static let size = 8.5
  private static let widest = 220.0

  let entries: [Entry]

  /// A square for each column of figures.
  static func squares(_ titles: [FigureText]) -> FigureLegend {
    FigureLegend(
      entries: titles.enumerated().map { index, title in
        Entry(title: title) { sheet, x, y in
          sheet.rectangle(x: x, y: y, width: 9, height: 8, .series(index))
        }
      })
  }

  /// What hatching means.
  static func hidden(in language: DocumentLanguage) -> Entry {
    let title = FigurePhrases(language: language).notPrinted
    return Entry(title: FigureText(title, language: nil, in: language)) { sheet, x, y in
      sheet.hatched(x: x, y: y, width: 10, height: 8)
    }
  }

  /// Puts the legend below what stands already.
  func draw(on sheet: inout FigureSheet, from left: Double = 2) {
    guard !entries.isEmpty else { return }
    var x = left
    var y = sheet.bottom + 3
    for entry in entries {
      let text = LabelLines.fitted(entry.title.text, width: Self.widest, size: Self.size)
      let width = 13 + LabelWidth.of(text, size: Self.size)
      if x > left, x + width > sheet.width {
        x = left
        y += 13
      }
      entry.symbol(&sheet, x, y)
      sheet.text(text, x: x + 13, y: y + 7.5, size: Self.size, language: entry.title.language)
      x += width + 14
    }
    sheet.bottom = y + 14
  }
}
