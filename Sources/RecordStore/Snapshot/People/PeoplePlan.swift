import Disclosure
import Postgres
import Records

/// Which figures of one measure of people may be printed of a programme, by the names that queries use.
struct PeoplePlan: Sendable {
  /// The data that a plan is made of; `passed` cuts lie before or on the row's day.
  private typealias Row = (values: [String?], level: Int, month: Int?, passed: Int?, count: Int)

  /// Days that no figure tells apart.
  private struct Part: Hashable {
    /// The first month of the finest period of the calendar.
    let start: Int?
    let passed: Int?
  }

  let plan: SuppressionPlan
  private let margins: [PeopleMargins.Margin: Int]
  private let places: [String: [String?: Int]]
  /// The groups of the periods of each length, by their first month.
  private let periods: [ReportingCadence: [Int: Int]]

  /// Reads what is counted of the whole programme, at every level, and makes the plan.
  init(
    _ margins: PeopleMargins, query: RecordQuery, on connection: Connection, programme: SnapshotProgramme
  ) async throws {
    let statement = CompiledQuery(query, in: programme).atoms(
      dimensions: margins.dimensions, measure: margins.measure, cuts: margins.cuts)
    let result = try await connection.query(statement)
    guard result.rows.count <= SnapshotLimits.atoms else { throw SnapshotFault.tooManyCells }
    let names = margins.dimensions.count
    let rows = try result.rows.map { row in
      (
        values: try (0..<names).map { try row.value(at: $0, as: String?.self) },
        level: try row.value(at: names, as: Int.self), month: try row.value(at: names + 1, as: Int?.self),
        passed: try row.value(at: names + 2, as: Int?.self), count: try row.value(at: names + 3, as: Int.self)
      )
    }
    try self.init(margins, rows, threshold: programme.threshold)
  }

  private init(_ margins: PeopleMargins, _ rows: [Row], threshold: SuppressionThreshold) throws {
    let names = margins.dimensions
    let families = DimensionFamilies(names, of: margins.source)
    var places: [[String?: Int]] = names.map { _ in [:] }
    var together: [[[Int]: Int]] = families.members.map { _ in [:] }
    var parts: [Part: Int] = [:]
    let cells = rows.map { row -> (values: [Int], count: Int) in
      let start = row.month.flatMap { month in margins.finestCadence.flatMap { $0.start(ofMonth: month) } }
      let values = row.values.enumerated().map { index, value in Self.place(value, &places[index]) }
      let combined = families.combined(values).enumerated().map { Self.place($1, &together[$0]) }
      return (combined + [row.level, Self.place(Part(start: start, passed: row.passed), &parts)], row.count)
    }
    let sizes = (together.map(\.count) + [ConfidentialityLevel.allCases.count, parts.count]).map { max($0, 1) }
    // A figure's number in its margin must fit.
    let figures = sizes.reduce(1.0) { $0 * Double($1) }
    guard figures < Double(Int.max / 2) else { throw SnapshotFault.tooManyCells }
    var cube = CountCube(sizes: sizes)
    for cell in cells { cube.add(cell.values, count: cell.count) }

    var periods: [ReportingCadence: [Int: Int]] = [:]
    for case .periods(let cadence) in margins.usefulness.keys.compactMap(\.window) {
      let firsts = Set(parts.keys.compactMap { $0.start.flatMap(cadence.start) }).sorted()
      periods[cadence] = Dictionary(uniqueKeysWithValues: firsts.enumerated().map { ($1, $0) })
    }
    let ordered = margins.usefulness.keys.sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    plan = SuppressionPlan(
      cube,
      margins: ordered.map { [periods, together] margin in
        var components = names.indices.filter { margin.kept.contains(names[$0]) }.map { [together] index in
          families.component(index, together)
        }
        let levels = ConfidentialityLevel.allCases.map { $0 <= margin.level ? 0 : nil as Int? }
        components.append(CountMargin.Component(dimension: together.count, groups: levels))
        if let window = margin.window {
          var groups = [Int?](repeating: nil, count: max(parts.count, 1))
          for (part, place) in parts {
            groups[place] = Self.group(of: part, in: window, periods: periods, cuts: margins.cuts)
          }
          components.append(CountMargin.Component(dimension: together.count + 1, groups: groups))
        }
        return CountMargin(components: components, usefulness: margins.usefulness[margin] ?? 1)
      }, threshold: threshold)
    self.margins = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
    self.places = Dictionary(uniqueKeysWithValues: zip(names, places))
    self.periods = periods
  }

  /// The group that a margin of a window counts some days in; nil if it leaves them out.
  private static func group(
    of part: Part, in window: ReportingWindow, periods: [ReportingCadence: [Int: Int]], cuts: [Int32]
  ) -> Int? {
    switch window {
    case .periods(let cadence):
      return part.start.flatMap(cadence.start).flatMap { periods[cadence]?[$0] }
    case .phase(let phase):
      guard let passed = part.passed, let first = cuts.firstIndex(of: phase.first.daysSince2000),
        let end = cuts.firstIndex(of: phase.last.daysSince2000 + 1)
      else { return nil }
      return (first + 1...end).contains(passed) ? 0 : nil
    }
  }

  // MARK: - Figures

  /// Whether the figure of the given values may be printed. One over several values of a condition is printed if the
  /// figures of all of them are.
  func prints(_ values: [String: [String?]], level: ConfidentialityLevel, window: CountWindow) -> Bool {
    let names = values.keys.sorted()
    guard let (margin, tail) = place(names, level, window) else { return false }
    // In a period without a meeting there is nobody.
    guard let tail else { return true }
    var figures: [[Int]] = [[]]
    for name in names {
      // A value that does not occur counts nobody.
      let known = (values[name] ?? []).compactMap { places[name]?[$0] }
      figures = figures.flatMap { figure in known.map { figure + [$0] } }
    }
    return figures.allSatisfy { plan.prints($0 + tail, ofMargin: margin) }
  }

  /// The margin of figures over a window and their groups beyond their values, nil for a period that has none; nil where
  /// no report prints such figures.
  private func place(
    _ names: [String], _ level: ConfidentialityLevel, _ window: CountWindow
  ) -> (margin: Int, groups: [Int]?)? {
    func margin(_ window: ReportingWindow?) -> Int? {
      margins[PeopleMargins.Margin(kept: names, level: level, window: window)]
    }
    switch window {
    case .open: return nil
    case .all: return margin(nil).map { ($0, [0]) }
    case .days(let first, let last):
      if let phase = margin(.phase(ReportingPhase(first: first, last: last))) { return (phase, [0, 0]) }
      for (cadence, groups) in periods.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        guard let start = cadence.start(from: first, through: last), let margin = margin(.periods(cadence))
        else { continue }
        return (margin, groups[start].map { [0, $0] })
      }
      return nil
    }
  }

  private static func place<Value: Hashable>(_ value: Value, _ places: inout [Value: Int]) -> Int {
    if let known = places[value] { return known }
    places[value] = places.count
    return places.count - 1
  }

  /// The same margins in the same order, whatever a dictionary's order is.
  private static func order(_ margin: PeopleMargins.Margin) -> [String] {
    let window =
      switch margin.window {
      case nil: ""
      case .periods(let cadence): cadence.rawValue
      case .phase(let phase): phase.description
      }
    return ["\(margin.level.rawValue)", window] + margin.kept
  }
}
