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
  /// The values of each atom as one number, which fits: a cube has no more atoms than that.
  private var numbers: [Int]
  /// What a step in each dimension adds to an atom's number.
  private let strides: [Int]
  /// Atoms by their number; ``nowhere`` for those that a figure says to be empty.
  private var known: [Int: Int] = [:]
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
    strides = sizes.indices.map { [sizes] in sizes[($0 + 1)...].reduce(1, *) }
    numbers = [-1]
    for atom in counts.indices.dropFirst() {
      numbers.append(number(of: atom, in: -1))
      known[numbers[atom]] = atom
    }
  }

  /// The figures of an atom, those that it does not stand in included.
  func figures(of atom: Int) -> ArraySlice<Int32> { members[atom * margins..<(atom + 1) * margins] }

  func value(_ atom: Int, _ dimension: Int) -> Int { Int(coordinates[atom * dimensions + dimension]) }

  /// The values of an atom in the dimensions of a set, a bit each, as one number.
  func number(of atom: Int, in set: Int) -> Int {
    (0..<dimensions).reduce(0) { set & 1 << $1 == 0 ? $0 : $0 + value(atom, $1) * strides[$1] }
  }

  /// The dimensions in which two atoms differ, a bit each.
  func difference(_ one: Int, _ other: Int) -> Int {
    (0..<dimensions).reduce(0) { value(one, $1) == value(other, $1) ? $0 : $0 | 1 << $1 }
  }

  /// The atom like `atom`, but with another value in a dimension; nil where there is none.
  mutating func atom(like atom: Int, but dimension: Int, is value: Int) -> Int? {
    self.atom(numbers[atom] + (value - self.value(atom, dimension)) * strides[dimension])
  }

  /// The atom like `atom`, but with the values of `other` in the dimensions of a set; nil where there is none.
  mutating func atom(like atom: Int, but set: Int, of other: Int) -> Int? {
    var number = numbers[atom]
    for dimension in 0..<dimensions where set & 1 << dimension != 0 {
      number += (value(other, dimension) - value(atom, dimension)) * strides[dimension]
    }
    return self.atom(number)
  }

  /// The atom with a number; nil where a figure counts nobody there.
  private mutating func atom(_ number: Int) -> Int? {
    if let atom = known[number] { return atom == Self.nowhere ? nil : atom }
    known[number] = Self.nowhere
    let values = zip(strides, sizes).map { Int32(number / $0 % $1) }
    var figures: [Int32] = []
    for (place, margin) in declared.enumerated() {
      guard let figure = margin.figure(ofValues: values[...]) else {
        figures.append(FigureIndex.none)
        continue
      }
      guard let place = places[place][figure] else { return nil }
      figures.append(place)
    }
    known[number] = counts.count
    counts.append(0)
    numbers.append(number)
    coordinates += values
    members += figures
    return counts.count - 1
  }
}
