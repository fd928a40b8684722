import Disclosure
import Postgres
import Records

/// All counts of one report, with what must be hidden of them.
///
/// Sums of people are shown as the programme's plan says, which is one for all reports. Counts that do not add up are
/// shown whole or not at all, and so are counts of records crossed with what tells of people: no plan stands behind these,
/// so whoever may not have the records gets only those that some report prints, never one of conditions of their own,
/// which could be subtracted from another.
struct Tallies {
  private let tallies: [Tally]
  private let declared: [DeclaredCount]
  private let plans: PeoplePlans

  init(_ queries: [RecordQuery], declared: [DeclaredCount], plans: PeoplePlans) {
    tallies = queries.compactMap { Tally($0) }
    self.declared = declared
    self.plans = plans
  }

  /// The rows by query, what is withheld of them, and which share of the counts of people is.
  func rows(
    on connection: Connection, programme: SnapshotProgramme
  ) async throws -> (rows: [String: [TallyRow]], withheld: WithheldTally, hidden: HiddenShare) {
    guard !tallies.isEmpty else { return ([:], WithheldTally(), HiddenShare(hidden: 0, printed: 0)) }
    var loaded = tallies
    let grants = try await ProgrammeGrants(of: programme, upTo: .confidential, on: connection)
    for index in loaded.indices { try await loaded[index].load(on: connection, programme: programme) }
    var rows: [String: [TallyRow]] = [:]
    var (hidden, printed): (Set<CountedCell>, Set<CountedCell>) = ([], [])
    for tally in loaded {
      var hiding: [(any CellHiding)?] = []
      for (index, measure) in tally.measures.enumerated() {
        let isSensitive = tally.isSensitive(measure)
        hiding.append(isSensitive ? try await self.hiding(tally, index, loaded, grants, connection, programme) : nil)
      }
      let shown = Self.rows(of: tally, hiding)
      for row in shown {
        let cells = CountedCell.all(in: row, of: tally)
        hidden.formUnion(cells.hidden)
        printed.formUnion(cells.printed)
      }
      rows[tally.query.name] = shown
    }
    var withheld = WithheldTally()
    withheld.add(.smallCell, hidden.count)
    return (rows, withheld, HiddenShare(hidden: hidden.count, printed: printed.count))
  }

  /// What must be hidden of one measure of a tally.
  private func hiding(
    _ tally: Tally, _ index: Int, _ loaded: [Tally], _ grants: ProgrammeGrants, _ connection: Connection,
    _ programme: SnapshotProgramme
  ) async throws -> any CellHiding {
    let measure = tally.measures[index]
    let counts = (declared.isEmpty ? ownCounts(programme.scope.level) : declared)
      .filter { $0.query.source == tally.query.source && $0.concerns(grants) }
    let windows = Set(counts.flatMap { $0.windows(grants) })
    let isWhole = CountWindow(tally.query).isWhole(among: windows)
    let mayHaveAll = programme.scope.records == .all
    guard isWhole || mayHaveAll else { throw try await fault(windows, programme, connection) }
    if PeopleMargins.holds(tally.query, measure), isWhole {
      let margins = PeopleMargins(tally.query.source, measure, declared: counts, grants: grants)
      let plan = try await plans.plan(
        margins, query: tally.query, on: connection, programme: programme)
      return PlannedTally(tally, plan: plan, scope: programme.scope)
    }
    if !mayHaveAll, !isDeclared(tally.query, measure, grants) { return PlannedTally.nothing }
    guard measure.countsPeople, tally.addsUp(measure) else {
      return WholeTally(
        tally, measure, beside: linked(to: tally, measure, among: loaded), threshold: programme.threshold)
    }
    return mayHaveAll ? PlannedTally(tally, measure: index, threshold: programme.threshold) : PlannedTally.nothing
  }

  /// Names the windows that the reader may ask for, and no phase of a record that the reader may not see.
  private func fault(
    _ windows: Set<ReportingWindow>, _ programme: SnapshotProgramme, _ connection: Connection
  ) async throws -> PeriodFault {
    let told = try await ProgrammeGrants(of: programme, upTo: programme.scope.level, on: connection)
    let seen = Set(told.phasesByReport.values.flatMap { $0 })
    return PeriodFault(
      cadences: ReportingCadence.allCases.filter { windows.contains(.periods($0)) },
      phases: seen.filter { windows.contains(.phase($0)) }.sorted())
  }

  private func isDeclared(_ query: RecordQuery, _ measure: RecordMeasure, _ grants: ProgrammeGrants) -> Bool {
    declared.isEmpty || declared.contains { $0.concerns(grants) && $0.allows(query, measure) }
  }

  /// Where no formats are known, what is asked for is all that is printed.
  private func ownCounts(_ level: ConfidentialityLevel) -> [DeclaredCount] {
    tallies.compactMap { DeclaredCount($0.query, level: level, cadences: ReportingCadence.allCases) }
  }

  private static func rows(of tally: Tally, _ hiding: [(any CellHiding)?]) -> [TallyRow] {
    tally.groupings.flatMap { kept, cells in
      cells.map { cell in
        let values = Dictionary(uniqueKeysWithValues: zip(kept, cell.values))
        let measures = zip(cell.measures, hiding).map { count, hiding in
          hiding?.count(count, values) ?? .shown(count)
        }
        return TallyRow(values: values, measures: measures, figures: cell.figures, records: cell.records)
      }
    }
  }

  private func linked(to tally: Tally, _ measure: RecordMeasure, among tallies: [Tally]) -> [Tally] {
    tallies.filter { other in
      other.query.name != tally.query.name && other.query.source == tally.query.source
        && other.query.filters == tally.query.filters && other.measures.contains(measure)
    }
  }
}
