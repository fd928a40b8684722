/// One count as a reader may see it.
public enum SuppressedCount: Sendable, Hashable {
  /// The count itself.
  case shown(Int)
  /// Hidden: 1 to threshold - 1 people.
  case small
  /// Hidden, because a small count could be computed from it.
  case complementary
  /// A total that is hidden, for either reason; which one is not told.
  case hiddenTotal

  /// The count, if it is shown.
  public var value: Int? {
    guard case .shown(let count) = self else { return nil }
    return count
  }
}

/// A table of counts of which some are hidden.
public struct SuppressedTable: Sendable {
  /// The dimensions, as in the table that it was made of.
  public let dimensions: [CountTable.Dimension]
  /// The threshold that small counts lie below.
  public let threshold: Int
  private let extended: ExtendedTable
  private let isHidden: [Bool]

  init(dimensions: [CountTable.Dimension], extended: ExtendedTable, isHidden: [Bool], threshold: Int) {
    self.dimensions = dimensions
    self.extended = extended
    self.isHidden = isHidden
    self.threshold = threshold
  }

  /// The count at the given indices, one for each dimension; nil stands for the total over it.
  ///
  /// Indices that the table does not have give ``SuppressedCount/hiddenTotal``.
  public subscript(_ indices: [Int?]) -> SuppressedCount {
    guard let node = extended.node(indices) else { return .hiddenTotal }
    let count = extended.counts[node]
    guard isHidden[node] else { return .shown(count) }
    if extended.isTotal(node) { return .hiddenTotal }
    return count < threshold ? .small : .complementary
  }

  /// The cells left out, by reason; totals are not counted.
  public var withheld: [WithheldCount] {
    var tally = WithheldTally()
    for node in isHidden.indices where isHidden[node] && !extended.isTotal(node) {
      tally.add(extended.counts[node] < threshold ? .smallCell : .complementaryCell)
    }
    return tally.withheld
  }
}
