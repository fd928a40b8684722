import ArgumentParser
import DatabaseBackups
import Glibc

/// `kurukan backup`
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Saves the database into one file, while servers use it.",
    discussion: """
      All records, their history, reports, tokens' hashes and the audit trail are in the file: a tar archive with the \
      dump of pg_dump, of one moment, and a manifest with its SHA-256 and the rows of every table. Only you can read \
      it, and it has its name only once it is whole and on the disk.

        kurukan backup --data /var/lib/kurukan /var/backups/kurukan
        kurukan backup --data /var/lib/kurukan --recipient age1ql3z7hjy… /var/backups/kurukan
        kurukan backup --database-file connection --database-password-file password kurukan.backup.tar

      With --recipient it is encrypted by age (Debian's package) to a public key, so that nothing on this machine can \
      read it: age-keygen -o backup.key makes the pair, on another machine. Without, keep it as carefully as the \
      database.

      Not in it, to be kept apart: the pseudonym key, and the files of tokens. Bring it back with kurukan restore; try \
      that once a month.
      """)

  @Argument(help: "The file to write, or a folder, in which it is named by the time. Nothing is replaced.")
  var file: String

  @OptionGroup(title: "Database") var database: DatabaseAccessOptions

  @Option(
    name: .customLong("recipient"),
    help: ArgumentHelp(
      "Encrypts to a public key of age (age1… or ssh-…), or to those in a file. May be given again for others.",
      valueName: "key or file"))
  var recipients: [String] = []

  func run() throws {
    let recipients = try AgeKeys.recipients(self.recipients)
    let access = try DatabaseAccess(existing: database)
    let path = try BackupName.path(file)
    Program.goOn { try await save(to: path, recipients, access) }
  }

  private func save(to path: String, _ recipients: Encryption.Recipients?, _ access: DatabaseAccess) async throws {
    let programs = database.postgresqlPrograms
    let manifest = try await InterruptibleWork.run(interrupted: "Nothing was saved.") {
      try await access.existing { address in
        try await DatabaseBackup(
          of: address, programs: programs, recipients: recipients, version: Version.text
        ).write(to: path) { Terminal.progress("Saved \(ByteText.megabytes($0))") }
      }
    }
    Terminal.error(
      "Saved \(manifest.rows) rows of \(manifest.counts.count) tables, \(ByteText.megabytes(manifest.bytes)), schema "
        + "version \(manifest.schemaVersion), PostgreSQL \(manifest.server.text). Keep the pseudonym key "
        + "and the files of tokens apart from it: they are not in it.")
    if recipients == nil {
      Terminal.error("It holds confidential records in clear: encrypt it (--recipient) before it leaves this machine.")
    }
    try Terminal.output(path)
  }
}

/// The name of a new backup.
enum BackupName {
  /// The file that is meant by a file's name, or by a folder's.
  static func path(_ given: String) throws -> String {
    var facts = stat()
    let isFolder = stat(given, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    let folder = isFolder ? given : given.lastIndex(of: "/").map { String(given[...$0]) } ?? "."
    guard access(folder, W_OK | X_OK) == 0 else {
      let why = String(cString: strerror(errno))
      let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
      throw CommandFailure(
        "User \(user) cannot write into \(folder): \(why). Name a folder of theirs: "
          + "install -d -m 700 -o \(user) /var/backups/kurukan")
    }
    return isFolder ? "\(given)\(given.hasSuffix("/") ? "" : "/")kurukan-\(now()).backup.tar" : given
  }

  private static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Keys of age, read before root is given up.
enum AgeKeys {
  /// Nil where nobody is named.
  static func recipients(_ given: [String]) throws -> Encryption.Recipients? {
    guard !given.isEmpty else { return nil }
    let keys = given.filter { $0.hasPrefix("age1") || $0.hasPrefix("ssh-") }
    var lists: [UInt8] = []
    for path in given where !keys.contains(path) {
      lists += try FileBytes.read(path, limit: BackupLimits.keyFile) + [UInt8(ascii: "\n")]
    }
    return Encryption.Recipients(keys: keys, lists: lists)
  }
}

/// Amounts of bytes for a person.
enum ByteText {
  static func megabytes(_ bytes: Int64) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
