import Crypto
public import Disclosure
import Postgres
import Records
import Synchronization

/// The tokens by which callers are known. Only their hashes are stored, here and in the database.
public final class AccessTokens: Sendable {
  /// How long a refused token is answered from memory before the database is asked again.
  public static let reloadInterval: Duration = .seconds(1)

  private struct State {
    var principals: [[UInt8]: Principal] = [:]
    var loadedAt: ContinuousClock.Instant?
  }

  private let pool: ConnectionPool
  private let state = Mutex(State())

  init(pool: ConnectionPool) { self.pool = pool }

  /// Who holds a token, as far as memory knows: never waits.
  public func principal(of token: String) -> Principal? {
    let hash = Self.hash(token)
    return state.withLock { $0.principals[hash] }
  }

  /// Who holds a token, asking the database if memory does not know it.
  public func resolve(_ token: String) async throws -> Principal? {
    if let principal = principal(of: token) { return principal }
    let isFresh = state.withLock { state in
      state.loadedAt.map { ContinuousClock.now - $0 < Self.reloadInterval } ?? false
    }
    if !isFresh { try await load() }
    return principal(of: token)
  }

  /// Reads all tokens that are not revoked.
  public func load() async throws {
    let principals = try await pool.withConnection { connection in
      let result = try await connection.query(
        "SELECT secret_hash, principal, role, level, programmes FROM access_token WHERE revoked_at IS NULL")
      var principals: [[UInt8]: Principal] = [:]
      for row in result.rows {
        let (hash, name, role, level, programmes) = try row.decode(
          ([UInt8], String, String, Int16, [String]?).self)
        guard let role = Role(rawValue: role), let level = ConfidentialityLevel(rawValue: level) else { continue }
        principals[hash] = Principal(name: name, role: role, level: level, programmes: programmes.map(Set.init))
      }
      return principals
    }
    state.withLock { state in
      state.principals = principals
      state.loadedAt = .now
    }
  }

  /// Makes a token for a principal and returns it, the only time that it can be seen. A token that the principal
  /// had before is replaced.
  public func issue(to principal: Principal) async throws -> String {
    // By the prefix a leaked token is recognised.
    let token = "kurukan_" + RandomSecret.hexadecimal()
    let hash = Self.hash(token)
    let programmes = principal.programmes.map { Parameter.textArray($0.sorted()) } ?? .null(.textArray)
    try await pool.withConnection { connection in
      _ = try await connection.query(
        """
        INSERT INTO access_token (principal, role, secret_hash, level, programmes)
        VALUES (\(principal.name), \(principal.role.rawValue), \(hash), \(principal.level.rawValue), \(programmes))
        ON CONFLICT (principal) DO UPDATE SET role = EXCLUDED.role, secret_hash = EXCLUDED.secret_hash,
          level = EXCLUDED.level, programmes = EXCLUDED.programmes, created_at = DEFAULT, revoked_at = NULL
        """)
    }
    try await load()
    return token
  }

  /// Whether any token has ever been issued.
  public func isEmpty() async throws -> Bool {
    try await pool.withConnection { connection in
      let row = try await connection.query("SELECT NOT EXISTS (SELECT FROM access_token)").first
      return try row?.value(at: 0, as: Bool.self) ?? true
    }
  }

  private static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }
}
