/// The cells and totals of tables of one shape, worked out once for all of them.
struct TableShape: Sendable {
  /// Values of each dimension.
  let sizes: [Int]
  /// The indices of every cell, in the order of the counts.
  let cells: [[Int?]]
  /// The indices of every total; nil is summed over.
  let totals: [[Int?]]
  /// The cells of each total, as places in ``cells``.
  let members: [[Int]]

  init(_ sizes: [Int]) {
    self.sizes = sizes
    let cells = Self.product(sizes.map { Array(0..<$0) })
    totals = Self.product(sizes.map { Array(0..<$0) + [nil] }).filter { $0.contains(nil) }
    members = totals.map { total in
      cells.indices.filter { place in zip(total, cells[place]).allSatisfy { $0 == nil || $0 == $1 } }
    }
    self.cells = cells
  }

  private static func product(_ lists: [[Int?]]) -> [[Int?]] {
    lists.reduce([[]]) { rows, list in rows.flatMap { row in list.map { row + [$0] } } }
  }
}
