import ReportDocument

/// What colours mean, in lines above a figure. A title that is wider than the figure goes on below itself: a name that is
/// cut is none.
struct FigureLegend {
  /// One colour's meaning.
  struct Entry {
    let title: FigureText
    /// Draws the sign of the colour in a field of 10 by 8 points, by its upper left corner.
    let symbol: (inout FigureSheet, Double, Double) -> Void
  }

  private static let size = 8.5
  private static let lineHeight = 10.5

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
      let lines = LabelLines.wrapped(entry.title.text, width: sheet.width - left - 13, size: Self.size, limit: 3)
      let width = 13 + (lines.map { LabelWidth.of($0, size: Self.size) }.max() ?? 0)
      if x > left, x + width > sheet.width {
        x = left
        y += 13
      }
      entry.symbol(&sheet, x, y)
      for (index, line) in lines.enumerated() {
        let base = y + 7.5 + Double(index) * Self.lineHeight
        sheet.text(line, x: x + 13, y: base, size: Self.size, language: entry.title.language)
      }
      // What stands on several lines fills them.
      y += Double(max(0, lines.count - 1)) * Self.lineHeight
      x = lines.count > 1 ? sheet.width : x + width + 14
    }
    sheet.bottom = y + 14
  }
}
