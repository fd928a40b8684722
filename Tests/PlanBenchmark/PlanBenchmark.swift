import Disclosure

/// Measures how long it takes to decide which counts of people may be printed of a programme, and how many are.
///
/// Prints one line for a programme of the sample's size and one for a programme of which more than 50,000 figures are
/// printed, made by chance but the same each time: meetings in regions and quarters at all levels, with people of groups,
/// sexes and ages.
@main
enum PlanBenchmark {
  /// Seconds that a plan of 50,000 printed figures may take.
  static let limit = 5.0

  static func main() {
    print("Deciding which counts of people a programme's reports may print:")
    measure(Programme(meetings: 60, groups: 15, quarters: 9, people: 14))
    let seconds = measure(Programme(meetings: 3_700, groups: 40, quarters: 76, people: 60))
    print(
      "  must not pass \(text(limit)) s for more than 50000 printed figures: \(seconds <= limit ? "it does not" : "IT DOES")"
    )
  }

  @discardableResult
  private static func measure(_ programme: Programme) -> Double {
    let start = ContinuousClock.now
    let plan = SuppressionPlan(programme.cube, margins: programme.margins)
    let elapsed = (ContinuousClock.now - start).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    let large = plan.printed + plan.hiddenLarge
    print(
      "  \(large + plan.small) figures from \(programme.cube.counts.count) cells: \(text(seconds)) s;",
      "\(plan.printed) are printed, \(text(100 * Double(plan.printed) / Double(large))) % of those that are not small")
    return seconds
  }

  private static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + String(hundredths % 100 + 100).dropFirst()
  }
}

/// The people of some meetings, and what reports print of them.
private struct Programme {
  private(set) var cube: CountCube
  let margins: [CountMargin]

  /// The dimensions of the cube, in its order.
  private enum Dimension: Int, CaseIterable { case group, sex, youth, region, level, quarter }

  /// - Parameter people: how many of one sex and group come to a meeting, at most.
  init(meetings: Int, groups: Int, quarters: Int, people: Int) {
    let sizes = [groups, 3, 3, 10, 4, quarters]
    cube = CountCube(sizes: sizes)
    var chance = Chance()
    for _ in 0..<meetings {
      let (region, quarter) = (chance.below(10), chance.below(quarters))
      // Most meetings are public.
      let level = max(0, chance.below(12) - 8)
      for _ in 0..<(2 + chance.below(5)) {
        let group = min(chance.below(groups), chance.below(groups))
        for sex in 0..<2 {
          cube.add([group, sex, chance.below(2), region, level, quarter], count: 1 + chance.below(people))
        }
        // Whose age or sex nobody asked.
        if chance.below(6) == 0 { cube.add([group, 2, 2, region, level, quarter], count: 1 + chance.below(3)) }
      }
    }
    margins = Self.margins(sizes)
  }

  /// Three tables with their totals, at each level, over all days, each year and each quarter.
  private static func margins(_ sizes: [Int]) -> [CountMargin] {
    func component(_ dimension: Dimension, _ groups: (Int) -> Int?) -> CountMargin.Component {
      CountMargin.Component(dimension: dimension.rawValue, groups: (0..<sizes[dimension.rawValue]).map(groups))
    }
    let tables: [[Dimension]] = [[.group, .sex], [.group, .youth], [.region, .sex]]
    let kept = Set(tables.flatMap { [$0, [$0[0]], [$0[1]], []] })
    let periods: [CountMargin.Component?] = [nil, component(.quarter) { $0 / 4 }, component(.quarter) { $0 }]
    return kept.sorted { $0.map(\.rawValue).lexicographicallyPrecedes($1.map(\.rawValue)) }.flatMap { kept in
      (0..<4).flatMap { level in
        periods.map { period in
          let levels = component(.level) { $0 <= level ? 0 : nil }
          let worth = [1_000_000, 2_000, 1_000][kept.count] * (period == nil ? 10 : 1) * (level == 0 ? 10 : 1)
          return CountMargin(
            components: kept.map { component($0) { $0 } } + [levels] + [period].compactMap { $0 }, usefulness: worth)
        }
      }
    }
  }
}

/// Numbers by chance, the same in every run (Marsaglia's xorshift).
private struct Chance {
  private var state: UInt64 = 0x2545_F491_4F6C_DD1D

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
