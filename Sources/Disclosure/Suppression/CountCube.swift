/// What is counted of a programme, in the finest cells that occur: its atoms.
///
/// Every figure that may be printed is the sum of some atoms. Whatever tells figures apart is a dimension: what they
/// are grouped by and what they are filtered by, the disclosure level, the reporting period.
public struct CountCube: Sendable {
  /// How many dimensions an atom has a value of.
  public let dimensions: Int
  /// How many values each dimension has; those of an atom are from 0 to one less.
  public let sizes: [Int]
  /// The values of all atoms, one atom after the other.
  private(set) var coordinates: [Int32] = []
  /// What each atom counts, never less than 1.
  public private(set) var counts: [Int] = []
  private var places: [[Int32]: Int] = [:]

  /// The most that one atom counts, so that no sum overflows.
  public static let countLimit = 1_000_000_000_000

  /// A cube without atoms. The product of the sizes must fit into an integer, since it numbers the atoms.
  public init(sizes: [Int]) {
    precondition(
      sizes.reduce(1.0) { $0 * Double($1) } < Double(Int.max), "A cube has no more atoms than an integer counts.")
    self.sizes = sizes
    dimensions = sizes.count
  }

  /// Counts `count` more at the given values; 0 and less is nothing, since it tells of nobody.
  public mutating func add(_ values: [Int], count: Int) {
    precondition(values.count == dimensions, "An atom has a value of each dimension.")
    guard count > 0 else { return }
    let key = values.map { Int32($0) }
    if let place = places[key] {
      counts[place] = min(counts[place] + count, Self.countLimit)
    } else {
      places[key] = counts.count
      coordinates += key
      counts.append(min(count, Self.countLimit))
    }
  }
}
