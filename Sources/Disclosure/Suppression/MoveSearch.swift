/// Looks for the world in which a small cell reaches the threshold and the least useful figures differ.
struct MoveSearch {
  /// What it costs that a figure differs; nothing if it is hidden already.
  var costs: [Int]
  private(set) var space: AtomSpace
  private let cells: ProtectedCells
  private let neighbours: AtomNeighbours
  private let threshold: Int
  /// How the world that is looked for changes the atoms, so far.
  private var changes: [Int: Int] = [:]
  /// How far each figure moves, while that is added up.
  private var shift: [Int]

  /// Atoms of a cell that people are moved into, at most.
  private static let raisedLimit = 12

  /// As many people as the atoms allow, moved from some atoms into others, at what that costs.
  private struct Move {
    var into: (Int, Int)
    var outOf: (Int, Int)
    var room: Int
    var cost: Int
  }

  init(_ space: AtomSpace, _ index: FigureIndex, _ cells: ProtectedCells, threshold: Int) {
    self.space = space
    self.cells = cells
    self.threshold = threshold
    costs = index.usefulness
    neighbours = AtomNeighbours(space, cells: cells.cells.count)
    shift = [Int](repeating: 0, count: index.counts.count)
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
    while missing > 0 {
      let move = best(for: cell, missing)
      for atom in [move.into.0, move.into.1] { changes[atom, default: 0] += move.room }
      for atom in [move.outOf.0, move.outOf.1] { changes[atom, default: 0] -= move.room }
      changes[AtomSpace.nowhere] = nil
      missing -= move.room
      guard missing > 0 else { break }
      // What differs in this world already costs nothing more.
      for figure in differing().map(Int.init) where costs[figure] > 0 {
        free.append((figure, costs[figure]))
        costs[figure] = 0
      }
    }
    for (figure, cost) in free { costs[figure] = cost }
    return World(changes: changes.filter { $0.value != 0 }, figures: differing())
  }

  private mutating func differing() -> [Int32] {
    var touched: [Int32] = []
    for (atom, change) in changes.sorted(by: { $0.key < $1.key }) {
      for figure in space.members[atom * space.margins..<(atom + 1) * space.margins] where figure != FigureIndex.none {
        shift[Int(figure)] += change
        touched.append(figure)
      }
    }
    var differing: [Int32] = []
    for figure in touched where shift[Int(figure)] != 0 {
      differing.append(figure)
      shift[Int(figure)] = 0
    }
    return differing
  }

  // MARK: - Moves

  /// The move that costs the least for each person moved.
  private mutating func best(for cell: Int, _ missing: Int) -> Move {
    let nowhere = AtomSpace.nowhere
    let raised = raised(in: cell)
    // The cell grows by itself, and every figure that it stands in is hidden.
    var best = Move(
      into: (raised[0], nowhere), outOf: (nowhere, nowhere), room: missing,
      cost: cost(raised[0], nowhere, nowhere, nowhere))
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
    var room = min(missing, room(in: outOf.0))
    if outOf.1 == outOf.0 {
      room = min(room, self.room(in: outOf.0) / 2)
    } else if outOf.1 != AtomSpace.nowhere {
      room = min(room, self.room(in: outOf.1))
    }
    guard room > 0 else { return }
    let cost = cost(into.0, into.1, outOf.0, outOf.1)
    // Compared per person; costs are bounded, but not their products with counts.
    guard Double(cost) * Double(best.room) < Double(best.cost) * Double(room) else { return }
    best = Move(into: into, outOf: outOf, room: room, cost: cost)
  }

  /// What the figures cost that differ if people are moved from `c` and `d` into `a` and `b`.
  private func cost(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int {
    let count = space.margins
    return space.members.withUnsafeBufferPointer { figures in
      costs.withUnsafeBufferPointer { costs in
        var sum = 0
        for margin in 0..<count {
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
        return sum
      }
    }
  }
}
