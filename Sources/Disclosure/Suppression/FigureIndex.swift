/// Which figures an atom stands in, and what they count.
struct FigureIndex {
  /// Stands for no figure.
  static let none: Int32 = 0

  /// The figure of each atom in each margin, one atom after the other.
  let members: [Int32]
  /// What each figure counts.
  private(set) var counts: [Int] = [0]
  /// What hiding each figure costs.
  private(set) var usefulness: [Int] = [0]
  /// The figures of each margin by their number in it.
  private(set) var places: [[Int: Int32]]

  init(_ cube: CountCube, _ margins: [CountMargin]) {
    places = margins.map { _ in [:] }
    var members: [Int32] = []
    members.reserveCapacity(cube.counts.count * margins.count)
    for (atom, count) in cube.counts.enumerated() {
      let values = cube.coordinates[atom * cube.dimensions..<(atom + 1) * cube.dimensions]
      for (index, margin) in margins.enumerated() {
        guard let key = margin.figure(ofValues: values) else {
          members.append(Self.none)
          continue
        }
        let figure: Int32
        if let known = places[index][key] {
          figure = known
        } else {
          figure = Int32(counts.count)
          places[index][key] = figure
          counts.append(0)
          usefulness.append(margin.usefulness)
        }
        counts[Int(figure)] += count
        members.append(figure)
      }
    }
    self.members = members
  }
}
