/// Parallel lines at 45 degrees within closed outlines, for programs that know no patterns.
enum Hatching {
  /// The lines, each from one edge to the next.
  static func lines(within outlines: [[Drawing.Point]], distance: Double) -> [Drawing.Path.Step] {
    // Along such a line, x + y is the same everywhere.
    let sums = outlines.joined().map { $0.x + $0.y }
    guard let least = sums.min(), let most = sums.max() else { return [] }
    let spacing = distance * 2.0.squareRoot()
    var steps: [Drawing.Path.Step] = []
    // Lines of neighbouring fields lie on one grid, and none begins in a corner by itself.
    var sum = (least / spacing).rounded(.down) * spacing + spacing / 2
    while sum < most {
      let crossings = outlines.flatMap { self.crossings(of: $0, sum: sum) }.sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let start = crossings[pair]
        let end = crossings[pair + 1]
        steps.append(.move(Drawing.Point(start, sum - start)))
        steps.append(.line(Drawing.Point(end, sum - end)))
      }
      sum += spacing
    }
    return steps
  }

  /// From the left, where the line crosses an outline.
  private static func crossings(of outline: [Drawing.Point], sum: Double) -> [Double] {
    var crossings: [Double] = []
    for (index, start) in outline.enumerated() {
      let end = outline[(index + 1) % outline.count]
      let before = start.x + start.y - sum
      let after = end.x + end.y - sum
      guard (before < 0) != (after < 0) else { continue }
      crossings.append(start.x + (end.x - start.x) * before / (before - after))
    }
    return crossings
  }
}
