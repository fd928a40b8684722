/// Looks for the world of every small atom that hides the least.
struct WorldSearch {
  /// The figures that differ in some world.
  private(set) var isHidden: [Bool]
  private let cube: CountCube
  private let index: FigureIndex
  let threshold: Int
  private let neighbours: AtomNeighbours
  /// People taken out of atoms in the world that is looked for.
  private var taken: [Int: Int] = [:]
  /// How far each figure moves, while a move is looked at.
  private var shift: [Int32]

  /// A move of as many people as its atoms allow, at what it costs.
  private struct Move {
    var parts: [(atom: Int, sign: Int32)]
    var room: Int
    var cost: Int
  }

  init(_ cube: CountCube, _ index: FigureIndex, threshold: Int) {
    self.cube = cube
    self.index = index
    self.threshold = threshold
    isHidden = [Bool](repeating: false, count: index.counts.count)
    shift = [Int32](repeating: 0, count: index.counts.count)
    neighbours = AtomNeighbours(cube)
  }

  mutating func run() {
    // A figure that is small itself is hidden in any case; known at once, it makes the moves through it free.
    for (figure, count) in index.counts.enumerated() where count < threshold { isHidden[figure] = true }
    for atom in cube.counts.indices where cube.counts[atom] < threshold { protect(atom) }
  }

  private mutating func protect(_ atom: Int) {
    taken.removeAll(keepingCapacity: true)
    var missing = threshold - cube.counts[atom]
    while missing > 0 {
      let move = best(for: atom, missing)
      hide(move)
      for part in move.parts where part.sign < 0 { taken[part.atom, default: 0] += min(move.room, missing) }
      missing -= move.room
    }
  }

  /// The move that costs the least for each person moved.
  private mutating func best(for atom: Int, _ missing: Int) -> Move {
    let alone = [(atom: atom, sign: 1 as Int32)]
    var best = Move(parts: alone, room: missing, cost: cost(of: alone))
    guard best.cost > 0 else { return best }
    let donors = neighbours.around(atom).filter { room(in: $0.atom) > 0 }
    func isBetter(_ room: Int, _ cost: Int) -> Bool { cost * best.room < best.cost * room }
    for donor in donors {
      let parts = alone + [(donor.atom, -1)]
      let (room, cost) = (min(room(in: donor.atom), missing), cost(of: parts))
      if isBetter(room, cost) { best = Move(parts: parts, room: room, cost: cost) }
      if best.cost == 0 { return best }
    }
    for first in donors {
      guard let dimension = first.dimension else { continue }
      for second in donors where (second.dimension ?? dimension) != dimension {
        let value = cube.value(first.atom, dimension)
        guard let opposite = cube.atom(like: second.atom, but: dimension, is: value) else { continue }
        let parts = alone + [(first.atom, -1), (second.atom, -1), (opposite, 1)]
        let room = min(room(in: first.atom), room(in: second.atom), missing)
        let cost = cost(of: parts)
        if isBetter(room, cost) { best = Move(parts: parts, room: room, cost: cost) }
        if best.cost == 0 { return best }
      }
    }
    return best
  }

  /// How many more can be taken out of an atom: one stays, since the reader may know that it occurs.
  private func room(in atom: Int) -> Int { cube.counts[atom] - 1 - taken[atom, default: 0] }

  private mutating func cost(of parts: [(atom: Int, sign: Int32)]) -> Int {
    move(parts)
    var cost = 0
    // Each figure is met once for each of its parts; what was added up is taken back on the way.
    for part in parts {
      for figure in index.figures(of: part.atom) where shift[Int(figure)] != 0 {
        if !isHidden[Int(figure)] { cost += index.usefulness[Int(figure)] }
        shift[Int(figure)] = 0
      }
    }
    return cost
  }

  private mutating func hide(_ best: Move) {
    move(best.parts)
    for part in best.parts {
      for figure in index.figures(of: part.atom) where shift[Int(figure)] != 0 {
        isHidden[Int(figure)] = true
        shift[Int(figure)] = 0
      }
    }
  }

  private mutating func move(_ parts: [(atom: Int, sign: Int32)]) {
    for part in parts {
      for figure in index.figures(of: part.atom) { shift[Int(figure)] += part.sign }
    }
  }
}
