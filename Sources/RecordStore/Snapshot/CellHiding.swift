import Disclosure

/// Decides which counts of one measure are hidden.
protocol CellHiding {
  /// A count as a reader may see it.
  ///
  /// - Parameter values: the cell's values by dimension; a dimension that is summed over is absent.
  func count(_ count: Int, _ values: [String: String?]) -> SuppressedCount
}
