import ReportDocument

/// What a table's columns mean for its size on paper and screen.
struct TableShape {
  /// From this many columns on, a table is set smaller.
  static let denseColumns = 7
  /// From this many columns on, a printed table turns to landscape.
  static let landscapeColumns = 11

  let columns: [TableColumn]

  init(_ start: TableStart) { columns = start.columns }

  var isLandscape: Bool { columns.count >= Self.landscapeColumns }
  var isDense: Bool { columns.count >= Self.denseColumns }

  /// Each column's share in hundredths of a percent; empty if the medium may choose.
  ///
  /// Without a wish, columns of figures behind one of text get equal shares, so that a matrix looks like one.
  var shares: [Int] {
    let asked = columns.compactMap(\.weight)
    guard !asked.isEmpty else {
      guard columns.count >= 3, columns.dropFirst().allSatisfy({ $0.alignment == .end }) else { return [] }
      let sum = columns.count + 1
      return columns.indices.map { ($0 == 0 ? 2 : 1) * 10_000 / sum }
    }
    let usual = max(1, asked.reduce(0, +) / asked.count)
    let weights = columns.map { $0.weight ?? usual }
    let sum = max(1, weights.reduce(0, +))
    return weights.map { $0 * 10_000 / sum }
  }
}

extension TableShape {
  /// Whether no column must break what should not be broken.
  static func fits(_ needs: [ColumnNeeds.Column], in room: Double) -> Bool { sum(needs.map(\.least)) <= room }

  /// Widths that together fill the room. As long as there is enough of it, each column has the least that it needs, and
  /// shares, or else what columns wish for, decide on the rest. Where there is not, texts give way before figures do, those
  /// with the longest words first.
  func widths(_ needs: [ColumnNeeds.Column], over room: Double) -> [Double] {
    let least = needs.map(\.least)
    guard Self.sum(least) > room else {
      let shares = shares
      return Self.shared(room, by: shares.isEmpty ? needs.map(\.wish) : shares.map(Double.init), least: least)
    }
    let floors = needs.map { $0.givesWay ? max($0.figure, min($0.least, Self.fewLetters)) : $0.least }
    let floor = Self.sum(floors)
    guard floor < room else { return floors.map { $0 * room / max(floor, 0.001) } }
    var (low, high) = (Self.fewLetters, least.max() ?? Self.fewLetters)
    func lowered(_ top: Double) -> [Double] { zip(least, floors).map { max($1, min($0, top)) } }
    // Halving twenty times is more exact than any page.
    for _ in 0..<20 {
      let middle = (low + high) / 2
      if Self.sum(lowered(middle)) <= room { low = middle } else { high = middle }
    }
    let widths = lowered(low)
    return widths.map { $0 * room / Self.sum(widths) }
  }

  /// What even a column of text keeps, in ems.
  private static let fewLetters = 2.5

  /// The room, shared by weight among columns of which none gets less than its least.
  static func shared(_ room: Double, by weights: [Double], least: [Double]) -> [Double] {
    var isHeld = [Bool](repeating: false, count: weights.count)
    while true {
      let held = weights.indices.reduce(0) { $0 + (isHeld[$1] ? least[$1] : 0) }
      let free = weights.indices.reduce(0) { $0 + (isHeld[$1] ? 0 : weights[$1]) }
      guard free > 0 else { return least.map { $0 * room / max(held, 0.001) } }
      let widths = weights.indices.map { isHeld[$0] ? least[$0] : weights[$0] * (room - held) / free }
      let short = weights.indices.filter { !isHeld[$0] && widths[$0] < least[$0] }
      if short.isEmpty { return widths }
      for index in short { isHeld[index] = true }
    }
  }

  private static func sum(_ widths: [Double]) -> Double { widths.reduce(0, +) }
}
