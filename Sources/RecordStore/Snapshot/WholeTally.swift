import Disclosure
import Records

/// The counts of one measure that do not add up, such as different people, of whom one may stand in several cells.
///
/// A hidden cell then lies between bounds that no table of sums describes. So if any cell or margin is too small to be
/// shown, here or in another table of the same people, none is: only how many there are in all. The same holds if a cell
/// counts almost all: what is left is how many stand in other cells alone.
struct WholeTally: CellHiding {
  private let hidesGroups: Bool
  private let threshold: SuppressionThreshold

  init(_ tally: Tally, _ measure: RecordMeasure, beside linked: [Tally], threshold: SuppressionThreshold) {
    self.threshold = threshold
    hidesGroups = ([tally] + linked).contains { Self.hasSmallGroup($0, measure, threshold) }
  }

  func count(_ count: Int, _ values: [String: String?]) -> SuppressedCount {
    // Below a higher threshold, the mark would tell which of the counts that the standard one hides are not small.
    if threshold.hides(count) { return values.isEmpty || threshold == .standard ? .small : .hidden }
    return hidesGroups && !values.isEmpty ? .hidden : .shown(count)
  }

  private static func hasSmallGroup(
    _ tally: Tally, _ measure: RecordMeasure, _ threshold: SuppressionThreshold
  ) -> Bool {
    let whole = counts(tally.whole.map { [$0] } ?? [], of: measure, in: tally).first
    return tally.groupings.contains { kept, cells in
      !kept.isEmpty
        && counts(cells, of: measure, in: tally).contains { count in
          threshold.hides(count) || whole.map { threshold.hides($0 - count) } ?? false
        }
    }
  }

  private static func counts(_ cells: [Tally.Cell], of measure: RecordMeasure, in tally: Tally) -> [Int] {
    guard let index = tally.measures.firstIndex(of: measure) else { return [] }
    return cells.map { $0.measures[index] }
  }
}
