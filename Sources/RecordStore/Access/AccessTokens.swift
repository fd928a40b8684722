public import Disclosure
import Postgres
import Records
import Synchronization

/// The tokens by which callers are known. Only hashes of their secrets are stored, here and in the database.
///
/// A token that is revoked or expires stops working within ``TokenCache/validity`` on every server: what memory knows
/// holds no longer than that, and is asked for again before.
public final class AccessTokens: Sendable {
  /// How often what memory knows is asked for again.
  static let refreshInterval: Duration = .milliseconds(400)

  let pool: ConnectionPool
  /// For looking tokens up: one connection of its own. Who is behind a call must be known while other calls keep all
  /// connections busy; else a few slow reads would shut everybody out within ``TokenCache/validity``.
  private let lookupPool: ConnectionPool
  private let lookups: TokenLookups
  private let cache = Mutex(TokenCache())
  private let refreshing = Mutex<Task<Void, Never>?>(nil)

  init(pool: ConnectionPool, lookups lookupPool: ConnectionPool) {
    self.pool = pool
    self.lookupPool = lookupPool
    lookups = TokenLookups { ids in try await Self.find(ids, lookupPool) }
  }

  /// Who holds a token, as far as memory knows: never waits.
  public func principal(of token: String) -> Principal? {
    guard let token = TokenText(token) else { return nil }
    return cache.withLock { $0.token(token, at: .now)?.principal }
  }

  /// Who holds a token, asking the database if memory does not know it; nil if nobody does.
  public func resolve(_ token: String) async throws -> Principal? {
    if let principal = principal(of: token) { return principal }
    guard let token = TokenText(token) else { return nil }
    let askedAt = ContinuousClock.now
    guard let known = try await lookups.token(token.id), known.matches(token) else { return nil }
    cache.withLock { $0.take([known], of: [known.id], askedAt: askedAt, usedAt: .now) }
    return known.principal
  }

  /// Asks the database again for what memory knows.
  func refresh() async throws {
    let ids = cache.withLock { $0.idsToKeepUp(at: .now) }
    guard !ids.isEmpty else { return }
    let askedAt = ContinuousClock.now
    let found = try await Self.find(ids, lookupPool)
    cache.withLock { $0.take(found, of: ids, askedAt: askedAt, usedAt: nil) }
  }

  /// Begins to keep up what memory knows. Where that fails, as without a database, tokens are looked up when they are
  /// shown.
  func startRefreshing() {
    refreshing.withLock { task in
      task = Task { [weak self] in
        while !Task.isCancelled {
          try? await Task.sleep(for: Self.refreshInterval)
          try? await self?.refresh()
        }
      }
    }
  }

  func stopRefreshing() async {
    let task = refreshing.withLock { task in
      defer { task = nil }
      return task
    }
    task?.cancel()
    await task?.value
  }

  func forget(_ id: String) { cache.withLock { $0.forget(id) } }

  private static func find(_ ids: [String], _ pool: ConnectionPool) async throws -> [KnownToken] {
    try await pool.withConnection { connection in
      let result = try await connection.query(
        """
        SELECT id, secret_hash, principal, team, role, level, programmes, grants, may_export FROM access_token
        WHERE id = ANY (\(Parameter.textArray(ids))) AND revoked_at IS NULL
          AND (expires_at IS NULL OR expires_at > clock_timestamp())
        """)
      return try result.rows.compactMap { row in
        let (id, hash, name, team, role, level, programmes, grants, mayExport) = try row.decode(
          (String, [UInt8], String, String, String, Int16, [String]?, [String]?, Bool).self)
        guard let role = Role(rawValue: role), let level = ConfidentialityLevel(rawValue: level) else { return nil }
        return KnownToken(
          id: id, secretHash: hash,
          principal: Principal(
            name: name, team: team, role: role, level: level, programmes: programmes.map(Set.init),
            grants: grants.map(Set.init), mayExport: mayExport))
      }
    }
  }
}
