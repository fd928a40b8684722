/// A set of figures that reports print together: every cell of a grouping, at one level and one kind of period.
public struct CountMargin: Sendable, Hashable {
  /// One dimension of a cube as the margin sees it.
  public struct Component: Sendable, Hashable {
    /// The dimension's place in the cube.
    public let dimension: Int
    /// The group that each value counts in; nil where its atoms stand in no figure of the margin.
    public let groups: [Int?]

    /// A component that puts values into groups.
    public init(dimension: Int, groups: [Int?]) {
      self.dimension = dimension
      self.groups = groups
    }
  }

  /// What the figures are told apart by; none for one figure of everything.
  public let components: [Component]
  /// What hiding one of its figures costs the reader; grand totals cost the most.
  public let usefulness: Int

  /// A margin.
  public init(components: [Component], usefulness: Int) {
    self.components = components
    self.usefulness = usefulness
  }

  /// The number of the figure that counts what has the given values; nil if none does.
  func figure(ofValues values: ArraySlice<Int32>) -> Int? {
    var key = 0
    for component in components {
      guard let group = component.groups[Int(values[values.startIndex + component.dimension])] else { return nil }
      key = key * component.groups.count + group
    }
    return key
  }

  /// The number of the figure of the given groups, one for each component.
  func figure(_ groups: [Int]) -> Int {
    zip(components, groups).reduce(0) { $0 * $1.0.groups.count + $1.1 }
  }
}
