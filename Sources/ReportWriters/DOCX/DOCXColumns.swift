import ReportDocument

/// How wide a table's columns are, in twentieths of a point, and how small its letters.
struct DOCXColumns {
  let widths: [Int]
  let density: DOCXStyles.Density

  /// The columns' widths over a line. Letters get a size smaller where words or figures would break otherwise.
  init(_ start: TableStart, _ needs: ColumnNeeds, over width: Int) {
    let usual = DOCXStyles.Density(columns: start.columns.count)
    let fits = TableShape.fits(needs.columns, in: Self.room(start.columns.count, usual, over: width))
    let density = fits ? usual : usual.smaller
    self.density = density
    let room = Self.room(start.columns.count, density, over: width)
    let ems = TableShape(start).widths(needs.columns, over: room)
    widths = Self.whole(ems.map { $0 * density.em + Double(density.margin * 2) }, width)
  }

  /// The ems that a line has for letters.
  private static func room(_ columns: Int, _ density: DOCXStyles.Density, over width: Int) -> Double {
    max(Double(width - columns * density.margin * 2) / density.em, 1)
  }

  /// Whole numbers that together are the line's; the widest column takes what is left over.
  private static func whole(_ exact: [Double], _ width: Int) -> [Int] {
    var widths = exact.map { Int($0) }
    if let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      widths[widest] += width - widths.reduce(0, +)
    }
    return widths
  }
}
