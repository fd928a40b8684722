import Disclosure
import Postgres
import Records

/// Which figures of one measure of people may be printed of a programme, by the names that queries use.
struct PeoplePlan: Sendable {
  /// The data that a plan is made of.
  private typealias Row = (values: [String?], level: Int, month: Int?, count: Int)

  let plan: SuppressionPlan
  private let margins: [PeopleMargins.Margin: Int]
  private let places: [String: [String?: Int]]
  private let periods: [ReportingCadence: [Int: Int]]

  /// Reads what is counted of the whole programme, at every level, and makes the plan.
  init(
    _ margins: PeopleMargins, query: RecordQuery, threshold: Int, on connection: Connection,
    programme: SnapshotProgramme
  ) async throws {
    let statement = CompiledQuery(query, in: programme).atoms(
      dimensions: margins.dimensions, measure: margins.measure)
    let result = try await connection.query(statement)
    guard result.rows.count <= SnapshotLimits.atoms else { throw SnapshotFault.tooManyCells }
    let names = margins.dimensions.count
    let rows = try result.rows.map { row in
      (
        values: try (0..<names).map { try row.value(at: $0, as: String?.self) },
        level: try row.value(at: names, as: Int.self), month: try row.value(at: names + 1, as: Int?.self),
        count: try row.value(at: names + 2, as: Int.self)
      )
    }
    try self.init(margins, rows, threshold: threshold)
  }

  private init(_ margins: PeopleMargins, _ rows: [Row], threshold: Int) throws {
    let names = margins.dimensions
    var places: [[String?: Int]] = names.map { _ in [:] }
    var starts: [Int?: Int] = [nil: 0]
    let cells = rows.map { row -> (values: [Int], count: Int) in
      let start = row.month.flatMap { month in margins.finestCadence.map { $0.start(ofMonth: month) } }
      let values = row.values.enumerated().map { index, value in Self.place(value, &places[index]) }
      return (values + [row.level, Self.place(start, &starts)], row.count)
    }
    let sizes = places.map { max($0.count, 1) } + [ConfidentialityLevel.allCases.count, starts.count]
    // A figure's number in its margin must fit.
    let figures = sizes.reduce(1.0) { $0 * Double($1) }
    guard figures < Double(Int.max / 2) else { throw SnapshotFault.tooManyCells }
    var cube = CountCube(sizes: sizes)
    for cell in cells { cube.add(cell.values, count: cell.count) }

    var periods: [ReportingCadence: [Int: Int]] = [:]
    for cadence in Set(margins.usefulness.keys.compactMap(\.cadence)) {
      let firsts = Set(starts.keys.compactMap { $0.map(cadence.start) }).sorted()
      periods[cadence] = Dictionary(uniqueKeysWithValues: firsts.enumerated().map { ($1, $0) })
    }
    let ordered = margins.usefulness.keys.sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    plan = SuppressionPlan(
      cube,
      margins: ordered.map { margin in
        var components = names.enumerated().filter { margin.kept.contains($1) }.map { index, _ in
          CountMargin.Component(dimension: index, groups: (0..<sizes[index]).map(Optional.some))
        }
        let levels = ConfidentialityLevel.allCases.map { $0 <= margin.level ? 0 : nil as Int? }
        components.append(CountMargin.Component(dimension: names.count, groups: levels))
        if let cadence = margin.cadence {
          var groups = [Int?](repeating: nil, count: starts.count)
          for (start, place) in starts {
            groups[place] = start.flatMap { periods[cadence]?[cadence.start(ofMonth: $0)] }
          }
          components.append(CountMargin.Component(dimension: names.count + 1, groups: groups))
        }
        return CountMargin(components: components, usefulness: margins.usefulness[margin] ?? 1)
      }, threshold: threshold)
    self.margins = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
    self.places = Dictionary(uniqueKeysWithValues: zip(names, places))
    self.periods = periods
  }

  /// Whether the figure of the given values may be printed. One over several values of a condition is printed if the
  /// figures of all of them are.
  func prints(_ values: [String: [String?]], level: ConfidentialityLevel, window: CountWindow) -> Bool {
    let names = values.keys.sorted()
    var cadence: ReportingCadence?
    var tail = [0]
    switch window {
    case .free: return false
    case .all: break
    case .period(let known, let start):
      cadence = known
      guard let periods = periods[known] else { return false }
      // In a period without a meeting there is nobody.
      guard let place = periods[start] else { return true }
      tail.append(place)
    }
    guard let margin = margins[PeopleMargins.Margin(kept: names, level: level, cadence: cadence)] else { return false }
    var figures: [[Int]] = [[]]
    for name in names {
      // A value that does not occur counts nobody.
      let known = (values[name] ?? []).compactMap { places[name]?[$0] }
      figures = figures.flatMap { figure in known.map { figure + [$0] } }
    }
    return figures.allSatisfy { plan.prints($0 + tail, ofMargin: margin) }
  }

  private static func place<Value: Hashable>(_ value: Value, _ places: inout [Value: Int]) -> Int {
    if let known = places[value] { return known }
    places[value] = places.count
    return places.count - 1
  }

  /// The same margins in the same order, whatever a dictionary's order is.
  private static func order(_ margin: PeopleMargins.Margin) -> [String] {
    ["\(margin.level.rawValue)", margin.cadence?.rawValue ?? ""] + margin.kept
  }
}
