import Digests
import JSONBytes

/// One step of the schema, embedded in the program.
struct Migration: Sendable {
  let version: Int
  let name: String
  let script: String

  /// The first line of a step that PostgreSQL refuses inside a transaction, such as `CREATE INDEX CONCURRENTLY`. Such a
  /// step is one statement that does no harm when it is run again.
  static let outsideTransaction = "-- outside a transaction"

  var runsInTransaction: Bool { !script.hasPrefix(Self.outsideTransaction) }

  /// SHA-256 of the script, in hexadecimal: tells an edited migration from the one that was applied.
  var checksum: String {
    Hexadecimal.text(SHA256.digest(of: script.utf8))
  }

  /// All steps, in order. A step that was ever released is never edited; a new one follows it.
  static let all = [
    Migration(
      version: 1, name: "records",
      script: String(decoding: PackageResources.V0001__records_sql, as: UTF8.self)),
    Migration(
      version: 2, name: "access",
      script: String(decoding: PackageResources.V0002__access_sql, as: UTF8.self)),
    Migration(
      version: 3, name: "reads",
      script: String(decoding: PackageResources.V0003__reads_sql, as: UTF8.self)),
    Migration(
      version: 4, name: "endings",
      script: String(decoding: PackageResources.V0004__endings_sql, as: UTF8.self)),
    Migration(
      version: 5, name: "retention",
      script: String(decoding: PackageResources.V0005__retention_sql, as: UTF8.self)),
    Migration(
      version: 6, name: "archive",
      script: String(decoding: PackageResources.V0006__archive_sql, as: UTF8.self)),
    Migration(
      version: 7, name: "plugins",
      script: String(decoding: PackageResources.V0007__plugins_sql, as: UTF8.self)),
    Migration(
      version: 8, name: "traces",
      script: String(decoding: PackageResources.V0008__traces_sql, as: UTF8.self)),
  ]
}
