import Disclosure
import Testing

/// Every small table of some shapes, and seeded samples of larger ones, against a reader who tries everything.
@Suite struct SuppressionGuaranteeTests {
  @Test(arguments: [3, 5]) func everyTableOfTwoByTwo(threshold: Int) throws {
    try checkAll([2, 2], counts: Array(0...6), threshold)
  }

  @Test(arguments: [3, 5]) func everyTableOfTwoByThree(threshold: Int) throws {
    try checkAll([2, 3], counts: [0, 2, 6], threshold)
  }

  @Test func sampledTablesOfThreeByThree() throws {
    var random = SplitMix(state: 20_230_313)
    let sizes = [3, 3]
    var known: Set<[SuppressedCount]> = []
    for _ in 0..<100 {
      let cells = (0..<9).map { _ in Int(random.next() % 8) }
      try check(sizes, cells, 5, &known)
    }
  }

  @Test func everyRowOfThree() throws { try checkAll([3], counts: Array(0...7), 5) }

  @Test func sampledCubes() throws {
    var random = SplitMix(state: 20_240_510)
    let counts = [0, 2, 6]
    var known: Set<[SuppressedCount]> = []
    for _ in 0..<150 {
      try check([2, 2, 2], (0..<8).map { _ in counts[Int(random.next() % 3)] }, 5, &known)
    }
  }

  private func checkAll(_ sizes: [Int], counts: [Int], _ threshold: Int) throws {
    let size = sizes.reduce(1, *)
    var digits = [Int](repeating: 0, count: size)
    var known: Set<[SuppressedCount]> = []
    while true {
      try check(sizes, digits.map { counts[$0] }, threshold, &known)
      guard let place = digits.lastIndex(where: { $0 < counts.count - 1 }) else { return }
      digits[place] += 1
      for later in place + 1..<size { digits[later] = 0 }
    }
  }

  /// Checks one table; what prints like an earlier one tells the reader nothing new and is only compared with
  /// the true counts.
  private func check(
    _ sizes: [Int], _ cells: [Int], _ threshold: Int, _ known: inout Set<[SuppressedCount]>
  ) throws {
    let dimensions = sizes.enumerated().map { index, size in
      CountTable.Dimension(name: "d\(index)", values: (0..<size).map { "v\($0)" })
    }
    let table = Suppression(threshold: threshold).apply(
      to: try CountTable(dimensions: dimensions, cells: cells))
    let places = Attacker.product(sizes.map { Array(0..<$0) })
    let totals = Attacker.product(sizes.map { Array(0..<$0) + [nil] }).filter { $0.contains(nil) }
    func truth(_ total: [Int?]) -> Int {
      zip(places, cells).reduce(0) { sum, cell in
        zip(total, cell.0).allSatisfy { $0 == nil || $0 == $1 } ? sum + cell.1 : sum
      }
    }
    for (indices, count) in zip(places, cells) {
      let isRight: Bool =
        switch table[indices] {
        case .shown(let shown): shown == count && !(1..<threshold).contains(count)
        case .small: (1..<threshold).contains(count)
        case .complementary: count >= threshold
        case .hiddenTotal: false
        }
      if !isRight { Issue.record("\(sizes) \(cells): cell \(indices) is \(table[indices])") }
    }
    for total in totals {
      let count = truth(total)
      let isRight: Bool =
        switch table[total] {
        case .shown(let shown): shown == count && !(1..<threshold).contains(count)
        case .hiddenTotal: count > 0
        case .small, .complementary: false
        }
      if !isRight { Issue.record("\(sizes) \(cells): total \(total) is \(table[total]), truly \(count)") }
    }
    let signature = places.map { table[$0] } + totals.map { table[$0] }
    guard known.insert(signature).inserted, signature.contains(where: { $0.value == nil }) else { return }
    attack(table, places, totals, cells, truth)
  }

  private func attack(
    _ table: SuppressedTable, _ places: [[Int?]], _ totals: [[Int?]], _ cells: [Int], _ truth: ([Int?]) -> Int
  ) {
    let threshold = table.threshold
    let ceiling = (cells.max() ?? 0) + threshold
    let attacker = Attacker(table, ceiling: ceiling)
    for (place, indices) in places.enumerated() {
      switch table[indices] {
      case .small:
        for value in 1..<threshold where !attacker.allows(value, cell: place) {
          Issue.record("\(cells): cell \(place) cannot be \(value)")
        }
      case .complementary:
        let others = (threshold...ceiling).filter { $0 != cells[place] }
        #expect(others.contains { attacker.allows($0, cell: place) }, "\(cells): cell \(place) is certain")
      case .shown, .hiddenTotal: break
      }
    }
    for total in totals where table[total].value == nil {
      let count = truth(total)
      let near = max(1, count - threshold)...count + threshold
      let possible = near.count { attacker.allows($0, total: total) }
      let needed = count < threshold ? threshold - 1 : 2
      #expect(possible >= needed, "\(cells): total \(total) has only \(possible) possible values")
    }
  }
}

/// A generator of fixed numbers (SplitMix64).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
