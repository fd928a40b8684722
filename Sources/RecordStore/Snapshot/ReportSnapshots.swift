public import Disclosure
import Postgres
public import Records

/// What reports are made from: all of a report's queries against one snapshot of the database.
public struct ReportSnapshots: Sendable {
  let pool: ConnectionPool
  let kinds: KindCatalogue
  let programmes: ProgrammeDirectory
  private let plans = PeoplePlans()
  private let organisationNames = VersionedCache<NamedOrganisations.CacheKey, NamedOrganisations>(
    limit: SnapshotLimits.organisationLists)

  init(pool: ConnectionPool, kinds: KindCatalogue, programmes: ProgrammeDirectory) {
    self.pool = pool
    self.kinds = kinds
    self.programmes = programmes
  }

  /// Lends a snapshot of a programme to `body`, which reads the queries' rows from it in any order.
  ///
  /// The snapshot is one REPEATABLE READ transaction that lives no longer than `deadline`. Throws
  /// ``SnapshotFault`` if there is no such programme within the scope, ``PeriodFault`` if people are counted over days
  /// that are no whole period of a report by somebody who may not read the records.
  ///
  /// - Parameters:
  ///   - declared: every count that some report may print. What is hidden follows from all of them, so that no two
  ///     reports can be subtracted from one another; if it is empty, from the queries alone.
  ///   - threshold: counts of people below this are hidden, and groups of quotes of whom fewer met.
  public func withSnapshot<Value: Sendable>(
    of programme: String, scope: AccessScope, queries: [RecordQuery], declared: [DeclaredCount],
    threshold: SuppressionThreshold = .standard, deadline: ContinuousClock.Instant,
    _ body: @escaping @Sendable (ReportSnapshot) async throws -> Value
  ) async throws -> Value {
    guard scope.contains(programme: programme) else { throw SnapshotFault.programmeUnknown }
    return try await pool.withConnection { connection in
      let names: Set<String> = [programme, AccessScope.sharedProgramme]
      let numbers = try await programmes.numbers(of: names, on: connection)
      guard let number = numbers[programme], let shared = numbers[AccessScope.sharedProgramme] else {
        throw SnapshotFault.programmeUnknown
      }
      let bounds = SnapshotProgramme(
        number: number, sharedNumber: shared, scope: scope, kinds: kinds, threshold: threshold)
      return try await connection.transaction(.repeatableReadReadOnly, deadline: deadline) { connection in
        let preparation = SnapshotPreparation(
          connection: connection, programme: bounds, plans: plans, declared: declared,
          organisationNames: organisationNames)
        return try await body(try await preparation.snapshot(of: queries))
      }
    }
  }
}

/// Why there is no snapshot.
public struct SnapshotFault: Error, Sendable, Equatable {
  /// A stable name.
  public let name: String

  /// The programme does not exist, or lies outside of the scope.
  public static let programmeUnknown = SnapshotFault(name: "programme_unknown")
  /// A count has more cells than ``SnapshotLimits/cells``.
  public static let tooManyCells = SnapshotFault(name: "too_many_cells")
  /// There are more organisations to name than ``SnapshotLimits/organisations``.
  public static let tooManyOrganisations = SnapshotFault(name: "too_many_organisations")
  /// A query needs a higher level than the report has.
  public static let levelTooLow = SnapshotFault(name: "level_too_low")
}

/// What a snapshot holds at once. All of its limits stand here.
public enum SnapshotLimits {
  /// Rows fetched at once while a listing streams.
  public static let batchRows = 200
  /// Cells of one count; counts are held in memory, since suppression looks at all of them.
  public static let cells = 50_000
  /// The finest cells of a programme that the plan of what is hidden is made from.
  public static let atoms = 200_000
  /// Phases of grants in which one report covers single days; of more, those that end last.
  public static let phases = 24
  /// Organisations whose names are held in memory, for the labels of a report's rows.
  public static let organisations = 50_000
  /// Lists of organisations' names that are kept, each of up to ``organisations``.
  public static let organisationLists = 8
  /// Plans that are kept.
  public static let plans = 16
}
