/// Finds which counts to hide.
struct SuppressionPlan {
  private(set) var isHidden: [Bool]
  private let table: ExtendedTable
  private let threshold: Int
  /// Hidden counts whose box has not been looked for yet.
  private var waiting: [Int] = []

  init(_ table: ExtendedTable, threshold: Int) {
    self.table = table
    self.threshold = threshold
    isHidden = [Bool](repeating: false, count: table.counts.count)
  }

  mutating func run(printsTotals: Bool) {
    for node in table.counts.indices {
      if isSmall(node) {
        hide(node)
      } else if !printsTotals, table.isTotal(node) {
        isHidden[node] = table.counts[node] > 0
      }
    }
    // A box found stays one when more is hidden, so each count is looked at once.
    var next = 0
    while next < waiting.count {
      protect(waiting[next])
      next += 1
    }
  }

  private func isSmall(_ node: Int) -> Bool { (1..<threshold).contains(table.counts[node]) }

  private mutating func hide(_ node: Int) {
    isHidden[node] = true
    waiting.append(node)
  }

  private mutating func protect(_ node: Int) {
    var best: (cost: Cost, corners: [Int])?
    table.forEachBox(at: node) { corners in
      var cost = Cost.nothing
      for corner in corners where !isHidden[corner.node] {
        cost.totals += table.totalDimensions(corner.node)
        cost.people += table.counts[corner.node]
      }
      if best.map({ cost < $0.cost }) ?? true, suffices(corners, for: node) {
        best = (cost, corners.map(\.node).filter { !isHidden[$0] })
      }
      return best?.cost != .nothing
    }
    for corner in best?.corners ?? [] { hide(corner) }
  }

  /// What hiding more would take from the reader.
  private struct Cost: Comparable {
    var totals: Int
    var people: Int
    static let nothing = Cost(totals: 0, people: 0)

    static func < (left: Cost, right: Cost) -> Bool {
      (left.totals, left.people) < (right.totals, right.people)
    }
  }

  // MARK: - The guarantee

  /// Whether `node` could move far enough if all corners were hidden.
  private func suffices(_ corners: ArraySlice<(node: Int, sign: Int)>, for node: Int) -> Bool {
    let own = room(of: node)
    var room = own
    for corner in corners {
      guard table.counts[corner.node] > 0 else { return false }
      let range = self.room(of: corner.node)
      room =
        corner.sign > 0
        ? max(room.down, range.down)...min(room.up, range.up)
        : max(room.down, -range.up)...min(room.up, -range.down)
    }
    if isSmall(node) {
      return table.isTotal(node) ? room.count >= threshold - 1 : room == own
    }
    return room.count >= 2
  }

  /// How far a count can move without showing that it is not what it is marked as. Always holds 0.
  private func room(of node: Int) -> ClosedRange<Int> {
    let count = table.counts[node]
    if table.isTotal(node) { return 1 - count...threshold }
    return isSmall(node) ? 1 - count...threshold - 1 - count : threshold - count...threshold
  }
}

extension ClosedRange where Bound == Int {
  fileprivate var down: Int { lowerBound }
  fileprivate var up: Int { upperBound }
}
