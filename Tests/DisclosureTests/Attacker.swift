import Disclosure

/// A reader who knows the method and tries every way to fill the hidden cells of a table.
///
/// Knows: shown counts; that a cell marked small counts 1 to threshold - 1; that one marked complementary counts
/// the threshold or more (up to `ceiling`, which can only make the reader seem cleverer); that a hidden total is
/// not 0. Written without any of the code under test.
struct Attacker {
  let sizes: [Int]
  let threshold: Int
  private var unknowns: [Int] = []
  private var domains: [ClosedRange<Int>] = []
  /// Cells that add up to a total shown: the unknowns among them, and what remains for these.
  private var equations: [(unknowns: [Int], rest: Int)] = []
  private var hiddenTotals: [[Int?]: (unknowns: [Int], known: Int)] = [:]

  init(_ table: SuppressedTable, ceiling: Int) {
    sizes = table.dimensions.map(\.values.count)
    threshold = table.threshold
    let cells = Self.product(sizes.map { Array(0..<$0) })
    for (place, indices) in cells.enumerated() {
      switch table[indices] {
      case .small:
        unknowns.append(place)
        domains.append(1...threshold - 1)
      case .complementary:
        unknowns.append(place)
        domains.append(threshold...ceiling)
      case .shown, .hiddenTotal: break
      }
    }
    let position = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    for total in Self.product(sizes.map { Array(0..<$0) + [nil] }) where total.contains(nil) {
      var members: [Int] = []
      var known = 0
      for (place, indices) in cells.enumerated() {
        guard zip(total, indices).allSatisfy({ $0 == nil || $0 == $1 }) else { continue }
        if let unknown = position[place] {
          members.append(unknown)
        } else {
          known += table[indices].value ?? 0
        }
      }
      if let shown = table[total].value {
        equations.append((members, shown - known))
      } else {
        hiddenTotals[total] = (members, known)
      }
    }
  }

  /// Whether the unknown of a cell may have a value.
  func allows(_ value: Int, cell: Int) -> Bool {
    guard let unknown = unknowns.firstIndex(of: cell), domains[unknown].contains(value) else { return false }
    return isSolvable(with: equations + [([unknown], value)])
  }

  /// Whether a hidden total may have a value.
  func allows(_ value: Int, total: [Int?]) -> Bool {
    guard let parts = hiddenTotals[total], value > 0 else { return false }
    return isSolvable(with: equations + [(parts.unknowns, value - parts.known)])
  }

  private func isSolvable(with equations: [(unknowns: [Int], rest: Int)]) -> Bool {
    var values = [Int?](repeating: nil, count: domains.count)
    return fill(&values, 0, equations)
  }

  private func fill(_ values: inout [Int?], _ next: Int, _ equations: [(unknowns: [Int], rest: Int)]) -> Bool {
    for equation in equations {
      var low = 0
      var high = 0
      for unknown in equation.unknowns {
        low += values[unknown] ?? domains[unknown].lowerBound
        high += values[unknown] ?? domains[unknown].upperBound
      }
      if equation.rest < low || equation.rest > high { return false }
    }
    guard next < values.count else { return true }
    for value in domains[next] {
      values[next] = value
      if fill(&values, next + 1, equations) { return true }
    }
    values[next] = nil
    return false
  }

  static func product<Value>(_ lists: [[Value]]) -> [[Value?]] {
    lists.reduce([[]]) { rows, list in rows.flatMap { row in list.map { row + [$0] } } }
  }

  static func product(_ lists: [[Int?]]) -> [[Int?]] {
    lists.reduce([[]]) { rows, list in rows.flatMap { row in list.map { row + [$0] } } }
  }
}
