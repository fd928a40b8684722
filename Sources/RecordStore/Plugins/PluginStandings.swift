import Postgres

/// Whether a plugin may be run, and what it did.
public struct PluginStanding: Sendable, Equatable {
  /// That somebody does not want it to be run.
  public struct Disabling: Sendable, Equatable {
    /// Who disabled it; ``PluginStandings/itself`` after repeated crashes.
    public let by: String
    /// When, ISO 8601 in UTC, to the second.
    public let at: String
    /// Why.
    public let why: String
  }

  /// Crashes one after another, without a report between them.
  public let crashes: Int
  /// Set while it may not be run.
  public let disabled: Disabling?
}

/// Which plugins may not be run, for all servers of a database. A plugin is known by the digest of its file: another build
/// begins anew.
public struct PluginStandings: Sendable {
  /// Who disables a plugin that crashes again and again.
  public static let itself = "kurukan"
  /// Crashes without a report between them, each within ``crashHours`` of the one before, after which a plugin is disabled.
  public static let crashes = 5
  /// Hours after which a crash is forgotten.
  public static let crashHours = 1

  let pool: ConnectionPool

  /// What is known of a plugin; nil if nothing is.
  public func standing(of digest: String) async throws -> PluginStanding? {
    try await standings("digest = \(digest)")[digest]
  }

  /// What is known of all plugins, by digest.
  public func all() async throws -> [String: PluginStanding] { try await standings("true") }

  /// Notes that a plugin crashed.
  ///
  /// - Returns: whether this was one too many, so that it is disabled from now on.
  public func noteCrash(of digest: String) async throws -> Bool {
    let why = "It crashed \(Self.crashes) times without a report between."
    let result = try await pool.query(
      """
      INSERT INTO plugin_standing AS p (digest, crashes, last_crash_at) VALUES (\(digest), 1, now())
      ON CONFLICT (digest) DO UPDATE SET
        crashes = CASE WHEN p.last_crash_at > now() - make_interval(hours => \(Self.crashHours)::int4)
          THEN p.crashes + 1 ELSE 1 END,
        last_crash_at = now()
      RETURNING crashes >= \(Self.crashes) AND disabled_at IS NULL
      """)
    guard try result.first?.value(at: 0, as: Bool.self) == true else { return false }
    return try await disable(digest, why: why, by: Self.itself)
  }

  /// Notes that a plugin made a report.
  public func noteReport(of digest: String) async throws {
    try await pool.query("UPDATE plugin_standing SET crashes = 0 WHERE digest = \(digest) AND crashes > 0")
  }

  /// Lets no server run a plugin any more.
  ///
  /// - Returns: false if it was disabled before.
  public func disable(_ digest: String, why: String, by principal: String) async throws -> Bool {
    let result = try await pool.query(
      """
      INSERT INTO plugin_standing AS p (digest, disabled_by, disabled_at, disabled_why)
      VALUES (\(digest), \(principal), now(), \(why))
      ON CONFLICT (digest) DO UPDATE SET disabled_by = \(principal), disabled_at = now(), disabled_why = \(why)
        WHERE p.disabled_at IS NULL
      RETURNING digest
      """)
    return !result.rows.isEmpty
  }

  /// Lets servers run a plugin again; its crashes are forgotten.
  ///
  /// - Returns: false if it was not disabled.
  public func enable(_ digest: String) async throws -> Bool {
    let result = try await pool.query(
      """
      UPDATE plugin_standing SET disabled_by = NULL, disabled_at = NULL, disabled_why = NULL, crashes = 0
      WHERE digest = \(digest) AND disabled_at IS NOT NULL RETURNING digest
      """)
    return !result.rows.isEmpty
  }

  private func standings(_ condition: SQL) async throws -> [String: PluginStanding] {
    let result = try await pool.query(
      """
      SELECT digest, crashes, disabled_by, to_char(disabled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        disabled_why
      FROM plugin_standing WHERE \(fragment: condition)
      """)
    let found = try result.rows.map { row -> (String, PluginStanding) in
      let (digest, crashes, by, at, why) = try row.decode((String, Int32, String?, String?, String?).self)
      let disabled = by.flatMap { by in at.map { PluginStanding.Disabling(by: by, at: $0, why: why ?? "") } }
      return (digest, PluginStanding(crashes: Int(crashes), disabled: disabled))
    }
    return Dictionary(found) { first, _ in first }
  }
}
