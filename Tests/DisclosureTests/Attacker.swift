/// A reader who has some figures, knows which atoms occur, and tries every way to fill the atoms.
///
/// Written without any of the code under test.
struct Attacker {
  /// Atoms that add up to a figure that was printed, and the figure.
  private var equations: [(atoms: [Int], sum: Int)]
  private let ceilings: [Int]

  /// - Parameter ceiling: the most that an atom in no figure can count; less only makes the reader seem cleverer.
  init(atoms: Int, figures: [(atoms: [Int], sum: Int)], ceiling: Int) {
    equations = figures
    ceilings = (0..<atoms).map { atom in
      figures.filter { $0.atoms.contains(atom) }.map { $0.sum - $0.atoms.count + 1 }.min() ?? ceiling
    }
  }

  /// Whether everything known leaves it open that a set of atoms counts `count` or more.
  func allows(atLeast count: Int, in set: [Int]) -> Bool {
    var values = [Int?](repeating: nil, count: ceilings.count)
    // Those asked about first, and large ones first: where it is open at all, that is found soon.
    let order = set + ceilings.indices.filter { !set.contains($0) }
    return fill(&values, order[...], set, count)
  }

  private func fill(_ values: inout [Int?], _ order: ArraySlice<Int>, _ set: [Int], _ count: Int) -> Bool {
    var high = 0
    for atom in set { high += values[atom] ?? ceilings[atom] }
    guard high >= count else { return false }
    for equation in equations {
      var (low, high) = (0, 0)
      for atom in equation.atoms {
        low += values[atom] ?? 1
        high += values[atom] ?? ceilings[atom]
      }
      guard (low...max(low, high)).contains(equation.sum) else { return false }
    }
    guard let atom = order.first else { return true }
    // What no figure bounds is worth one try.
    let lowest = equations.contains { $0.atoms.contains(atom) } ? 1 : ceilings[atom]
    for value in stride(from: ceilings[atom], through: lowest, by: -1) {
      values[atom] = value
      if fill(&values, order.dropFirst(), set, count) { return true }
    }
    values[atom] = nil
    return false
  }
}
