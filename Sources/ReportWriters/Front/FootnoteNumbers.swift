import ReportDocument

/// Numbers notes at the foot in the order in which their marks are spelled, and keeps them until they are due.
/// ``DocumentLimits/footnotes`` bounds them. A class, since marks are spelled deep within lines that only read.
final class FootnoteNumbers {
  private var count = 0
  private var waiting: [NumberedFootnote] = []

  /// The number of the next note.
  func number(_ text: RichText) -> Int {
    count += 1
    waiting.append(NumberedFootnote(number: count, text: text))
    return count
  }

  /// The notes that wait; from then on none does.
  func take() -> [NumberedFootnote] {
    defer { waiting = [] }
    return waiting
  }
}
