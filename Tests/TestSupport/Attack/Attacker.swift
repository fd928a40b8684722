/// A reader who has some figures, knows of others only that they count somebody, and tries every way to fill the atoms.
///
/// Written without any of the code under test.
struct Attacker {
  /// Atoms that add up to a figure that was printed, and the figure.
  private let equations: [(atoms: [Int], sum: Int)]
  /// Atoms of a figure that was hidden: a report marks it, where it leaves out one of nobody.
  private let occurring: [[Int]]
  private let ceilings: [Int]
  private let isBound: [Bool]

  /// - Parameter ceiling: the most that an atom in no figure can count; less only makes the reader seem cleverer.
  init(atoms: Int, figures: [(atoms: [Int], sum: Int)], occurring: [[Int]], ceiling: Int) {
    equations = figures
    self.occurring = occurring
    let bounds = (0..<atoms).map { atom in figures.filter { $0.atoms.contains(atom) }.map(\.sum).min() }
    ceilings = bounds.map { $0 ?? ceiling }
    isBound = bounds.map { $0 != nil }
  }

  /// Whether everything known leaves it open that a set of atoms counts `count` or more.
  func allows(atLeast count: Int, in set: [Int]) -> Bool {
    var values = [Int?](repeating: nil, count: ceilings.count)
    // Those asked about first, and large ones first: where it is open at all, that is found soon.
    let order = set + ceilings.indices.filter { !set.contains($0) }
    return fill(&values, order[...], set, count)
  }

  /// Whether the bounds that the figures set to one another, again and again, leave that open. Tells less than trying
  /// everything, and takes no time where there are many atoms.
  func boundsAllow(atLeast count: Int, in set: [Int]) -> Bool {
    var low = [Int](repeating: 0, count: ceilings.count)
    var high = ceilings
    var isNew = true
    while isNew {
      isNew = false
      for equation in equations {
        for atom in equation.atoms {
          let others = equation.atoms.filter { $0 != atom }
          let most = min(high[atom], equation.sum - others.reduce(0) { $0 + low[$1] })
          let least = max(low[atom], equation.sum - others.reduce(0) { $0 + high[$1] })
          isNew = isNew || most < high[atom] || least > low[atom]
          (low[atom], high[atom]) = (least, most)
        }
      }
      for atoms in occurring {
        for atom in atoms where low[atom] == 0 && atoms.allSatisfy({ $0 == atom || high[$0] == 0 }) {
          low[atom] = 1
          isNew = true
        }
      }
    }
    let alone = set.reduce(0) { $0 + high[$1] }
    let within = equations.filter { Set(set).isSubset(of: $0.atoms) }.map { equation in
      equation.sum - equation.atoms.filter { !set.contains($0) }.reduce(0) { $0 + low[$1] }
    }
    return ([alone] + within).allSatisfy { $0 >= count }
  }

  private func fill(_ values: inout [Int?], _ order: ArraySlice<Int>, _ set: [Int], _ count: Int) -> Bool {
    var high = 0
    for atom in set { high += values[atom] ?? ceilings[atom] }
    guard high >= count else { return false }
    guard occurring.allSatisfy({ atoms in atoms.contains { (values[$0] ?? ceilings[$0]) > 0 } }) else { return false }
    guard let atom = order.first else {
      return equations.allSatisfy { equation in equation.atoms.reduce(0) { $0 + (values[$1] ?? 0) } == equation.sum }
    }
    // What the equations leave for this atom, if the others take what they can.
    var (least, most) = (0, ceilings[atom])
    for equation in equations {
      var (taken, open) = (0, 0)
      for other in equation.atoms where other != atom {
        if let value = values[other] { taken += value } else { open += ceilings[other] }
      }
      if equation.atoms.contains(atom) {
        most = min(most, equation.sum - taken)
        least = max(least, equation.sum - taken - open)
      } else if taken > equation.sum || taken + open < equation.sum {
        return false
      }
    }
    guard least <= most else { return false }
    // What no figure bounds is worth one try.
    for value in stride(from: most, through: isBound[atom] ? least : most, by: -1) {
      values[atom] = value
      if fill(&values, order.dropFirst(), set, count) { return true }
    }
    values[atom] = nil
    return false
  }
}
