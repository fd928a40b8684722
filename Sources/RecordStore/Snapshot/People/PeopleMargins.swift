import Disclosure
import Records

/// Everything that reports may print of one measure of people: the margins that the plan is made from.
struct PeopleMargins: Hashable, Sendable {
  /// One margin: figures told apart by dimensions, of all records up to a level, in all or in single periods.
  struct Margin: Hashable, Sendable {
    /// The names of the dimensions, sorted.
    let kept: [String]
    let level: ConfidentialityLevel
    /// nil for figures over all days.
    let window: ReportingWindow?
  }

  let source: RecordSource
  let measure: RecordMeasure
  /// What hiding a figure of each margin costs the reader.
  private(set) var usefulness: [Margin: Int] = [:]

  init(_ source: RecordSource, _ measure: RecordMeasure, declared: [DeclaredCount], grants: ProgrammeGrants) {
    self.source = source
    self.measure = measure
    for count in declared { add(count, grants) }
  }

  /// The dimensions of all margins, sorted.
  var dimensions: [String] { Set(usefulness.keys.flatMap(\.kept)).sorted() }

  /// The shortest periods of the calendar that all others are made of; nil where no figures cover some.
  var finestCadence: ReportingCadence? {
    let cadences = Set(
      usefulness.keys.compactMap { if case .periods(let cadence) = $0.window { cadence } else { nil } })
    return cadences.isEmpty ? nil : cadences.contains(.month) ? .month : .quarter
  }

  /// All phases of grants that figures cover, in their order.
  var phases: [ReportingPhase] {
    Set(usefulness.keys.compactMap { if case .phase(let phase) = $0.window { phase } else { nil } }).sorted()
  }

  /// The days on which a phase begins or is over, counted from 2000-01-01.
  var cuts: [Int32] { Set(phases.flatMap { [$0.first.daysSince2000, $0.last.daysSince2000 + 1] }).sorted() }

  /// Whether a query's figures of a measure are margins: sums of people over dimensions that have one value for each
  /// row, the same at every level.
  static func holds(_ query: RecordQuery, _ measure: RecordMeasure) -> Bool {
    guard case .counts(let groupBy, _, _) = query.shape, measure.countsPeople, measure.addsUp else { return false }
    return (groupBy + filters(query).map(\.name)).allSatisfy { name in
      query.source.dimension(name).map { !$0.isMultiple && $0.exceptions.isEmpty } ?? false
    }
  }

  /// The conditions of a query but those of its days, which its window tells.
  static func filters(_ query: RecordQuery) -> [RecordQuery.Filter] {
    query.filters.filter { $0.name != RecordQuery.Filter.notBefore && $0.name != RecordQuery.Filter.notAfter }
  }

  private mutating func add(_ count: DeclaredCount, _ grants: ProgrammeGrants) {
    let query = count.query
    guard query.source == source, case .counts(let groupBy, let measures, let totals) = query.shape,
      measures.contains(measure), Self.holds(query, measure)
    else { return }
    let filters = Self.filters(query)
    // What a request does not give sets no condition.
    let open = filters.filter(\.operand.isOpen).map(\.name)
    let fixed = filters.map(\.name).filter { !open.contains($0) }
    for grouping in totals ? Tally.subsets(of: groupBy) : [groupBy] {
      for condition in Tally.subsets(of: open) {
        for window in [nil] + count.windows(grants).map(Optional.some) {
          for level in ConfidentialityLevel.allCases where level >= query.level {
            let margin = Margin(kept: Set(grouping + fixed + condition).sorted(), level: level, window: window)
            let worth = Self.usefulness(margin, usual: count.level)
            usefulness[margin] = max(usefulness[margin] ?? 0, worth)
          }
        }
      }
    }
  }

  /// Grand totals before parts, all days before periods, the usual level before others. The total of a group is worth two
  /// of its parts, so that one total is hidden rather than three parts.
  private static func usefulness(_ margin: Margin, usual: ConfidentialityLevel) -> Int {
    let byParts = [1_000_000, 2_000, 1_000, 100]
    return byParts[min(margin.kept.count, byParts.count - 1)] * (margin.window == nil ? 10 : 1)
      * (margin.level == usual ? 10 : 1)
  }
}
