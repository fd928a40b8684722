import Disclosure
import TestSupport
import Testing

@Suite("One plan for all figures of a programme")
struct SuppressionPlanTests {
  private static let programmes: Range<UInt64> = 1..<301

  private static func plan(
    _ programme: SmallProgramme, _ tables: [SmallProgramme.Table],
    threshold: SuppressionThreshold = .standard
  ) -> SuppressionPlan {
    SuppressionPlan(programme.cube, margins: tables.map(SmallProgramme.margin), threshold: threshold)
  }

  @Test(
    "No two reports tell that a cell, or what one leaves of the other, is small",
    arguments: SmallProgramme.Pair.allCases)
  func pairs(pair: SmallProgramme.Pair) {
    var unprotected = 0
    var (printed, large) = (0, 0)
    for seed in Self.programmes {
      let programme = SmallProgramme(seed: seed)
      let plan = Self.plan(programme, pair.tables)
      let reader = Reader(programme, pair.tables)
      let told = reader.told(threshold: 5) { plan.prints($0.groups, ofMargin: $0.table) }
      #expect(told.isEmpty, "seed \(seed), \(programme.atoms): \(told.map { reader.cells[$0] })")
      #expect(!reader.subtracts(threshold: 5) { plan.prints($0.groups, ofMargin: $0.table) }, "seed \(seed)")
      // The attack finds something where only the small figures themselves are hidden.
      if !reader.told(threshold: 5, prints: { $0.sum >= 5 }).isEmpty { unprotected += 1 }
      printed += plan.printed
      large += plan.printed + plan.hiddenLarge
    }
    #expect(unprotected > 10)
    #expect(printed * 2 > large, "\(printed) of \(large)")
  }

  @Test("All reports at once tell nothing either, at every threshold", arguments: SuppressionThreshold.allCases)
  func all(threshold: SuppressionThreshold) {
    let tables = SmallProgramme.Pair.allCases.flatMap(\.tables)
    for seed in Self.programmes {
      let programme = SmallProgramme(seed: seed)
      let plan = Self.plan(programme, tables, threshold: threshold)
      let reader = Reader(programme, tables)
      let told = reader.told(threshold: threshold.rawValue) { plan.prints($0.groups, ofMargin: $0.table) }
      #expect(told.isEmpty, "seed \(seed), \(programme.atoms): \(told.map { reader.cells[$0] })")
      let hidden = reader.figures.filter { !plan.prints($0.groups, ofMargin: $0.table) }.map(\.sum)
      #expect(hidden.count { threshold.hides($0) } == plan.small)
      #expect(hidden.count { !threshold.hides($0) } == plan.hiddenLarge)
    }
  }

  @Test("What a higher threshold prints, every lower one prints too, so two of them tell no more than one")
  func thresholds() {
    let tables = SmallProgramme.Pair.allCases.flatMap(\.tables)
    var fewer = 0
    for seed in Self.programmes {
      let programme = SmallProgramme(seed: seed)
      let reader = Reader(programme, tables)
      let plans = SuppressionThreshold.allCases.map { Self.plan(programme, tables, threshold: $0) }
      for (lower, higher) in zip(plans, plans.dropFirst()) {
        let more = reader.figures.filter {
          higher.prints($0.groups, ofMargin: $0.table) && !lower.prints($0.groups, ofMargin: $0.table)
        }
        #expect(more.isEmpty, "seed \(seed): \(more)")
        if higher.printed < lower.printed { fewer += 1 }
      }
    }
    #expect(fewer > 100, "\(fewer)")
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

  @Test("Where nobody was counted, there is nothing to hide")
  func nobody() {
    let margins = [[:], [0: []]].map(SmallProgramme.margin)
    let plan = SuppressionPlan(CountCube(sizes: [1]), margins: margins)
    #expect(plan.prints([], ofMargin: 0) && plan.printed == 0 && plan.hiddenLarge == 0 && plan.small == 0)
  }

  @Test("Cells of the same people that differ in who might have come are protected each")
  func sameAtoms() {
    // Three people are all of group 0 and all of age 0; group 0 might have others of age 1, and age 0 of group 1.
    var cube = CountCube(sizes: [3, 3])
    for (group, age, count) in [(0, 0, 3), (1, 1, 20), (2, 2, 30), (1, 2, 9)] { cube.add([group, age], count: count) }
    let identity: [Int?] = [0, 1, 2]
    let plan = SuppressionPlan(cube, margins: [[:], [0: identity], [1: identity]].map(SmallProgramme.margin))
    #expect(plan.prints([], ofMargin: 0))
    for margin in 1...2 {
      #expect(!plan.prints([0], ofMargin: margin))
      #expect((1...2).contains { !plan.prints([$0], ofMargin: margin) }, "the total less the others is three")
    }
  }

  @Test("Who sees a mark knows that somebody is counted there")
  func marked() {
    // Of five people in two hidden groups, none can be alone in theirs: that would leave nobody for the other's mark.
    var cube = CountCube(sizes: [3])
    for (group, count) in [3, 2, 20].enumerated() { cube.add([group], count: count) }
    let plan = SuppressionPlan(cube, margins: [[:], [0: [0, 1, 2]]].map(SmallProgramme.margin))
    #expect(plan.prints([], ofMargin: 0))
    #expect((0..<3).allSatisfy { !plan.prints([$0], ofMargin: 1) })
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

  @Test("A total of few people is hidden itself")
  func fewInAll() {
    var cube = CountCube(sizes: [2])
    cube.add([0], count: 2)
    cube.add([1], count: 0)
    let plan = SuppressionPlan(cube, margins: [SmallProgramme.margin([:])])
    #expect(!plan.prints([], ofMargin: 0) && plan.printed == 0)
  }
}
