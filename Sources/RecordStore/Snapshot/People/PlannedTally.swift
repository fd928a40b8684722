import Disclosure
import Records

/// The counts of one measure of people, of which those are shown that a plan prints.
struct PlannedTally: CellHiding {
  private let prints: @Sendable ([String: String?]) -> Bool

  func count(_ count: Int, _ values: [String: String?]) -> SuppressedCount {
    prints(values) ? .shown(count) : .hidden
  }

  // MARK: - Plans

  /// What the plan of the whole programme prints.
  init(_ tally: Tally, plan: PeoplePlan, scope: AccessScope) {
    let level = scope.level
    let window = CountWindow(tally.query)
    var conditions: [String: [String?]] = [:]
    for filter in PeopleMargins.filters(tally.query) { conditions[filter.name] = filter.operand.admitted }
    // A scope of some grants is a condition like any other: what it leaves out could be subtracted.
    if let grants = scope.grants, tally.query.source.kind.columns.contains(where: { $0.name == "grant" }) {
      let own = [nil] + grants.sorted()
      conditions["grant"] = conditions["grant"].map { $0.filter(own.contains) } ?? own
    }
    prints = { [conditions] values in
      // Where a row's own value is known, the condition says no more.
      let figure = conditions.merging(values.mapValues { [$0] }) { $1 }
      return plan.prints(figure, level: level, window: window)
    }
  }

  /// What a plan of this count alone prints, for readers who may have the records themselves.
  init(_ tally: Tally, measure: Int, threshold: SuppressionThreshold) {
    let values = tally.groupBy.indices.map { index in
      Array(Set(tally.cells.map { $0.values[index] })).sorted { ($0 ?? "") < ($1 ?? "") }
    }
    let places = values.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    var cube = CountCube(sizes: values.map { max($0.count, 1) })
    for cell in tally.cells {
      cube.add(zip(places, cell.values).map { $0[$1] ?? 0 }, count: cell.measures[measure])
    }
    let kept = Tally.subsets(of: tally.groupBy)
    let margins = kept.map { kept in
      CountMargin(
        components: tally.groupBy.indices.filter { kept.contains(tally.groupBy[$0]) }.map { index in
          CountMargin.Component(dimension: index, groups: values[index].indices.map(Optional.some))
        }, usefulness: [1_000_000, 2_000, 1_000, 100][min(kept.count, 3)])
    }
    let plan = SuppressionPlan(cube, margins: margins, threshold: threshold)
    prints = { [groupBy = tally.groupBy] cell in
      guard let margin = kept.firstIndex(where: { $0.count == cell.count && $0.allSatisfy { cell[$0] != nil } })
      else { return false }
      var groups: [Int] = []
      for (index, name) in groupBy.enumerated() {
        guard let value = cell[name] else { continue }
        // A value that does not occur counts nobody.
        guard let place = places[index][value] else { return true }
        groups.append(place)
      }
      return plan.prints(groups, ofMargin: margin)
    }
  }

  /// Nothing, for days that are no whole period and readers who may not have the records.
  static let nothing = PlannedTally { _ in false }

  private init(_ prints: @escaping @Sendable ([String: String?]) -> Bool) { self.prints = prints }
}
