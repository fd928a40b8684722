/// All atoms that a reader must reckon with: those that occur, and those that no figure says to be empty.
struct AtomSpace {
  /// Stands for no atom; it is in no figure.
  static let nowhere = 0

  /// How many values each dimension has.
  let sizes: [Int]
  /// How many figures an atom has, those that it does not stand in included.
  let margins: Int
  /// How many values an atom has.
  var dimensions: Int { sizes.count }
  /// What each atom counts.
  private(set) var counts: [Int]
  /// The figures of each atom, one atom after the other.
  private(set) var members: [Int32]
  private var coordinates: [Int32]
  private var known: [[Int32]: Int] = [:]
  private let declared: [CountMargin]
  private let places: [[Int: Int32]]

  init(_ cube: CountCube, _ index: FigureIndex, _ margins: [CountMargin]) {
    sizes = cube.sizes
    self.margins = margins.count
    declared = margins
    places = index.places
    coordinates = [Int32](repeating: -1, count: cube.dimensions) + cube.coordinates
    counts = [0] + cube.counts
    members = [Int32](repeating: FigureIndex.none, count: margins.count) + index.members
    for atom in counts.indices.dropFirst() { known[values(of: atom)] = atom }
  }

  /// The figures of an atom, those that it does not stand in included.
  func figures(of atom: Int) -> ArraySlice<Int32> { members[atom * margins..<(atom + 1) * margins] }

  func values(of atom: Int) -> [Int32] { Array(coordinates[atom * dimensions..<(atom + 1) * dimensions]) }

  func value(_ atom: Int, _ dimension: Int) -> Int { Int(coordinates[atom * dimensions + dimension]) }

  /// The dimensions in which two atoms differ, a bit each.
  func difference(_ one: Int, _ other: Int) -> Int {
    (0..<dimensions).reduce(0) { value(one, $1) == value(other, $1) ? $0 : $0 | 1 << $1 }
  }

  /// The atom of the given values; nil where a figure counts nobody there.
  mutating func atom(_ values: [Int32]) -> Int? {
    if let atom = known[values] { return atom == Self.nowhere ? nil : atom }
    known[values] = Self.nowhere
    var figures: [Int32] = []
    for (place, margin) in declared.enumerated() {
      guard let number = margin.figure(ofValues: values[...]) else {
        figures.append(FigureIndex.none)
        continue
      }
      guard let figure = places[place][number] else { return nil }
      figures.append(figure)
    }
    known[values] = counts.count
    counts.append(0)
    coordinates += values
    members += figures
    return counts.count - 1
  }

  /// The atom like `atom`, but with another value in one dimension; nil where there is none.
  mutating func atom(like atom: Int, but dimension: Int, is value: Int) -> Int? {
    var values = values(of: atom)
    values[dimension] = Int32(value)
    return self.atom(values)
  }

  /// The atom like `atom`, but with the values of `other` in the dimensions of a set; nil where there is none.
  mutating func atom(like atom: Int, but set: Int, of other: Int) -> Int? {
    var values = values(of: atom)
    for dimension in 0..<dimensions where set & 1 << dimension != 0 {
      values[dimension] = coordinates[other * dimensions + dimension]
    }
    return self.atom(values)
  }
}
