/// Atoms that people can be moved from into another, the most similar first.
struct AtomNeighbours {
  /// An atom, and the one dimension in which it differs; nil where it differs in several.
  typealias Neighbour = (atom: Int, dimension: Int?)

  /// Atoms looked at in each dimension: the search is bounded, and larger ones can give more.
  private static let perDimension = 8

  private let cube: CountCube
  /// Atoms that agree in all dimensions but one, the largest first, by that dimension and what they agree in.
  private var lines: [[[Int32]: [Int]]]
  private let largest: [Int]

  init(_ cube: CountCube) {
    self.cube = cube
    lines = (0..<cube.dimensions).map { _ in [:] }
    let bySize = cube.counts.indices.sorted { (-cube.counts[$0], $0) < (-cube.counts[$1], $1) }
    largest = Array(bySize.prefix(Self.perDimension))
    for atom in bySize {
      for dimension in 0..<cube.dimensions {
        let line = Self.line(atom, dimension, cube)
        lines[dimension][line, default: []].append(atom)
      }
    }
  }

  func around(_ atom: Int) -> [Neighbour] {
    var found: [Neighbour] = []
    for dimension in 0..<cube.dimensions {
      let line = lines[dimension][Self.line(atom, dimension, cube)] ?? []
      for other in line.prefix(Self.perDimension + 1) where other != atom { found.append((other, dimension)) }
    }
    for other in largest where other != atom { found.append((other, nil)) }
    return found
  }

  private static func line(_ atom: Int, _ dimension: Int, _ cube: CountCube) -> [Int32] {
    var line = Array(cube.coordinates[atom * cube.dimensions..<(atom + 1) * cube.dimensions])
    line[dimension] = -1
    return line
  }
}
