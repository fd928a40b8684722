public import Postgres

/// Sees to it that all servers of a database have one key, since under two keys one person would count as two.
struct PseudonymKeyCheck {
  let connection: Connection

  /// Notes the first key's fingerprint down.
  ///
  /// - Throws: ``PseudonymKeyFault`` if records were made with another key.
  func run(_ key: PseudonymKey) async throws {
    let fingerprint = key.fingerprint
    _ = try await connection.query(
      "INSERT INTO pseudonym_key (fingerprint) VALUES (\(fingerprint)) ON CONFLICT DO NOTHING")
    let kept = try await connection.query("SELECT fingerprint FROM pseudonym_key")
    guard try kept.rows.contains(where: { try $0.decode([UInt8].self) == fingerprint }) else {
      throw PseudonymKeyFault()
    }
  }
}

/// How a key stands to a database, for whoever restores one.
public enum PseudonymKeyStanding: Sendable {
  /// No server with a key has used the database.
  case unused
  /// It was used with a key, and none was given to compare.
  case needed
  /// It was used with this key.
  case same
  /// It was used with another one.
  case other

  /// Compares fingerprints, and notes nothing down.
  public static func of(
    _ key: PseudonymKey?, on connection: isolated Connection
  ) async throws(DatabaseError) -> PseudonymKeyStanding {
    guard let row = try await connection.query("SELECT fingerprint FROM pseudonym_key").first else { return .unused }
    guard let key else { return .needed }
    return try row.value(at: 0, as: [UInt8].self) == key.fingerprint ? .same : .other
  }
}

/// The key is not the one of the database's records.
public struct PseudonymKeyFault: Error, Sendable, CustomStringConvertible {
  /// The fault.
  public init() {}

  /// What is wrong, and what to do.
  public var description: String {
    """
    The pseudonym key is not the one that this database's records were made with, so people who come again would count \
    twice. Give every server the same key file. If the key is lost, new records cannot be matched with old ones: to \
    go on with a new key all the same, run DELETE FROM pseudonym_key in the database.
    """
  }
}
