import Disclosure
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// What is told of a database that does not do its work, and what becomes of records meanwhile.
@Suite("A database that is kept from its work")
struct ImpedimentTests {
  /// Runs a script that keeps the database from its work, and one that mends it after `meanwhile`.
  private static func with(
    _ script: String, mend: String, _ meanwhile: @escaping @Sendable (StoreFixture) async throws -> Void
  ) async throws {
    try await StoreFixture.with { fixture in
      #expect(await fixture.store.impediment() == nil)
      try await TestQuery.run(fixture.connectionString) { try await $0.execute(script: script) }
      try await meanwhile(fixture)
      // Otherwise libpq would not connect to a database that is read only.
      try await TestQuery.run(fixture.connectionString + " target_session_attrs=any") {
        try await $0.execute(script: mend)
      }
      try await stores(fixture, "afterwards")
      #expect(await fixture.store.impediment() == nil)
    }
  }

  /// Keeps every connection for calls busy while `body` runs.
  private static func busy(
    _ fixture: StoreFixture, while body: () async throws -> Void
  ) async throws {
    let locking = try await Connection.connect(ConnectionConfiguration(fixture.connectionString))
    try await locking.execute(script: "BEGIN; LOCK TABLE finding IN ACCESS EXCLUSIVE MODE")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Store.PoolSizes().general {
        group.addTask { _ = try await fixture.stored(.finding, "none") }
      }
      let general = { fixture.store.pools.first { $0.name == "general" }?.statistics }
      while general()?.leased ?? 0 < Store.PoolSizes().general { await Task.yield() }
      try await body()
      try await locking.execute(script: "ROLLBACK")
      try await group.waitForAll()
    }
    await locking.close()
  }

  @Test("While calls keep every connection busy, the database is well")
  func busy() async throws {
    try await StoreFixture.with { fixture in
      try await Self.busy(fixture) { #expect(await fixture.store.impediment() == nil) }
    }
  }

  @Test("While calls keep every connection busy, tokens are known, and looked up when they are shown first")
  func busyTokens() async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let principal = Principal(name: "amina", role: .submitter, level: .restricted)
      let seen = try await tokens.issue(TokenOrder(principal), by: "root")
      let new = try await tokens.issue(TokenOrder(principal), by: "root")
      #expect(try await tokens.resolve(seen.text) == principal)
      try await Self.busy(fixture) {
        // What keeps up what memory knows, and what is asked where memory knows nothing, as after a second without that.
        try await tokens.refresh()
        tokens.forget(seen.id)
        for text in [seen.text, new.text] { #expect(try await tokens.resolve(text) == principal) }
      }
    }
  }

  private static func fault(_ fixture: StoreFixture, _ record: JSONValue) async throws -> IntakeFault? {
    let record = try StoreFixture.reader.read(record.bytes)
    let sender = Sender(name: "amina", team: "team")
    guard case .failure(let fault) = await fixture.store.intake.submit(record, sender: sender, requestID: "r") else {
      return nil
    }
    return fault
  }

  /// Submits until the record is taken in, as a client does that is told when to try again.
  private static func stores(_ fixture: StoreFixture, _ key: String) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while let fault = try await fault(fixture, finding(key, engagement: nil)) {
      #expect(fault.code == .database && fault.cause?.impediment != nil, "\(fault)")
      guard ContinuousClock.now < deadline else {
        Issue.record("Nothing is stored again: \(fault)")
        return
      }
    }
    #expect(try await fixture.stored(.finding, key) != nil)
  }

  private static func refusing(_ sqlstate: String) -> String {
    """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '\(sqlstate)'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON finding FOR EACH STATEMENT EXECUTE FUNCTION refuse();
    """
  }

  @Test(
    "No record is to blame for it, all are told why, and taken in again once it is mended",
    arguments: [
      ("53100", DatabaseImpediment.diskFull), ("53200", .resourcesExhausted), ("58030", .filesDamaged),
      ("25006", .readOnly), ("42501", .rightsMissing),
    ])
  func records(sqlstate: String, impediment: DatabaseImpediment) async throws {
    try await Self.with(Self.refusing(sqlstate), mend: "DROP TRIGGER refuse ON finding") { fixture in
      for number in 0..<3 {
        let fault = try await Self.fault(fixture, finding("f-\(number)", engagement: nil))
        #expect(fault?.code == .database && fault?.cause?.impediment == impediment, "\(String(describing: fault))")
      }
      #expect(fixture.store.intake.impediment == impediment)
    }
  }

  @Test("A table that is missing is seen before any record needs it")
  func missingTable() async throws {
    try await Self.with("ALTER TABLE lesson RENAME TO elsewhere", mend: "ALTER TABLE elsewhere RENAME TO lesson") {
      #expect(await $0.store.impediment() == .schemaIncomplete)
    }
  }

  @Test("A schema of another version is seen, an older one and a newer one, and one of which nothing is known")
  func otherVersion() async throws {
    let last = StoreSchema.standard.migrations.last!.version
    for (script, mend) in [
      (
        "UPDATE schema_migration SET version = -1 WHERE version = \(last)",
        "UPDATE schema_migration SET version = \(last) WHERE version = -1"
      ),
      (
        "INSERT INTO schema_migration (version, name, checksum) VALUES (\(last + 1), 'later', 'x')",
        "DELETE FROM schema_migration WHERE version = \(last + 1)"
      ),
      ("ALTER TABLE schema_migration RENAME TO elsewhere", "ALTER TABLE elsewhere RENAME TO schema_migration"),
    ] {
      try await Self.with(script, mend: mend) { #expect(await $0.store.impediment() == .schemaIncomplete) }
    }
  }

  @Test("A database that is set to be read only is seen")
  func readOnly() async throws {
    func set(_ value: String) -> String {
      """
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = \(value)', current_database());
      END $$;
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
      """
    }
    try await Self.with(set("on"), mend: "SET transaction_read_only = off; " + set("off")) { fixture in
      // The connections that were ended say so before new ones are made.
      let deadline = ContinuousClock.now + .seconds(20)
      while await fixture.store.impediment() != .readOnly, ContinuousClock.now < deadline { await Task.yield() }
      #expect(await fixture.store.impediment() == .readOnly)
      let fault = try await Self.fault(fixture, finding("f", engagement: nil))
      #expect(fault?.cause?.impediment == .readOnly, "\(String(describing: fault))")
    }
  }

  @Test("What a writer was refused stands until a write of its own shows that it is mended")
  func probed() async throws {
    try await Self.with(Self.refusing("53100"), mend: "DROP TRIGGER refuse ON finding") { fixture in
      _ = try await Self.fault(fixture, finding("f", engagement: nil))
      #expect(fixture.store.intake.impediment == .diskFull)
      // Nothing keeps this database from growing its files, so that the writer may try again.
      #expect(await fixture.store.impediment() == nil)
      #expect(fixture.store.intake.impediment == nil)
    }
  }

  @Test("What is answered without a write leaves standing what a writer was refused")
  func unwritten() async throws {
    try await StoreFixture.with { fixture in
      try await TestQuery.run(fixture.connectionString) { try await $0.execute(script: Self.refusing("53100")) }
      // No pause, in which nothing would be tried.
      let intake = try Intake(
        configuration: ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        breaker: IntakeBreaker(pause: .zero))
      func code(_ record: JSONValue) async throws -> IntakeFault.Code? {
        let record = try StoreFixture.reader.read(record.bytes)
        let answer = await intake.submit(record, sender: Sender(name: "amina", team: "team"), requestID: "r")
        if case .failure(let fault) = answer { return fault.code }
        return nil
      }
      #expect(try await code(finding("new", engagement: nil)) == .database)
      #expect(intake.impediment == .diskFull)
      #expect(try await code(merged(finding("f", engagement: nil).object!, ["programme": "q"])) == .programmeUnknown)
      #expect(intake.impediment == .diskFull)
      #expect(try await code(engagement("e")) == nil)
      #expect(intake.impediment == nil)
      await intake.close()
    }
  }

  @Test("Of a batch that fails for a reason that says nothing of the database, only the one record fails")
  func poison() async throws {
    try await StoreFixture.with { fixture in
      try await TestQuery.run(fixture.connectionString) {
        try await $0.execute(
          script: """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON finding FOR EACH ROW WHEN (NEW.key = 'f-77')
              EXECUTE FUNCTION refuse();
            """)
      }
      let faults = try await withThrowingTaskGroup(of: (String, IntakeFault)?.self) { group in
        for number in 0..<300 {
          group.addTask {
            let key = "f-\(number)"
            return try await Self.fault(fixture, finding(key, engagement: nil)).map { (key, $0) }
          }
        }
        return try await group.reduce(into: [(String, IntakeFault)]()) { if let fault = $1 { $0.append(fault) } }
      }
      #expect(faults.map(\.0) == ["f-77"])
      #expect(faults.first?.1.code == .database && faults.first?.1.cause?.sqlstate == "P0001")
      #expect(fixture.store.intake.impediment == nil)
    }
  }
}
