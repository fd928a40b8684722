public import Disclosure
public import Postgres
import Records

/// A token as its administrator sees it: everything but the secret.
public struct TokenRecord: Sendable {
  /// By which it is revoked.
  public let id: String
  /// Whose it is, and what it allows.
  public let principal: Principal
  /// What its administrator noted, such as the machine that keeps it.
  public let label: String
  /// Who issued it.
  public let issuedBy: String
  /// When, ISO 8601 in UTC, to the second.
  public let issuedAt: String
  /// When it stops working, if ever.
  public let expiresAt: String?
  /// When it was revoked, and who did.
  public let revoked: (at: String, by: String)?
}

/// What is to be issued.
public struct TokenOrder: Sendable {
  /// Whose it shall be, and what it shall allow.
  public let principal: Principal
  /// A note, such as the machine that keeps it.
  public let label: String
  /// Seconds after which it stops working; nil for never.
  public let lifetimeSeconds: Int?

  /// An order of a token.
  public init(_ principal: Principal, label: String = "", lifetimeSeconds: Int? = nil) {
    self.principal = principal
    self.label = label
    self.lifetimeSeconds = lifetimeSeconds
  }
}

extension AccessTokens {
  /// Makes a token and returns it, the only time that it can be seen. Other tokens of the same principal go on
  /// working, so that one can take another's place without a gap.
  public func issue(_ order: TokenOrder, by issuer: String) async throws -> (id: String, text: String) {
    let token = TokenText.random()
    try await pool.withConnection { connection in
      try await Self.insert(token, order, by: issuer, on: connection)
    }
    return (token.id, token.text)
  }

  static func insert(
    _ token: TokenText, _ order: TokenOrder, by issuer: String, on connection: isolated Connection
  ) async throws {
    let principal = order.principal
    let programmes = principal.programmes.map { Parameter.textArray($0.sorted()) } ?? .null(.textArray)
    let grants = principal.grants.map { Parameter.textArray($0.sorted()) } ?? .null(.textArray)
    try await connection.query(
      """
      INSERT INTO access_token (id, secret_hash, principal, team, role, level, programmes, grants, may_export, label,
        issued_by, expires_at)
      VALUES (\(token.id), \(token.secretHash), \(principal.name), \(principal.team), \(principal.role.rawValue),
        \(principal.level.rawValue), \(programmes), \(grants), \(principal.mayExport), \(order.label), \(issuer),
        now() + make_interval(secs => \(order.lifetimeSeconds)::int4))
      """)
  }

  /// Every token that was ever issued, the youngest first.
  public func list() async throws -> [TokenRecord] {
    try await pool.withConnection { try await Self.records("true", on: $0) }
  }

  /// The tokens by which a database can be used as it stands, the youngest first.
  public static func valid(on connection: isolated Connection) async throws -> [TokenRecord] {
    try await records(
      "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())", on: connection)
  }

  private static func records(
    _ condition: SQL, on connection: isolated Connection
  ) async throws -> [TokenRecord] {
    let result = try await connection.query(
      """
      SELECT id, principal, team, role, level, programmes, grants, may_export, label, issued_by,
        \(fragment: text(of: "issued_at")), \(fragment: text(of: "expires_at")),
        \(fragment: text(of: "revoked_at")), revoked_by
      FROM access_token WHERE \(fragment: condition) ORDER BY access_token.issued_at DESC, id
      """)
    return try result.rows.compactMap(record)
  }

  private static func text(of column: StaticString) -> SQL {
    SQL(unsafe: "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", parameters: [])
  }

  private static func record(_ row: Row) throws -> TokenRecord? {
    let (
      id, name, team, role, level, programmes, grants, mayExport, label, issuer, issued, expires, revokedAt, revokedBy
    ) = try row.decode(
      (
        String, String, String, String, Int16, [String]?, [String]?, Bool, String, String, String, String?, String?,
        String?
      ).self)
    guard let role = Role(rawValue: role), let level = ConfidentialityLevel(rawValue: level) else { return nil }
    return TokenRecord(
      id: id,
      principal: Principal(
        name: name, team: team, role: role, level: level, programmes: programmes.map(Set.init),
        grants: grants.map(Set.init), mayExport: mayExport),
      label: label, issuedBy: issuer, issuedAt: issued, expiresAt: expires,
      revoked: revokedAt.flatMap { at in revokedBy.map { (at, $0) } })
  }

  /// Ends a token, here at once and on other servers within ``TokenCache/validity``. False if there is none of this
  /// id that still holds.
  public func revoke(_ id: String, by revoker: String) async throws -> Bool {
    let wasThere = try await pool.withConnection { connection in
      let result = try await connection.query(
        """
        UPDATE access_token SET revoked_at = now(), revoked_by = \(revoker)
        WHERE id = \(id) AND revoked_at IS NULL RETURNING id
        """)
      return !result.rows.isEmpty
    }
    forget(id)
    return wasThere
  }
}
