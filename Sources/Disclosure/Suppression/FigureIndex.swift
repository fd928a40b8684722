/// Which figures an atom stands in, and what they count.
struct FigureIndex {
  /// The figures of each atom, one atom after the other.
  private var members: [Int32] = []
  private var starts: [Int] = [0]
  /// What each figure counts.
  private(set) var counts: [Int] = []
  /// What hiding each figure costs.
  private(set) var usefulness: [Int] = []
  /// The figures of each margin by their number in it.
  private(set) var places: [[Int: Int32]]

  init(_ cube: CountCube, _ margins: [CountMargin]) {
    places = margins.map { _ in [:] }
    for (atom, count) in cube.counts.enumerated() {
      for (index, margin) in margins.enumerated() {
        guard let key = margin.figure(of: atom, in: cube) else { continue }
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
      starts.append(members.count)
    }
  }

  func figures(of atom: Int) -> ArraySlice<Int32> { members[starts[atom]..<starts[atom + 1]] }
}
