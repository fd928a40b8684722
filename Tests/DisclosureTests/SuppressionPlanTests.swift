import Disclosure
import Testing

@Suite("One plan for all figures of a programme")
struct SuppressionPlanTests {
  private static let programmes: Range<UInt64> = 1..<301

  private typealias Figure = (atoms: [Int], sum: Int)

  /// The figures of reports that `prints` lets through, as the reader has them.
  private static func figures(
    _ programme: SmallProgramme, _ tables: [SmallProgramme.Table], prints: (Int, [Int], Int) -> Bool
  ) -> [Figure] {
    tables.enumerated().flatMap { place, table in
      programme.figures(table).map { (groups: $0.groups, atoms: $0.atoms, sum: programme.sum($0.atoms)) }
        .filter { prints(place, $0.groups, $0.sum) }.map { ($0.atoms, $0.sum) }
    }
  }

  /// The small atoms that the figures tell to be small.
  private static func told(_ programme: SmallProgramme, _ figures: [Figure], _ threshold: Int) -> [Int] {
    let attacker = Attacker(atoms: programme.atoms.count, figures: figures, ceiling: threshold + 9)
    return programme.smallAtoms(threshold).filter { !attacker.allows(atLeast: threshold, in: [$0]) }
  }

  /// Whether one figure less another that is a part of it is a small count.
  private static func subtracts(_ figures: [Figure]) -> Bool {
    figures.contains { whole in
      figures.contains { part in
        (1..<5).contains(whole.sum - part.sum) && Set(part.atoms).isSubset(of: whole.atoms)
      }
    }
  }

  @Test("No two reports tell that any set of people is small", arguments: SmallProgramme.Pair.allCases)
  func pairs(pair: SmallProgramme.Pair) {
    var unprotected = 0
    var (printed, large) = (0, 0)
    for seed in Self.programmes {
      let programme = SmallProgramme(seed: seed)
      let plan = SuppressionPlan(programme.cube, margins: pair.tables.map(SmallProgramme.margin))
      let figures = Self.figures(programme, pair.tables) { place, groups, _ in plan.prints(groups, ofMargin: place) }
      let told = Self.told(programme, figures, 5)
      #expect(told.isEmpty, "seed \(seed), \(programme.atoms): \(told)")
      #expect(!Self.subtracts(figures))
      // The attack finds something where only the small figures themselves are hidden.
      let careless = Self.figures(programme, pair.tables) { _, _, sum in sum >= 5 }
      if Self.subtracts(careless), !Self.told(programme, careless, 5).isEmpty { unprotected += 1 }
      printed += plan.printed
      large += plan.printed + plan.hiddenLarge
    }
    #expect(unprotected > 10)
    #expect(printed * 3 > large, "\(printed) of \(large)")
  }

  @Test("All reports at once tell nothing either, at every threshold", arguments: [3, 5, 8])
  func all(threshold: Int) {
    let tables = SmallProgramme.Pair.allCases.flatMap(\.tables)
    for seed in Self.programmes {
      let programme = SmallProgramme(seed: seed)
      let plan = SuppressionPlan(programme.cube, margins: tables.map(SmallProgramme.margin), threshold: threshold)
      let figures = Self.figures(programme, tables) { place, groups, _ in plan.prints(groups, ofMargin: place) }
      let told = Self.told(programme, figures, threshold)
      #expect(told.isEmpty, "seed \(seed), \(programme.atoms): \(told)")
      let hidden = tables.enumerated().flatMap { place, table in
        programme.figures(table).filter { !plan.prints($0.groups, ofMargin: place) }.map { programme.sum($0.atoms) }
      }
      #expect(hidden.count { $0 < threshold } == plan.small && hidden.count { $0 >= threshold } == plan.hiddenLarge)
    }
  }

  @Test("What tells of nobody is printed, and so is everything where no atom is small")
  func large() {
    var cube = CountCube(sizes: [2, 2])
    for (group, sex, count) in [(0, 0, 5), (0, 1, 12), (1, 0, 7)] { cube.add([group, sex], count: count) }
    let margin = SmallProgramme.margin([0: [0, 1], 1: [0, 1]])
    let plan = SuppressionPlan(cube, margins: [margin])
    for group in 0..<2 { for sex in 0..<2 { #expect(plan.prints([group, sex], ofMargin: 0)) } }
    #expect(plan.printed == 3 && plan.hiddenLarge == 0 && plan.small == 0)
  }

  @Test("A box hides four cells and leaves every margin")
  func box() {
    var cube = CountCube(sizes: [3, 3])
    let cells = [[3, 20, 30], [40, 50, 60], [70, 80, 90]]
    for (row, counts) in cells.enumerated() {
      for (column, count) in counts.enumerated() { cube.add([row, column], count: count) }
    }
    let identity: [Int?] = [0, 1, 2]
    let plan = SuppressionPlan(
      cube,
      margins: [[:], [0: identity], [1: identity], [0: identity, 1: identity]].map(SmallProgramme.margin))
    #expect(plan.hiddenLarge == 3 && plan.small == 1)
    #expect(plan.prints([], ofMargin: 0))
    for value in 0..<3 { #expect(plan.prints([value], ofMargin: 1) && plan.prints([value], ofMargin: 2)) }
  }

  @Test("A total of few people is hidden itself, and a threshold too low is raised")
  func fewInAll() {
    var cube = CountCube(sizes: [2])
    cube.add([0], count: 2)
    cube.add([1], count: 0)
    let plan = SuppressionPlan(cube, margins: [SmallProgramme.margin([:])], threshold: 1)
    #expect(plan.threshold == SmallCount.lowestThreshold)
    #expect(!plan.prints([], ofMargin: 0) && plan.printed == 0)
  }
}
