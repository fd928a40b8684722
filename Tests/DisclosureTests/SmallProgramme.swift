import Disclosure

/// A random programme of few atoms, and the reports that can be subtracted from one another.
struct SmallProgramme {
  /// Group, sex, age band, level, quarter.
  static let sizes = [3, 2, 3, 2, 2]
  /// The first two of three age bands are youth.
  static let youth = [0, 0, 1]

  let atoms: [(values: [Int], count: Int)]

  init(seed: UInt64) {
    var random = SplitMix(state: seed)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<Int.random(in: 3...7, using: &random) {
      let values = Self.sizes.map { Int.random(in: 0..<$0, using: &random) }
      counts[values] = Int.random(in: 1...9, using: &random)
    }
    atoms = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  var cube: CountCube {
    var cube = CountCube(sizes: Self.sizes)
    for atom in atoms { cube.add(atom.values, count: atom.count) }
    return cube
  }

  // MARK: - Reports

  /// A report's tables: dimensions by place, each with the group that a value counts in.
  typealias Table = [Int: [Int?]]

  /// Two reports that are harmless alone.
  enum Pair: CaseIterable {
    case levels, periods, formats, filters, hierarchy

    var tables: [Table] {
      let (group, sex, age): ([Int?], [Int?], [Int?]) = ([0, 1, 2], [0, 1], [0, 1, 2])
      switch self {
      case .levels: return [[0: group, 3: [0, nil]], [0: group, 3: [0, 0]]]
      case .periods: return [[0: group, 4: [0, nil]], [0: group]]
      case .formats: return [[:], [0: group], [1: sex], [0: group, 1: sex]]
      case .filters: return [[1: sex, 0: [0, 0, nil]], [1: sex, 0: [0, nil, nil]]]
      case .hierarchy: return [[2: age], [2: SmallProgramme.youth]]
      }
    }
  }

  static func margin(_ table: Table) -> CountMargin {
    CountMargin(
      components: table.sorted { $0.key < $1.key }.map { CountMargin.Component(dimension: $0.key, groups: $0.value) },
      usefulness: [1000, 100, 10, 1][min(table.count, 3)])
  }
}
