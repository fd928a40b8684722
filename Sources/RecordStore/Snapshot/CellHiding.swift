import Disclosure

/// Decides which counts of one measure are hidden.
protocol CellHiding {
  /// The cells left out, by reason; totals are not counted.
  var withheld: [WithheldCount] { get }

  /// A count as a reader may see it.
  ///
  /// - Parameter values: the cell's values by dimension; a dimension that is summed over is absent.
  func count(_ count: Int, _ values: [String: String?]) -> SuppressedCount
}
