/// The sets of few people that figures must not tell to be few: the cells of every margin, within one level, one period
/// and one value of whatever else tells its figures from those of other margins.
struct ProtectedCells {
  /// One cell of 1 to threshold - 1 people.
  struct Cell {
    /// The atoms that occur in it.
    let atoms: [Int]
    /// The dimensions that set it apart.
    let dimensions: [Int]

    fileprivate var order: [Int] { atoms + [.max] + dimensions }
  }

  /// The cells, in the same order always.
  let cells: [Cell]
  /// The part in which each value of each dimension lies; no figure tells the values of one part apart.
  private let parts: [[Int]]

  init(_ space: AtomSpace, sizes: [Int], _ margins: [CountMargin], threshold: Int) {
    let parts = sizes.indices.map { Self.parts($0, sizes[$0], margins) }
    self.parts = parts
    // A small cell of fewer dimensions holds one of more, and a world of that one protects both.
    let told = Set(margins.map { Set($0.components.map(\.dimension)) })
    let finest = told.filter { set in !told.contains { $0.isStrictSuperset(of: set) } }.map { $0.sorted() }
    let small = finest.flatMap { dimensions -> [Cell] in
      let atoms = Dictionary(grouping: space.counts.indices.dropFirst()) { atom in
        dimensions.map { parts[$0][space.value(atom, $0)] }
      }
      // Cells of the same atoms that occur may differ in those that do not, so none stands for the other.
      return atoms.values.filter { $0.reduce(0) { $0 + space.counts[$1] } < threshold }
        .map { Cell(atoms: $0, dimensions: dimensions) }
    }
    // Cells of one group after one another: what is hidden for the first often does for the next.
    cells = small.sorted { $0.order.lexicographicallyPrecedes($1.order) }
  }

  /// One of several orders of the cells: as they are, backwards, and others that look like chance.
  func order(_ number: Int) -> [Int] {
    switch number {
    case 0: Array(cells.indices)
    case 1: cells.indices.reversed()
    default:
      // Knuth's multiplicative hash, of which the upper bits are mixed well.
      cells.indices.map { (place: UInt(bitPattern: ($0 + 1) * number) &* 0x9E37_79B9_7F4A_7C15 >> 16, cell: $0) }
        .sorted { ($0.place, $0.cell) < ($1.place, $1.cell) }.map(\.cell)
    }
  }

  /// Whether an atom, occurring or not, lies in a cell.
  func contains(_ cell: Int, _ atom: Int, _ space: AtomSpace) -> Bool {
    let first = cells[cell].atoms[0]
    return cells[cell].dimensions.allSatisfy { dimension in
      parts[dimension][space.value(first, dimension)] == parts[dimension][space.value(atom, dimension)]
    }
  }

  private static func parts(_ dimension: Int, _ size: Int, _ margins: [CountMargin]) -> [Int] {
    let cuts = Array(Set(margins.flatMap(\.components).filter { $0.dimension == dimension }.map(\.groups)))
    var known: [[Int?]: Int] = [:]
    return (0..<size).map { value in
      // Where nobody was counted, a dimension has no groups.
      let groups = cuts.map { $0.indices.contains(value) ? $0[value] : nil }
      let part = known[groups] ?? known.count
      known[groups] = part
      return part
    }
  }
}
