import Digests
import Glibc
import JSONBytes
import Postgres
import RecordStore
import Synchronization

/// Saves a database into one file, while servers use it.
///
/// A transaction of this program's holds the snapshot in which the rows are counted and `pg_dump` reads; beside that
/// only the locks of reading are held, which nothing but a change of the schema waits for.
public struct DatabaseBackup: Sendable {
  let database: DatabaseAddress
  let programs: String?
  let recipients: Encryption.Recipients?
  let version: String

  /// - Parameters:
  ///   - programs: the folder of `pg_dump`; nil for where Debian puts it, and PATH.
  ///   - recipients: whom it is encrypted to; nil for nobody.
  ///   - version: this program's.
  public init(
    of database: DatabaseAddress, programs: String?, recipients: Encryption.Recipients?, version: String
  ) {
    self.database = database
    self.programs = programs
    self.recipients = recipients
    self.version = version
  }

  /// Writes the backup. On any fault, nothing is left of it.
  ///
  /// - Parameters:
  ///   - path: the file, which must not be there yet.
  ///   - progress: hears how many bytes are written.
  /// - Throws: ``BackupFault``, or `CancellationError`.
  public func write(
    to path: String, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> BackupManifest {
    let file = try BackupFile(path)
    let connection = try await database.connect()
    do {
      // The file ends with its holder: what is thrown here takes it away.
      let manifest = try await write(file, connection, progress)
      await connection.close()
      return manifest
    } catch {
      await connection.close()
      file.discard()
      if Task.isCancelled { throw CancellationError() }
      guard let error = error as? DatabaseError else { throw error }
      throw BackupFault("The backup failed: \(error)")
    }
  }

  private func write(
    _ file: BackupFile, _ connection: Connection, _ progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> BackupManifest {
    let server = try await ServerFacts.version(on: connection)
    let dumper = try ClientProgram.find(
      "pg_dump", in: programs, atLeast: server.major, because: "refuses the database, which is of \(server.text)")
    let manifest = try await connection.transaction(.repeatableReadReadOnly) { connection in
      guard let schemaVersion = try await SchemaUpgrade.version(on: connection) else {
        throw BackupFault(
          "The database holds no Kurukan schema, so there is nothing to save. Name the right one: --data, or "
            + "--database-file.")
      }
      let row = try await connection.query(
        """
        SELECT pg_export_snapshot(), extract(epoch FROM now())::int8,
          to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        """
      ).first
      guard let (snapshot, seconds, createdAt) = try row?.decode((String, Int64, String).self) else {
        throw BackupFault("The database gave no snapshot.")
      }
      let dump = try Dump(dumper.path, database, snapshot, recipients)
      let storing = Task { try await dump.store(in: file, progress) }
      var manifest: BackupManifest
      do {
        manifest = BackupManifest(
          createdAt: createdAt, program: version, schemaVersion: schemaVersion, server: server, dumper: dumper.version,
          counts: try await TableCounts.all(on: connection), isEncrypted: recipients != nil)
      } catch {
        dump.stop()
        _ = await storing.result
        throw error
      }
      manifest.sha256 = try await withTaskCancellationHandler {
        try await storing.value
      } onCancel: {
        dump.stop()
      }
      manifest.bytes = file.dumped
      return (manifest: manifest, seconds: seconds)
    }
    try file.finish(manifest.manifest, at: manifest.seconds)
    return manifest.manifest
  }
}

/// `pg_dump` at work, and `age` behind it.
private final class Dump: Sendable {
  private let processes: [ToolProcess]
  private let output: ToolPipe

  init(
    _ program: String, _ database: DatabaseAddress, _ snapshot: String, _ recipients: Encryption.Recipients?
  ) throws(BackupFault) {
    let dumped = try ToolPipe()
    let dumper = try ToolProcess(
      program,
      [
        "--format=custom", "--no-password", "--snapshot=\(snapshot)",
        "--lock-wait-timeout=\(BackupLimits.lockWaitMilliseconds)", "--dbname=\(database.argument)",
      ], environment: database.environment, files: ToolProcess.Files(output: dumped.writing))
    // The end of the pipe is seen once nobody can write to it any more.
    dumped.closeWriting()
    guard let recipients else {
      (processes, output) = ([dumper], dumped)
      return
    }
    let encrypted: ToolPipe
    do throws(BackupFault) {
      encrypted = try ToolPipe()
      let encryption = try Encryption.encrypt(
        to: recipients, ToolProcess.Files(input: dumped.reading, output: encrypted.writing))
      // What encrypts is asked first when both fail: the other only found its pipe closed.
      processes = [encryption, dumper]
    } catch {
      dumped.closeReading()
      dumper.stop()
      _ = dumper.wait()
      throw error
    }
    dumped.closeReading()
    encrypted.closeWriting()
    output = encrypted
  }

  func stop() { for process in processes { process.stop() } }

  /// Writes what comes; its SHA-256.
  func store(in file: BackupFile, _ progress: @escaping @Sendable (Int64) -> Void) async throws -> String {
    try await BlockingWork.run { [self] in
      let result = Result { try copy(to: file, progress) }
      // A full disk must end them too: they would wait for somebody to read.
      output.closeReading()
      if case .failure = result { stop() }
      let failed = processes.filter { !$0.wait() }
      let sum = try result.get()
      guard let first = failed.first else { return sum }
      throw BackupFault("\(first.name) failed: \(first.complaint)")
    }
  }

  private func copy(to file: BackupFile, _ progress: (Int64) -> Void) throws(BackupFault) -> String {
    var hash = SHA256()
    var told: Int64 = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: BackupLimits.piece, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(output.reading, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", "what pg_dump writes") }
      guard count > 0 else { return Hexadecimal.text(hash.digest) }
      let piece = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])
      hash.update(piece)
      try file.write(piece)
      if file.dumped - told >= Int64(BackupLimits.progressStep) {
        told = file.dumped
        progress(told)
      }
    }
  }
}

/// What a database says of the server that it is in.
enum ServerFacts {
  static func version(on connection: Connection) async throws -> PostgresVersion {
    let text = try await connection.query("SELECT current_setting('server_version')").first?.value(
      at: 0, as: String.self)
    guard let version = text.flatMap(PostgresVersion.init(text:)) else {
      throw BackupFault("The database does not tell its version.")
    }
    return version
  }
}
