/// Looks for the world in which a small cell reaches the threshold and the least useful figures differ.
struct MoveSearch {
  /// What it costs that a figure differs; nothing if it is hidden already.
  var costs: [Int]
  private(set) var space: AtomSpace
  private let cells: ProtectedCells
  private let neighbours: AtomNeighbours
  private let threshold: Int
  /// The margins, those first whose figures cost the most to hide: the sum of a bad move grows large soon.
  private let dearestFirst: [Int]
  /// What each figure counts in the world that is looked for, so far.
  private var figures: [Int]
  private let counts: [Int]
  /// How the world that is looked for changes the atoms, so far.
  private var changes: [Int: Int] = [:]
  /// Atoms of a cell that people are moved into, at most.
  private static let raisedLimit = 8

  /// As many people as the atoms allow, moved from some atoms into others, at what that costs.
  private struct Move {
    var into: (Int, Int)
    var outOf: (Int, Int)
    var room: Int
    var cost: Int
  }

  init(
    _ space: AtomSpace, _ index: FigureIndex, _ cells: ProtectedCells, _ margins: [CountMargin], threshold: Int
  ) {
    self.space = space
    dearestFirst = margins.indices.sorted { (-margins[$0].usefulness, $0) < (-margins[$1].usefulness, $1) }
    self.cells = cells
    self.threshold = threshold
    costs = index.usefulness
    neighbours = AtomNeighbours(space, cells: cells.cells.count)
    counts = index.counts
    figures = index.counts
  }

  /// Whether a cell reaches the threshold in a world.
  func raises(_ world: World, _ cell: Int) -> Bool {
    var count = cells.cells[cell].atoms.reduce(0) { $0 + space.counts[$1] }
    for (atom, change) in world.changes where cells.contains(cell, atom, space) { count += change }
    return count >= threshold
  }

  /// A world in which the cell reaches the threshold.
  mutating func world(for cell: Int) -> World {
    changes.removeAll(keepingCapacity: true)
    var missing = threshold - cells.cells[cell].atoms.reduce(0) { $0 + space.counts[$1] }
    var free: [(figure: Int, cost: Int)] = []
    var touched: Set<Int> = []
    while missing > 0 {
      let move = best(for: cell, missing)
      for atom in [move.into.0, move.into.1] { change(atom, by: move.room, &touched) }
      for atom in [move.outOf.0, move.outOf.1] { change(atom, by: -move.room, &touched) }
      missing -= move.room
      // What differs in this world already costs nothing more.
      for figure in touched where figures[figure] != counts[figure] && costs[figure] > 0 {
        free.append((figure, costs[figure]))
        costs[figure] = 0
      }
    }
    for (figure, cost) in free { costs[figure] = cost }
    let differing = touched.filter { figures[$0] != counts[$0] }.sorted()
    for figure in touched { figures[figure] = counts[figure] }
    return World(changes: changes.filter { $0.value != 0 }, figures: differing.map(Int32.init))
  }

  private mutating func change(_ atom: Int, by people: Int, _ touched: inout Set<Int>) {
    guard atom != AtomSpace.nowhere else { return }
    changes[atom, default: 0] += people
    for figure in space.figures(of: atom) where figure != FigureIndex.none {
      figures[Int(figure)] += people
      touched.insert(Int(figure))
    }
  }

  // MARK: - Moves

  /// The move that costs the least for each person moved.
  private mutating func best(for cell: Int, _ missing: Int) -> Move {
    let nowhere = AtomSpace.nowhere
    let raised = raised(in: cell)
    // The cell grows by itself, and every figure that it stands in is hidden.
    var best = Move(
      into: (raised[0], nowhere), outOf: (nowhere, nowhere), room: missing,
      cost: cost(raised[0], nowhere, nowhere, nowhere) ?? .max)
    for atom in raised where best.cost > 0 {
      var donors: [(atom: Int, difference: Int)] = []
      for set in neighbours.sets {
        for donor in neighbours.around(atom, but: set, space).map(Int.init)
        where space.difference(atom, donor) == set && canGive(donor, to: cell) {
          donors.append((donor, set))
          consider((atom, nowhere), (donor, nowhere), missing, &best)
        }
      }
      for donor in donors where best.cost > 0 {
        for set in neighbours.sets where set & donor.difference == set {
          for second in neighbours.alike(atom, in: set, space).map(Int.init)
          where second != atom && canGive(second, to: cell) {
            guard let opposite = space.atom(like: second, but: set, of: donor.atom), opposite != donor.atom
            else { continue }
            consider((atom, opposite), (donor.atom, second), missing, &best)
          }
        }
      }
    }
    return best
  }

  /// The atoms of a cell: those that occur, and those that differ from the first of them in what the cell leaves open.
  private mutating func raised(in cell: Int) -> [Int] {
    let cell = cells.cells[cell]
    var raised = Array(cell.atoms.prefix(Self.raisedLimit))
    for dimension in 0..<space.dimensions where !cell.dimensions.contains(dimension) {
      for value in 0..<space.sizes[dimension] where raised.count < Self.raisedLimit {
        guard let atom = space.atom(like: cell.atoms[0], but: dimension, is: value), !raised.contains(atom)
        else { continue }
        raised.append(atom)
      }
    }
    return raised
  }

  private func canGive(_ atom: Int, to cell: Int) -> Bool { room(in: atom) > 0 && !cells.contains(cell, atom, space) }

  private func room(in atom: Int) -> Int { space.counts[atom] + (changes[atom] ?? 0) }

  private func consider(_ into: (Int, Int), _ outOf: (Int, Int), _ missing: Int, _ best: inout Move) {
    // Compared per person; costs are bounded, but not their products with counts.
    func limit(_ room: Int) -> Double { Double(best.cost) * Double(room) / Double(best.room) }
    guard let cost = cost(into.0, into.1, outOf.0, outOf.1, below: limit(missing)) else { return }
    let room = min(missing, room(into, outOf))
    guard room > 0, Double(cost) < limit(room) else { return }
    best = Move(into: into, outOf: outOf, room: room, cost: cost)
  }

  /// How many people can be moved so that no atom counts fewer than none, and each figure somebody: a reader knows which
  /// figures do, as those that are hidden are marked.
  private func room(_ into: (Int, Int), _ outOf: (Int, Int)) -> Int {
    let (a, b, c, d) = (into.0, into.1, outOf.0, outOf.1)
    var room = room(in: c)
    if d == c { room /= 2 } else if d != AtomSpace.nowhere { room = min(room, self.room(in: d)) }
    for margin in 0..<space.margins {
      func figure(_ atom: Int) -> Int32 { space.members[atom * space.margins + margin] }
      for left in [figure(c), figure(d)] where left != FigureIndex.none {
        let people = [c, d].count { figure($0) == left } - [a, b].count { figure($0) == left }
        if people > 0 { room = min(room, (figures[Int(left)] - 1) / people) }
      }
    }
    return room
  }

  /// What the figures cost that differ if people are moved from `c` and `d` into `a` and `b`; nil if not below a limit.
  private func cost(_ a: Int, _ b: Int, _ c: Int, _ d: Int, below limit: Double = .infinity) -> Int? {
    let count = space.margins
    return space.members.withUnsafeBufferPointer { figures in
      costs.withUnsafeBufferPointer { costs in
        var sum = 0
        for margin in dearestFirst where Double(sum) < limit {
          let (a, b) = (Int(figures[a * count + margin]), Int(figures[b * count + margin]))
          let (c, d) = (Int(figures[c * count + margin]), Int(figures[d * count + margin]))
          // Whoever leaves a figure and enters it again does not change it.
          if a == c {
            if b != d { sum += costs[b] + costs[d] }
          } else if a == d {
            if b != c { sum += costs[b] + costs[c] }
          } else if b == c {
            sum += costs[a] + costs[d]
          } else if b == d {
            sum += costs[a] + costs[c]
          } else {
            sum += costs[a] + (b != a ? costs[b] : 0) + costs[c] + (d != c ? costs[d] : 0)
          }
        }
        return Double(sum) < limit ? sum : nil
      }
    }
  }
}
