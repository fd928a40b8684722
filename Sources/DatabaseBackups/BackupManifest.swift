public import JSONBytes

/// What a backup says of itself. It holds no secret, and stays readable where the dump is encrypted.
public struct BackupManifest: Sendable, Hashable {
  /// The version of this form.
  static let format = "kurukan-backup/1"

  /// When the snapshot was taken, ISO 8601 in UTC.
  public var createdAt: String
  /// The version of the program that made it.
  public var program: String
  /// The version of the database's schema.
  public var schemaVersion: Int
  /// The database's version of PostgreSQL.
  public var server: PostgresVersion
  /// The version of the `pg_dump` that made the dump.
  public var dumper: PostgresVersion
  /// The rows of every table, by schema and name, in the dump's own snapshot.
  public var counts: [String: Int64]
  /// SHA-256 of the dump as it is stored, in hexadecimal.
  public var sha256 = ""
  /// Bytes of the dump as it is stored.
  public var bytes: Int64 = 0
  /// Whether `age` has encrypted the dump.
  public var isEncrypted: Bool

  /// Rows of all tables together.
  public var rows: Int64 { counts.values.reduce(0, +) }

  /// The manifest as it is stored.
  public var json: JSONValue {
    var dump: JSONObject = ["sha256": .string(sha256), "bytes": .integer(bytes)]
    if isEncrypted { dump["encryption"] = "age" }
    var counted = JSONObject()
    for (table, count) in counts.sorted(by: { $0.key < $1.key }) { counted[table] = .integer(count) }
    return .object([
      "format": .string(Self.format), "createdAt": .string(createdAt), "program": .string(program),
      "schemaVersion": .integer(Int64(schemaVersion)), "postgresql": .string(server.text),
      "pgDump": .string(dumper.text), "dump": .object(dump), "counts": .object(counted),
    ])
  }
}

extension BackupManifest {
  /// Reads a manifest; throws what is wrong with it.
  init(parsing bytes: [UInt8]) throws(BackupFault) {
    guard let json = try? JSONValue(parsing: bytes), let format = json["format"]?.string else {
      throw BackupFault("its manifest cannot be read")
    }
    guard format == Self.format else { throw BackupFault("its manifest is of the form \(format), which is newer") }
    guard let createdAt = json["createdAt"]?.string, let program = json["program"]?.string,
      let schemaVersion = json["schemaVersion"]?.integer, let counts = json["counts"]?.object,
      let server = json["postgresql"]?.string.flatMap(PostgresVersion.init(text:)),
      let dumper = json["pgDump"]?.string.flatMap(PostgresVersion.init(text:)), let dump = json["dump"],
      let sha256 = dump["sha256"]?.string, let stored = dump["bytes"]?.integer
    else { throw BackupFault("its manifest lacks a member") }
    self.init(
      createdAt: createdAt, program: program, schemaVersion: Int(clamping: schemaVersion), server: server,
      dumper: dumper, counts: [:], sha256: sha256, bytes: stored,
      isEncrypted: dump["encryption"]?.string != nil)
    for member in counts.members {
      guard let count = member.value.integer else { throw BackupFault("its manifest lacks a count") }
      self.counts[member.key] = count
    }
  }
}

/// A version of PostgreSQL, such as 15.18.
public struct PostgresVersion: Sendable, Hashable {
  /// The first number, on which it depends what fits together.
  public let major: Int
  /// As PostgreSQL writes it.
  public let text: String

  /// The version that a text begins with.
  init?(text: String) {
    let number = text.prefix { !$0.isWhitespace }
    guard let major = Int(number.prefix { $0.isASCII && $0.isNumber }) else { return nil }
    self.major = major
    self.text = String(number)
  }
}
