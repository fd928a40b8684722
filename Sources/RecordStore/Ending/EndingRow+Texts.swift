import Digests
import Disclosure
import Postgres
import Records

extension EndingRow {
  /// Erases the record's restricted texts, or only counts them; nil if there are none, if it was submitted anew
  /// meanwhile, or if the caller may not read all of it.
  func eraseRestrictedTexts(
    olderThan months: Int, erases: Bool, by caller: Principal, on connection: isolated Connection
  ) async throws -> (revisions: Int, texts: Int)? {
    guard let standing = try await standing(within: caller.scope, on: connection), standing != .erased,
      try await isWhole(within: caller.scope, on: connection),
      try await isOld(months, on: connection)
    else { return nil }
    var (revisions, texts) = (0, 0)
    for name in [table.name, table.historyName] {
      for revision in try await self.revisions(name, on: connection) {
        guard let found = try await eraseRestrictedTexts(name, revision, erases, on: connection) else { continue }
        revisions += 1
        texts += found
      }
    }
    guard revisions > 0 else { return nil }
    if erases {
      try await ArchivePurge.purge(self, on: connection)
      try await set(
        """
        texts_erased_by = \(caller.name), texts_erased_at = clock_timestamp(), withdrawal_reason = NULL,
        standing_changed_at = now(), xid = DEFAULT
        """, on: connection)
    }
    return (revisions, texts)
  }

  private func isOld(_ months: Int, on connection: isolated Connection) async throws -> Bool {
    try await connection.query(
      """
      SELECT FROM \(identifier: table.name) WHERE programme_id = \(programme) AND key = \(key)
        AND texts_erased_at IS NULL AND submitted_at < now() - make_interval(months => \(months)::int4)
      """
    ).first != nil
  }

  private func revisions(_ name: String, on connection: isolated Connection) async throws -> [Int] {
    try await connection.query(
      "SELECT revision FROM \(identifier: name) WHERE programme_id = \(programme) AND key = \(key) ORDER BY revision"
    ).rows.map { try $0.value(at: 0) }
  }

  /// How many texts one revision has; nil if none. Its hash becomes that of what is left, since whoever guesses a text
  /// could have a hash confirm it.
  private func eraseRestrictedTexts(
    _ name: String, _ revision: Int, _ erases: Bool, on connection: isolated Connection
  ) async throws -> Int? {
    let found = try await connection.query(
      """
      SELECT convert_to(body, 'UTF8'), effective_level FROM \(identifier: name)
      WHERE programme_id = \(programme) AND key = \(key) AND revision = \(revision)
      """
    ).first
    guard let (body, level) = try found?.decode(([UInt8], Int16).self) else { return nil }
    let rule = RestrictedTexts(table.kind, at: ConfidentialityLevel(rawValue: level) ?? .confidential)
    guard let left = try rule.erased(from: body) else { return nil }
    if erases {
      try await connection.query(
        """
        UPDATE \(identifier: name) SET body = \(String(decoding: left.body, as: UTF8.self)),
          body_hash = \(SHA256.digest(of: left.body)), salt = uuid_send(gen_random_uuid()), return_reason = NULL
        WHERE programme_id = \(programme) AND key = \(key) AND revision = \(revision)
        """)
    }
    return left.texts
  }
}
