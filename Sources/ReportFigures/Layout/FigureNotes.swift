/// What must be said under a figure, whatever its kind.
struct FigureNotes {
  private let shown: FigureData
  private let all: FigureData

  /// The notes of what is shown of all rows.
  init(_ shown: FigureData, of all: FigureData) {
    self.shown = shown
    self.all = all
  }

  var common: [String] {
    let phrases = FigurePhrases(language: all.language)
    let cells = shown.rows.flatMap(\.cells)
    var notes: [String] = []
    if shown.rows.count < all.rows.count { notes.append(phrases.firstRows(shown.rows.count, of: all.rows.count)) }
    if cells.contains(where: \.isOfOtherUnit) { notes.append(phrases.otherUnit) }
    if cells.contains(.inTable) { notes.append(phrases.inTable) }
    return notes
  }
}

extension FigureCell {
  var isOfOtherUnit: Bool {
    if case .otherUnit = self { return true }
    return false
  }
}
