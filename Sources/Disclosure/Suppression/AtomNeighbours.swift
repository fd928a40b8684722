/// Atoms that occur, by the values that they share with another, the largest first.
struct AtomNeighbours {
  /// Atoms looked at in each list, by how many cells look for some: few programmes have many, and must not take long.
  private static let looked = 4...64
  /// Atoms looked at in one list for all cells together.
  private static let lookedForAll = 20_000

  /// Programmes of so few atoms are searched along any number of dimensions: worlds that differ in more of them at once
  /// often hide less.
  private static let fewAtoms = 64

  /// The sets of dimensions along which people are moved, a bit each: of one and of two, or all where there are few atoms.
  let sets: [Int]
  private let all: Int
  private let looked: Int
  private var lines: [Line: [Int32]] = [:]

  /// What some atoms share: the dimensions, a bit each, and the values as one number.
  private struct Line: Hashable {
    let dimensions: Int
    let values: Int

    init(_ atom: Int, in set: Int, _ space: AtomSpace) {
      dimensions = set
      values = space.number(of: atom, in: set)
    }
  }

  init(_ space: AtomSpace, cells: Int) {
    looked = min(max(Self.lookedForAll / max(cells, 1), Self.looked.lowerBound), Self.looked.upperBound)
    all = (1 << space.dimensions) - 1
    sets =
      space.counts.count - 1 <= Self.fewAtoms
      ? Array(1...max(all, 1))
      : (0..<space.dimensions).flatMap { one in (one..<space.dimensions).map { 1 << one | 1 << $0 } }
    let bySize = space.counts.indices.dropFirst().sorted {
      (-space.counts[$0], $0) < (-space.counts[$1], $1)
    }
    let shared = Set(sets + sets.map { [all] in all - $0 })
    for atom in bySize {
      for set in shared { lines[Line(atom, in: set, space), default: []].append(Int32(atom)) }
    }
  }

  /// Atoms that agree with `atom` in the dimensions of a set.
  func alike(_ atom: Int, in set: Int, _ space: AtomSpace) -> ArraySlice<Int32> {
    (lines[Line(atom, in: set, space)] ?? []).prefix(looked)
  }

  /// Atoms that agree with `atom` in all dimensions but those of a set.
  func around(_ atom: Int, but set: Int, _ space: AtomSpace) -> ArraySlice<Int32> {
    alike(atom, in: all - set, space)
  }
}
