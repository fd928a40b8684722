import ArgumentParser
import DatabaseBackups
import Disclosure
import RecordStore
import Records

/// `kurukan restore`
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Brings a backup into an empty database, and says what else a server needs.",
    discussion: """
      The backup is compared with its SHA-256 before anything is changed, restored in one transaction, compared with \
      the counts in its manifest, brought to this program's schema and analysed. Owner of everything is the role that \
      restores, as if a server had made it, and the database is closed to all other roles.

        kurukan restore --data /var/lib/kurukan kurukan-20261129T020000Z.backup.tar
        kurukan restore --data /var/lib/kurukan --identity backup.key kurukan-20261129T020000Z.backup.tar
        kurukan restore --database-file connection --database-password-file password kurukan.dump

      With --data the server's own PostgreSQL is made anew; one that holds anything is refused: stop the server and \
      move its folder postgresql away first. A plain dump of pg_dump --format=custom is taken as well; it is compared \
      with the file of the same name and .sha256 if there is one.

      The list on standard output has the tokens that hold now, as the database knows them: their secrets are in no \
      backup.
      """)

  @Argument(help: "The backup, or a dump of pg_dump --format=custom.")
  var file: String

  @OptionGroup(title: "Database") var database: DatabaseAccessOptions

  @Option(help: "A file with the secret key of age, for a backup that was encrypted.")
  var identity: String?

  @Option(help: "The file with the pseudonym key that the server will be given, to be compared with the database's.")
  var pseudonymKeyFile: String?

  func run() throws {
    let archive: BackupArchive
    do throws(BackupFault) { archive = try BackupArchive(file) } catch { throw CommandFailure("\(error)") }
    let identity = try self.identity.map { path in
      try FileAccess.check(path, .secret)
      return try FileBytes.read(path, limit: BackupLimits.keyFile)
    }
    let key = try pseudonymKeyFile.map(ServerSecrets.key)
    let access = try DatabaseAccess(new: database)
    Program.goOn { try await restore(archive, identity, key, access) }
  }

  private func restore(
    _ archive: BackupArchive, _ identity: [UInt8]?, _ key: PseudonymKey?, _ access: DatabaseAccess
  ) async throws {
    if let manifest = archive.manifest {
      Terminal.error(
        "The backup was made at \(manifest.createdAt) by Kurukan \(manifest.program) from PostgreSQL "
          + "\(manifest.server.text): \(manifest.rows) rows, schema version \(manifest.schemaVersion).")
    }
    let programs = database.postgresqlPrograms
    let outcome = try await InterruptibleWork.run(interrupted: Self.interrupted) {
      let backup = try await VerifiedBackup(archive, identity: identity) {
        Terminal.progress("Compared \(ByteText.megabytes($0))")
      }
      try Task.checkCancellation()
      return try await access.unused { address in
        try await DatabaseRestore(backup, into: address, programs: programs).run(key: key) {
          Terminal.progress(Self.text($0))
        }
      }
    }
    try RestoreReport(archive: archive, outcome: outcome).say()
  }

  private static let interrupted =
    "The database is as empty as it was, or restored and not compared: then drop it before you restore again."

  private static func text(_ step: DatabaseRestore.Step) -> String {
    switch step {
    case .restored(let bytes): "Restored \(ByteText.megabytes(bytes))"
    case .completing: "Counting, migrating and analysing"
    }
  }
}

/// What an administrator is told after a restore.
struct RestoreReport {
  let archive: BackupArchive
  let outcome: DatabaseRestore.Outcome

  /// Writes the tokens to standard output and all else to standard error. Fails if the pseudonym key is another one.
  func say() throws {
    Terminal.error(
      "Restored \(outcome.counts.values.reduce(0, +)) rows of \(outcome.counts.count) tables; \(verification). \(schema)"
    )
    if let statement = outcome.statementLeft {
      Terminal.error("Every role of the server may connect to the database: as its owner, run \(statement)")
    }
    try sayTokens()
    switch outcome.pseudonymKey {
    case .unused: break
    case .same: Terminal.error("The pseudonym key is the database's.")
    case .needed:
      Terminal.error(
        "Bring the pseudonym key: this database's records were made with one, and a server with another is refused. "
          + "--pseudonym-key-file of kurukan restore compares it.")
    case .other:
      throw CommandFailure(
        "The database is restored, but the pseudonym key is not the one that its records were made with: bring that "
          + "one, from where it is kept apart from backups.")
    }
  }

  private var verification: String {
    switch (archive.manifest, archive.canBeVerified) {
    case (_?, _): "SHA-256 and the rows of every table are those of the manifest"
    case (nil, true): "SHA-256 is that of the file beside it; without a manifest, rows could not be compared"
    case (nil, false): "without a manifest, neither SHA-256 nor rows could be compared"
    }
  }

  private var schema: String {
    let (from, to) = (outcome.schemaVersion, SchemaUpgrade.latest)
    return from == to ? "The schema is of version \(to)." : "The schema was brought from version \(from) to \(to)."
  }

  private func sayTokens() throws {
    guard !outcome.tokens.isEmpty else {
      Terminal.error("No token holds: the server writes new ones into its folder when it starts.")
      return
    }
    Terminal.error(
      "These tokens hold. Bring the files that their holders keep; a token file that a new server wrote before is void, "
        + "and it will not write others. Without any of an administrator's, see deploy/README.md, \"Lost tokens\".")
    var table = TextTable(["ID", "PRINCIPAL", "ROLE", "LEVEL", "ENDS", "LABEL"].map { ($0, .left) })
    for token in outcome.tokens {
      table.add([
        token.id, token.principal.name, token.principal.role.rawValue, token.principal.level.code,
        token.expiresAt ?? "-", token.label,
      ])
    }
    try Terminal.output(table.text)
  }
}
