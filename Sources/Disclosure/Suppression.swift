/// Hides counts of few people, and as many others as it takes that the hidden ones cannot be computed.
///
/// What a reader sees: every count, or that it is hidden. The reader may know the method, that a cell marked small
/// counts 1 to threshold - 1 people, that a cell marked complementary counts at least the threshold, and that a
/// hidden total is not 0. Given all that and the totals printed, every small cell can still have every value from
/// 1 to threshold - 1, a hidden total of few people as many values, and no other hidden count is certain.
///
/// Proof by construction: each hidden count is a corner of a box, two values of every dimension, whose other
/// corners are hidden too and can move with it, totals unchanged, as far as the guarantee asks. The box of a cell
/// and its own totals always can, so a solution always exists; where others are cheaper they are taken, cells
/// before totals, small counts before large ones. A count of 0 is shown: it tells of nobody.
///
/// Tables are protected one by one. A total that is hidden here must not be printed elsewhere.
public struct Suppression: Sendable {
  /// The lowest threshold: below, two members of a group of three could find each other out.
  public static let lowestThreshold = 3
  /// The threshold where nothing else is asked for.
  public static let defaultThreshold = 5

  /// Counts from 1 to one below this are hidden.
  public let threshold: Int

  /// Suppression at a threshold; below ``lowestThreshold``, that one holds.
  public init(threshold: Int = Suppression.defaultThreshold) {
    self.threshold = max(threshold, Self.lowestThreshold)
  }

  /// Hides what must be hidden.
  ///
  /// - Parameter printsTotals: whether totals become known. Say no only if they stand nowhere else either.
  public func apply(to table: CountTable, printsTotals: Bool = true) -> SuppressedTable {
    let extended = ExtendedTable(table)
    var plan = SuppressionPlan(extended, threshold: threshold)
    plan.run(printsTotals: printsTotals)
    return SuppressedTable(
      dimensions: table.dimensions, extended: extended, isHidden: plan.isHidden, threshold: threshold)
  }
}
