/// A table with its totals as further values: in each dimension, the last index stands for the total.
struct ExtendedTable {
  /// Values of each dimension, the total included.
  let sizes: [Int]
  /// Every count, the last dimension running fastest.
  let counts: [Int]
  private let strides: [Int]

  init(_ table: CountTable) {
    let inner = table.dimensions.map(\.values.count)
    sizes = inner.map { $0 + 1 }
    var strides = [Int](repeating: 1, count: sizes.count)
    for index in strides.indices.dropLast().reversed() {
      strides[index] = strides[index + 1] * sizes[index + 1]
    }
    self.strides = strides
    var counts = [Int](repeating: 0, count: sizes.reduce(1, *))
    var source = 0
    for node in counts.indices where !Self.isTotal(node, sizes, strides) {
      counts[node] = table.cells[source]
      source += 1
    }
    for (dimension, stride) in strides.enumerated() {
      for node in counts.indices {
        let index = node / stride % sizes[dimension]
        guard index < sizes[dimension] - 1 else { continue }
        counts[node + (sizes[dimension] - 1 - index) * stride] += counts[node]
      }
    }
    self.counts = counts
  }

  /// The node of the given indices; nil stands for the total, and for an index that there is not.
  func node(_ indices: [Int?]) -> Int? {
    guard indices.count == sizes.count else { return nil }
    var node = 0
    for (dimension, index) in indices.enumerated() {
      let total = sizes[dimension] - 1
      guard (0...total).contains(index ?? total) else { return nil }
      node += (index ?? total) * strides[dimension]
    }
    return node
  }

  /// Whether a node is a total of other nodes.
  func isTotal(_ node: Int) -> Bool { Self.isTotal(node, sizes, strides) }

  /// In how many dimensions a node is a total.
  func totalDimensions(_ node: Int) -> Int {
    sizes.indices.count { node / strides[$0] % sizes[$0] == sizes[$0] - 1 }
  }

  private static func isTotal(_ node: Int, _ sizes: [Int], _ strides: [Int]) -> Bool {
    sizes.indices.contains { node / strides[$0] % sizes[$0] == sizes[$0] - 1 }
  }

  /// The corners of every box of which `node` is one, each box with `node` left out.
  ///
  /// A box takes two values of each dimension. Moving `node` by some amount and every other corner by that
  /// amount, with the sign given, leaves all totals right. `body` says whether to go on.
  func forEachBox(at node: Int, _ body: (ArraySlice<(node: Int, sign: Int)>) -> Bool) {
    _ = extendBox([(node, 1)], dimension: 0, body)
  }

  private func extendBox(
    _ corners: [(node: Int, sign: Int)], dimension: Int,
    _ body: (ArraySlice<(node: Int, sign: Int)>) -> Bool
  ) -> Bool {
    guard dimension < sizes.count else { return body(corners.dropFirst()) }
    let stride = strides[dimension]
    let total = sizes[dimension] - 1
    let index = corners[0].node / stride % sizes[dimension]
    var box = corners
    for other in 0...total where other != index {
      // A total moves with its part; two parts of one total move against each other.
      let sign = index == total || other == total ? 1 : -1
      box.removeLast(box.count - corners.count)
      for corner in corners { box.append((corner.node + (other - index) * stride, corner.sign * sign)) }
      guard extendBox(box, dimension: dimension + 1, body) else { return false }
    }
    return true
  }
}
