import Disclosure
import TestSupport

extension SmallProgramme {
  /// The programme as the plan gets it.
  var cube: CountCube {
    var cube = CountCube(sizes: Self.sizes)
    for atom in atoms { cube.add(atom.values, count: atom.count) }
    return cube
  }

  /// A table as the plan gets it.
  static func margin(_ table: Table) -> CountMargin {
    CountMargin(
      components: table.sorted { $0.key < $1.key }.map { CountMargin.Component(dimension: $0.key, groups: $0.value) },
      usefulness: [1000, 100, 10, 1][min(table.count, 3)])
  }
}
