/// What somebody sees who is given some tables of a small programme, in places that they can tell apart.
///
/// Written without any of the code under test.
public struct Reader {
  /// A sum that a table gives: the table's place, the groups in it, the places that it counts, and the people there.
  public typealias Figure = (table: Int, groups: [Int], places: [Int], sum: Int)

  /// How many places there are that nobody says to be empty.
  public let places: Int
  /// All figures that count somebody.
  public let figures: [Figure]
  /// Cells of some table within one level, one period, one value of each of its conditions: their places and people.
  public let cells: [(places: [Int], sum: Int)]

  /// What a programme's tables give.
  public init(_ programme: SmallProgramme, _ tables: [SmallProgramme.Table]) {
    let all = Self.places(of: tables)
    func people(_ isIn: ([Int]) -> Bool) -> Int {
      programme.atoms.filter { isIn($0.values) }.reduce(0) { $0 + $1.count }
    }
    func groups(_ values: [Int], in table: SmallProgramme.Table) -> [Int]? {
      let groups = table.sorted { $0.key < $1.key }.map { $0.value[values[$0.key]] }
      return groups.contains(nil) ? nil : groups.compactMap { $0 }
    }
    // A figure that counts nobody is printed, and tells that its places are empty.
    let open = all.filter { values in
      tables.allSatisfy { table in
        guard let own = groups(values, in: table) else { return true }
        return people { groups($0, in: table) == own } > 0
      }
    }
    places = open.count
    figures = tables.enumerated().flatMap { number, table in
      Set(open.compactMap { groups($0, in: table) }).sorted { $0.lexicographicallyPrecedes($1) }.map { own in
        (
          number, own, open.indices.filter { groups(open[$0], in: table) == own },
          people { groups($0, in: table) == own }
        )
      }
    }
    let parts = (0..<SmallProgramme.sizes.count).map { dimension in Self.part(dimension, tables) }
    cells = Set(tables.map { $0.keys.sorted() }).flatMap { dimensions in
      let cells = Dictionary(grouping: open.indices) { place in dimensions.map { parts[$0](open[place][$0]) } }
      return cells.map { own, places in
        (places, people { values in dimensions.map { parts[$0](values[$0]) } == own })
      }
    }
  }

  /// The lowest value of those that no table tells from the given one.
  private static func part(_ dimension: Int, _ tables: [SmallProgramme.Table]) -> (Int) -> Int {
    let cuts = tables.compactMap { $0[dimension] }
    return { value in (0...value).first { other in cuts.allSatisfy { $0[other] == $0[value] } } ?? value }
  }

  /// One combination of values for each that the tables can tell apart.
  private static func places(of tables: [SmallProgramme.Table]) -> [[Int]] {
    SmallProgramme.sizes.enumerated().reduce([[]]) { combinations, dimension in
      let part = part(dimension.offset, tables)
      let values = (0..<dimension.element).filter { part($0) == $0 }
      return combinations.flatMap { combination in values.map { combination + [$0] } }
    }
  }

  /// Above, trying everything takes too long, and only bounds are looked at.
  private static let tried = 10

  /// The small cells that the figures which are printed tell to be small.
  public func told(threshold: Int, prints: (Figure) -> Bool) -> [Int] {
    let printed = figures.filter(prints).map { (atoms: $0.places, sum: $0.sum) }
    let hidden = figures.filter { !prints($0) }.map(\.places)
    let attacker = Attacker(atoms: places, figures: printed, occurring: hidden, ceiling: threshold + 9)
    return cells.indices.filter { (1..<threshold).contains(cells[$0].sum) }
      .filter { cell in
        let set = cells[cell].places
        return places > Self.tried
          ? !attacker.boundsAllow(atLeast: threshold, in: set) : !attacker.allows(atLeast: threshold, in: set)
      }
  }

  /// Whether a printed figure less another that is a part of it is a small count.
  public func subtracts(threshold: Int, prints: (Figure) -> Bool) -> Bool {
    let printed = figures.filter(prints)
    return printed.contains { whole in
      printed.contains { part in
        (1..<threshold).contains(whole.sum - part.sum) && Set(part.places).isSubset(of: whole.places)
      }
    }
  }
}
