/// A world for every small cell, such that together they hide little.
struct WorldSearch {
  /// Worlds that may be looked for anew to print figures again; each costs about as much as those of the first pass.
  private static let retryLimit = 60

  /// Cells gone through in all, in several orders: which comes first decides what the next ones find hidden already.
  private static let cellLimit = 2_000
  /// Orders tried, at most.
  private static let orderLimit = 4

  private let index: FigureIndex
  private let cells: ProtectedCells
  private let threshold: Int
  private var search: MoveSearch
  private var worlds: [World?] = []
  /// The cells that rest on each world.
  private var served: [[Int]] = []
  /// The worlds in which each atom counts more.
  private var raising: [Int: [Int]] = [:]
  /// The worlds in which each figure differs.
  private var differing: [[Int]]
  /// Figures that are hidden whatever the worlds are.
  private let isHiddenAnyway: [Bool]
  private var retries = 0

  init(
    _ cube: CountCube, _ index: FigureIndex, _ margins: [CountMargin], threshold: Int, hidden: [Bool]
  ) {
    self.index = index
    self.threshold = threshold
    let space = AtomSpace(cube, index, margins)
    cells = ProtectedCells(space, sizes: cube.sizes, margins, threshold: threshold)
    search = MoveSearch(space, index, cells, margins, threshold: threshold)
    differing = [[Int]](repeating: [], count: index.counts.count)
    isHiddenAnyway = zip(hidden, index.counts).map { $0 || $1 < threshold }
    // Known at once, they make the moves through them free.
    for figure in isHiddenAnyway.indices where isHiddenAnyway[figure] { search.costs[figure] = 0 }
  }

  /// Looks for worlds in several orders of the cells, and keeps those that hide the least useful figures.
  mutating func run() {
    let orders = min(max(Self.cellLimit / max(cells.cells.count, 1), 1), Self.orderLimit)
    // A large programme is gone through once, and not kept twice in memory.
    let fresh = orders > 1 ? self : nil
    run(in: cells.order(0))
    for order in 1..<max(orders, 1) {
      guard var other = fresh else { return }
      other.run(in: cells.order(order))
      if other.cost < cost { self = other }
    }
  }

  /// What is hidden besides what is hidden anyway.
  private var cost: Int {
    differing.indices.reduce(0) { $0 + (isHiddenAnyway[$1] || differing[$1].isEmpty ? 0 : index.usefulness[$1]) }
  }

  /// Whether each figure must be hidden.
  var isHidden: [Bool] { differing.indices.map { isHiddenAnyway[$0] || !differing[$0].isEmpty } }

  private mutating func run(in order: [Int]) {
    for cell in order where !isServed(cell) { add(search.world(for: cell), for: cell) }
    var isBetter = true
    while isBetter, retries < Self.retryLimit {
      isBetter = false
      let byUsefulness = differing.indices.filter { !differing[$0].isEmpty && !isHiddenAnyway[$0] }
        .sorted { (-index.usefulness[$0], $0) < (-index.usefulness[$1], $1) }
      for figure in byUsefulness where retries < Self.retryLimit && reprint(figure) { isBetter = true }
    }
  }

  /// Looks for other worlds in place of those in which a figure differs; keeps them if they hide less.
  private mutating func reprint(_ figure: Int) -> Bool {
    let old = differing[figure].sorted().map { (place: $0, world: worlds[$0], cells: served[$0]) }
    for place in old.map(\.place) { remove(place) }
    let cost = Set(old.flatMap { $0.world?.figures ?? [] }).reduce(0) { $0 + search.costs[Int($1)] }
    let own = search.costs[figure]
    search.costs[figure] = own * 1_000
    var newCost = 0
    let first = worlds.count
    for cell in old.flatMap(\.cells) where newCost < cost && !isServed(cell) {
      let world = search.world(for: cell)
      for other in world.figures.map(Int.init) { newCost += other == figure ? own : search.costs[other] }
      add(world, for: cell)
      retries += 1
    }
    search.costs[figure] = min(search.costs[figure], own)
    guard newCost >= cost else { return true }
    for place in first..<worlds.count { remove(place) }
    worlds.removeLast(worlds.count - first)
    served.removeLast(served.count - first)
    for (place, world, cells) in old {
      served[place] = cells
      if let world { put(world, at: place) }
    }
    return false
  }

  /// Whether a cell reaches the threshold in some world that there is; it rests on that from now on.
  private mutating func isServed(_ cell: Int) -> Bool {
    for atom in cells.cells[cell].atoms {
      for place in raising[atom] ?? [] {
        guard let world = worlds[place], search.raises(world, cell) else { continue }
        if !served[place].contains(cell) { served[place].append(cell) }
        return true
      }
    }
    return false
  }

  private mutating func add(_ world: World, for cell: Int) {
    worlds.append(nil)
    served.append([cell])
    put(world, at: worlds.count - 1)
  }

  private mutating func put(_ world: World, at place: Int) {
    worlds[place] = world
    for (atom, change) in world.changes where change > 0 { raising[atom, default: []].append(place) }
    for figure in world.figures.map(Int.init) {
      differing[figure].append(place)
      search.costs[figure] = 0
    }
  }

  private mutating func remove(_ place: Int) {
    guard let world = worlds[place] else { return }
    worlds[place] = nil
    served[place] = []
    for (atom, change) in world.changes where change > 0 { raising[atom]?.removeAll { $0 == place } }
    for figure in world.figures.map(Int.init) {
      differing[figure].removeAll { $0 == place }
      if differing[figure].isEmpty, !isHiddenAnyway[figure] { search.costs[figure] = index.usefulness[figure] }
    }
  }
}
