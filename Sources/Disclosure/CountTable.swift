/// Counts over the values of one to three dimensions.
public struct CountTable: Sendable, Equatable {
  /// One dimension of a table.
  public struct Dimension: Sendable, Equatable {
    /// The dimension's name.
    public let name: String
    /// Its values, in the order in which they are shown.
    public let values: [String]

    /// A dimension of the given values.
    public init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// The most cells of one table: finer tables are no longer read, and give single people away.
  public static let cellLimit = 5_000
  /// The most that one cell counts, so that no total overflows.
  public static let countLimit = 1_000_000_000_000

  /// One to three dimensions.
  public let dimensions: [Dimension]
  /// The counts, the last dimension running fastest.
  public let cells: [Int]

  /// A table of given counts.
  ///
  /// - Throws: ``CountTableFault`` if the counts do not fit the dimensions or one of the limits.
  public init(dimensions: [Dimension], cells: [Int]) throws(CountTableFault) {
    guard (1...3).contains(dimensions.count) else {
      throw CountTableFault(message: "A table has one to three dimensions, not \(dimensions.count).")
    }
    var size = 1
    for dimension in dimensions {
      guard dimension.values.count <= Self.cellLimit else { throw .tooLarge }
      size *= dimension.values.count
      guard size <= Self.cellLimit else { throw .tooLarge }
    }
    guard cells.count == size else {
      throw CountTableFault(message: "\(size) cells are needed, \(cells.count) were given.")
    }
    guard cells.allSatisfy({ (0...Self.countLimit).contains($0) }) else {
      throw CountTableFault(message: "A count is from 0 to \(Self.countLimit).")
    }
    self.dimensions = dimensions
    self.cells = cells
  }

  /// A table of groups as a query gives them; combinations that do not occur count 0, repeated ones add up.
  ///
  /// - Parameters:
  ///   - names: the dimensions' names.
  ///   - groups: one value of each dimension, and the count.
  ///   - order: the place of a value within its dimension; equal places go by the value.
  public init(
    names: [String], groups: [(values: [String], count: Int)], order: (String, String) -> Int = { _, _ in 0 }
  ) throws(CountTableFault) {
    guard groups.allSatisfy({ $0.values.count == names.count && (0...Self.countLimit).contains($0.count) })
    else { throw CountTableFault(message: "A group needs one value of each dimension and a count.") }
    let dimensions = names.enumerated().map { index, name in
      let values = Set(groups.map { $0.values[index] })
      return Dimension(name: name, values: values.sorted { (order(name, $0), $0) < (order(name, $1), $1) })
    }
    var size = 1
    for dimension in dimensions {
      size = min(size * dimension.values.count, Self.cellLimit + 1)
    }
    guard size <= Self.cellLimit else { throw .tooLarge }
    let places = dimensions.map { dimension in
      Dictionary(uniqueKeysWithValues: dimension.values.enumerated().map { ($1, $0) })
    }
    var cells = [Int](repeating: 0, count: size)
    for group in groups {
      var place = 0
      for (index, value) in group.values.enumerated() {
        place = place * dimensions[index].values.count + (places[index][value] ?? 0)
      }
      cells[place] = min(cells[place] + group.count, Self.countLimit + 1)
    }
    try self.init(dimensions: dimensions, cells: cells)
  }
}

/// Why something is no table of counts.
public struct CountTableFault: Error, Sendable, Equatable {
  /// One sentence for a person.
  public let message: String

  static let tooLarge = CountTableFault(
    message: "The table has more than \(CountTable.cellLimit) cells; group by fewer or coarser dimensions.")
}
