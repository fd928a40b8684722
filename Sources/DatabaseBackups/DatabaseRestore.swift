import Glibc
import Postgres
public import RecordStore

/// A backup that can be restored, as far as it can tell itself: nothing else was touched yet.
public struct VerifiedBackup: Sendable {
  let archive: BackupArchive
  let identity: [UInt8]?

  /// Reads all of a file and compares it with what was noted down when it was made.
  ///
  /// - Parameters:
  ///   - identity: the content of the file with age's secret key; nil if there is none.
  ///   - progress: hears how many bytes were read.
  /// - Throws: ``BackupFault``.
  public init(
    _ archive: BackupArchive, identity: [UInt8]?, progress: @escaping @Sendable (Int64) -> Void
  ) async throws {
    guard !archive.isEncrypted || identity != nil else {
      throw BackupFault("\(archive.path) is encrypted. Name the file with age's secret key: --identity FILE")
    }
    if let manifest = archive.manifest, manifest.schemaVersion > SchemaUpgrade.latest {
      throw BackupFault(
        "\(archive.path) has schema version \(manifest.schemaVersion) and was made by Kurukan \(manifest.program); "
          + "this program knows versions up to \(SchemaUpgrade.latest). Restore it with that Kurukan or a newer one.")
    }
    try await BlockingWork.run { try archive.verify(progress) }
    self.archive = archive
    self.identity = archive.isEncrypted ? identity : nil
  }
}

/// Brings a backup into an empty database, and the database to this program's schema.
///
/// It is restored in one transaction, so that a fault leaves the database as empty as it was.
public struct DatabaseRestore: Sendable {
  /// What is being done, to be told.
  public enum Step: Sendable {
    /// So many bytes were given to `pg_restore`.
    case restored(Int64)
    /// The restored rows are counted, migrated and analysed.
    case completing
  }

  /// What came of it.
  public struct Outcome: Sendable {
    /// Tables and rows that are there now.
    public var counts: [String: Int64]
    /// The schema's version as it was restored.
    public var schemaVersion: Int
    /// The tokens that hold.
    public var tokens: [TokenRecord]
    /// How the key that was given stands to the database.
    public var pseudonymKey: PseudonymKeyStanding
    /// The statement that an administrator of the server has to run, since this role may not; nil if nothing is left to
    /// do.
    public var statementLeft: String?
  }

  private let backup: VerifiedBackup
  private let database: DatabaseAddress
  private let programs: String?
  private var archive: BackupArchive { backup.archive }

  /// - Parameter programs: the folder of `pg_restore`; nil for where Debian puts it, and PATH.
  public init(_ backup: VerifiedBackup, into database: DatabaseAddress, programs: String?) {
    self.backup = backup
    self.database = database
    self.programs = programs
  }

  /// Restores, migrates, analyses and compares.
  ///
  /// - Parameter key: the pseudonym key that the server will be given, to be compared.
  /// - Throws: ``BackupFault``, or `CancellationError`.
  public func run(
    key: PseudonymKey?, progress: @escaping @Sendable (Step) -> Void
  ) async throws -> Outcome {
    let connection = try await database.connect()
    do {
      let outcome = try await run(on: connection, key, progress)
      await connection.close()
      return outcome
    } catch {
      await connection.close()
      if Task.isCancelled { throw CancellationError() }
      switch error {
      case let error as SchemaFault: throw BackupFault("The dump is restored, but cannot be used: \(error)")
      case let error as DatabaseError: throw BackupFault("The database failed: \(error)")
      default: throw error
      }
    }
  }

  private func run(
    on connection: Connection, _ key: PseudonymKey?, _ progress: @escaping @Sendable (Step) -> Void
  ) async throws -> Outcome {
    if let table = try await TableCounts.anything(on: connection) {
      throw BackupFault(
        "The database is not empty: it holds \(table). Name an empty one, or make this one anew: dropdb and createdb, "
          + "or, for the server's own, move its folder postgresql out of --data.")
    }
    let program = try await restorer(on: connection)
    try await restore(with: program, progress)
    progress(.completing)
    let counts = try await connection.transaction(.repeatableReadReadOnly) { try await TableCounts.all(on: $0) }
    try compare(counts)
    guard let version = try await SchemaUpgrade.version(on: connection) else {
      throw BackupFault(
        "The dump is restored, but is none of Kurukan's: it has no table schema_migration. Drop the database, and "
          + "restore the right dump.")
    }
    try await SchemaUpgrade.run(on: connection)
    let statementLeft = try await closeToPublic(connection)
    // Until autovacuum comes by, the planner would take every table for a small one.
    try await connection.execute(script: "ANALYZE")
    return Outcome(
      counts: counts, schemaVersion: version, tokens: try await AccessTokens.valid(on: connection),
      pseudonymKey: try await PseudonymKeyStanding.of(key, on: connection), statementLeft: statementLeft)
  }

  private func restorer(on connection: Connection) async throws -> String {
    let server = try await ServerFacts.version(on: connection)
    let dumper = archive.manifest?.dumper ?? server
    if let manifest = archive.manifest, manifest.server.major > server.major {
      throw BackupFault(
        "\(archive.path) comes from PostgreSQL \(manifest.server.text), and this database is of \(server.text), which "
          + "is older. Restore into \(manifest.server.major) or newer.")
    }
    return try ClientProgram.find(
      "pg_restore", in: programs, atLeast: max(server.major, dumper.major),
      because: "the dump is of \(dumper.text), the database of \(server.text)"
    ).path
  }

  private func restore(with program: String, _ progress: @escaping @Sendable (Step) -> Void) async throws {
    let run = try RestoreProcesses(program, database, identity: backup.identity)
    try await withTaskCancellationHandler {
      try await run.feed(archive, progress)
    } onCancel: {
      run.stop()
    }
  }

  private func compare(_ counts: [String: Int64]) throws {
    guard let expected = archive.manifest?.counts, expected != counts else { return }
    let names = Set(expected.keys).union(counts.keys).sorted().filter { expected[$0] != counts[$0] }
    let first = names.first ?? ""
    throw BackupFault(
      "The restored database is not what was saved: \(names.count) tables differ, \(first) has \(counts[first] ?? 0) "
        + "rows instead of \(expected[first] ?? 0). Do not use it; drop the database, and restore again.")
  }

  /// A new database lets everybody connect who has a role in the server; no dump says otherwise.
  private func closeToPublic(_ connection: Connection) async throws -> String? {
    let row = try await connection.query(
      """
      SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname), pg_has_role(datdba, 'USAGE')
      FROM pg_database WHERE datname = current_database()
      """
    ).first
    guard let (statement, isOwner) = try row?.decode((String, Bool).self) else { return nil }
    guard isOwner else { return statement }
    try await connection.execute(script: statement)
    return nil
  }
}

/// `pg_restore` at work, and `age` before it.
private final class RestoreProcesses: Sendable {
  private let processes: [ToolProcess]
  private let input: ToolPipe

  init(_ program: String, _ database: DatabaseAddress, identity: [UInt8]?) throws(BackupFault) {
    let plain = try ToolPipe()
    let restorer = try ToolProcess(
      program,
      [
        "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--no-password",
        "--dbname=\(database.argument)",
      ], environment: database.environment, files: ToolProcess.Files(input: plain.reading))
    plain.closeReading()
    guard let identity else {
      (processes, input) = ([restorer], plain)
      return
    }
    do throws(BackupFault) {
      input = try ToolPipe()
      let decryption = try Encryption.decrypt(
        with: identity, ToolProcess.Files(input: input.reading, output: plain.writing))
      processes = [decryption, restorer]
    } catch {
      restorer.stop()
      plain.closeWriting()
      _ = restorer.wait()
      throw error
    }
    plain.closeWriting()
    input.closeReading()
  }

  func stop() { for process in processes { process.stop() } }

  /// Gives the dump to them and waits for their end.
  func feed(
    _ archive: BackupArchive, _ progress: @escaping @Sendable (DatabaseRestore.Step) -> Void
  ) async throws {
    try await BlockingWork.run { [self] in
      let result = Result { try write(archive) { progress(.restored($0)) } }
      // Half a dump must not look like all of it, so they are ended before its end is shown.
      if case .failure = result { stop() }
      input.closeWriting()
      let failed = processes.filter { !$0.wait() }
      try result.get()
      guard let first = failed.first else { return }
      throw BackupFault("\(first.name) failed, and nothing was changed: \(first.complaint)")
    }
  }

  /// Writes until all is written, or nobody reads any more: why they do not, they tell by themselves.
  private func write(_ archive: BackupArchive, _ progress: (Int64) -> Void) throws(BackupFault) {
    var written: Int64 = 0
    var isRead = true
    try archive.forEachPiece { piece throws(BackupFault) in
      var done = 0
      while isRead, done < piece.count {
        let count = Glibc.write(input.writing, piece.baseAddress.map { $0 + done }, piece.count - done)
        if count < 0, errno == EINTR { continue }
        isRead = count > 0
        done += max(0, count)
      }
      written += Int64(done)
      progress(written)
    }
  }
}
