/// A random programme of few atoms, and the reports that can be subtracted from one another.
public struct SmallProgramme: Sendable {
  /// Group, sex, age band, level, quarter.
  public static let sizes = [3, 2, 3, 2, 2]
  /// The first two of three age bands are youth.
  public static let youth: [Int?] = [0, 0, 1]

  /// How many people have which values; nobody else is there.
  public let atoms: [(values: [Int], count: Int)]

  /// The programme of a seed.
  public init(seed: UInt64) {
    var random = Dice(seed: seed)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<Int.random(in: 3...7, using: &random) {
      let values = Self.sizes.map { Int.random(in: 0..<$0, using: &random) }
      counts[values] = Int.random(in: 1...9, using: &random)
    }
    atoms = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  // MARK: - Reports

  /// A report's tables: dimensions by place, each with the group that a value counts in.
  public typealias Table = [Int: [Int?]]

  /// Two reports that are harmless alone.
  public enum Pair: CaseIterable, Sendable {
    /// What two of them differ in.
    case levels, periods, formats, filters, hierarchy

    /// Their tables.
    public var tables: [Table] {
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
}
