public import Logging
public import Postgres
public import Records

/// Everything that is kept: records with their history and reviews, and the tokens of those who may use them.
public struct Store: Sendable {
  /// Takes submissions in.
  public let intake: Intake
  /// Reads records and lists.
  public let reads: RecordReads
  /// Carries reviews out.
  public let reviews: RecordReviews
  /// Takes records out of reports and puts them back.
  public let endings: RecordEndings
  /// Erases texts that are kept no longer.
  public let retention: RecordRetention
  /// What reports are made from.
  public let snapshots: ReportSnapshots
  /// Reports that were composed.
  public let archive: ReportArchive
  /// Which plugins may not be run.
  public let plugins: PluginStandings
  /// Who may do what.
  public let tokens: AccessTokens
  /// Who did what.
  public let audit: AuditTrail

  /// The kinds that the store keeps.
  public let kinds: KindCatalogue
  /// What replaces senders' codes of persons and communities; without, such codes are refused.
  public let pseudonyms: Pseudonyms?

  private let archiveKeeper: ArchiveKeeper
  let condition: StoreCondition
  private let pool: ConnectionPool
  private let snapshotPool: ConnectionPool
  private let piecePool: ConnectionPool
  private let tokenPool: ConnectionPool
  private let conditionPool: ConnectionPool
  private let sizes: PoolSizes

  /// How many connections the store uses besides the intake's writers, the one that looks tokens up and the one that looks
  /// whether the database is well.
  public struct PoolSizes: Sendable {
    /// For reads, reviews and what else is small.
    public var general = 4
    /// For reports, each of which holds its snapshot while it renders.
    public var snapshots = 4

    /// For the pieces of reports that are being composed or written, each for as long as one takes.
    public var pieces = 2

    /// The usual sizes.
    public init() {}
  }

  /// Opens a database, first bringing its schema to this program's version.
  ///
  /// With `requiresStandby`, a submission is acknowledged only once a synchronous standby has it, too.
  ///
  /// Throws `DatabaseError` if it cannot be reached, ``SchemaFault`` if its schema is not this program's,
  /// ``PseudonymKeyFault`` if its records were made with another key than `pseudonymKey`.
  public static func open(
    _ configuration: ConnectionConfiguration, schema: StoreSchema = .standard, pseudonymKey: PseudonymKey? = nil,
    requiresStandby: Bool = false, pools: PoolSizes = PoolSizes(), logger: Logger
  ) async throws -> Store {
    let connection = try await Connection.connect(configuration)
    do {
      try await Migrator(connection: connection, logger: logger, migrations: schema.migrations).migrate()
      try await SchemaCheck(connection: connection, kinds: schema.kinds).run()
      if let pseudonymKey { try await PseudonymKeyCheck(connection: connection).run(pseudonymKey) }
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
    let store = try Store(
      configuration, schema: schema, pseudonyms: pseudonymKey?.pseudonyms,
      standby: StandbyConfirmation(isRequired: requiresStandby), pools: pools, logger: logger)
    store.tokens.startRefreshing()
    await store.archiveKeeper.start()
    return store
  }

  private init(
    _ configuration: ConnectionConfiguration, schema: StoreSchema, pseudonyms: Pseudonyms?,
    standby: StandbyConfirmation, pools: PoolSizes, logger: Logger
  ) throws(DatabaseError) {
    kinds = schema.kinds
    self.pseudonyms = pseudonyms
    sizes = pools
    let tables = KindTables(kinds)
    let programmes = ProgrammeDirectory()
    var configuration = configuration
    // Statements here are long and rows few: compiling one takes a second, and running it a few milliseconds.
    configuration.settings.append(("jit", "off"))
    intake = try Intake(
      configuration: configuration, tables: tables, programmes: programmes, standby: standby, logger: logger)
    var reading = configuration
    // A page is read in the order of keys, as its index has it. Of a table that was not analysed yet the planner believes
    // that hardly a row meets the conditions, and would read and sort all of them for every page.
    reading.settings += [("enable_sort", "off"), StoreLimits.idleInTransactionSetting]
    pool = ConnectionPool(PoolConfiguration(reading, maximum: pools.general))
    snapshotPool = ConnectionPool(PoolConfiguration(configuration, maximum: pools.snapshots))
    // What a run is made of need not be on the disk before the run is completed, which is a commit of its own: it brings
    // everything to the disk that was committed before it.
    var writing = configuration
    writing.settings.append(("synchronous_commit", "off"))
    piecePool = ConnectionPool(PoolConfiguration(writing, maximum: pools.pieces))
    reads = RecordReads(pool: pool, tables: tables, programmes: programmes)
    reviews = RecordReviews(pool: pool, tables: tables, programmes: programmes)
    endings = RecordEndings(pool: pool, tables: tables, programmes: programmes)
    retention = RecordRetention(pool: pool, tables: tables, programmes: programmes)
    snapshots = ReportSnapshots(pool: snapshotPool, kinds: kinds, programmes: programmes)
    archive = ReportArchive(pool: pool, pieces: piecePool, tables: tables)
    plugins = PluginStandings(pool: pool)
    archiveKeeper = ArchiveKeeper(archive: archive, logger: logger)
    tokenPool = ConnectionPool(PoolConfiguration(configuration, maximum: 1))
    tokens = AccessTokens(pool: pool, lookups: tokenPool)
    audit = AuditTrail(pool: pool, logger: logger)
    conditionPool = ConnectionPool(PoolConfiguration(configuration, maximum: 1))
    condition = StoreCondition(pool: conditionPool, intake: intake, standby: standby, schema: schema)
  }

  /// What the pools of connections do, each with its name and the most connections that it may have.
  public var pools: [(name: String, most: Int, statistics: PoolStatistics)] {
    [
      ("general", sizes.general, pool.statistics), ("snapshots", sizes.snapshots, snapshotPool.statistics),
      ("pieces", sizes.pieces, piecePool.statistics),
    ]
  }

  /// Carries through what waits, then closes every connection.
  public func close() async {
    await tokens.stopRefreshing()
    await archiveKeeper.stop()
    await intake.close()
    await audit.finish()
    await snapshotPool.shutdown()
    await piecePool.shutdown()
    await tokenPool.shutdown()
    await conditionPool.shutdown()
    await pool.shutdown()
  }
}
