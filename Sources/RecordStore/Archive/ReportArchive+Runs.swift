public import Disclosure
import JSONBytes
import Postgres
import Records

extension ReportArchive {
  /// The run of that id; nil if there is none, or none that `scope` allows.
  public func run(_ id: String, scope: AccessScope) async throws -> ArchivedRun? {
    try await runs("r.id = \(id)", scope, limit: 1).first
  }

  /// Runs, the latest first.
  ///
  /// - Parameters:
  ///   - programme: only those of this programme; nil for all within the scope.
  ///   - before: only runs of lower numbers, for the next page.
  public func runs(
    programme: String? = nil, report: String? = nil, before: Int? = nil, scope: AccessScope
  ) async throws -> [ArchivedRun] {
    var conditions: [SQL] = ["true"]
    if let programme { conditions.append("r.programme = \(programme)") }
    if let report { conditions.append("r.report = \(report)") }
    if let before { conditions.append("r.number < \(before)") }
    return try await runs(SQL.joined(conditions, separator: " AND "), scope, limit: ArchiveLimits.pageRuns)
  }

  private func runs(_ condition: SQL, _ scope: AccessScope, limit: Int) async throws -> [ArchivedRun] {
    let statement: SQL = """
      SELECT r.id, r.number, r.programme, r.report, r.level, r.grants, r.requested_by,
        to_char(r.requested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), convert_to(r.request::text, 'UTF8'),
        r.format_version, r.format_digest, r.state, convert_to(r.stamp::text, 'UTF8'), r.blocks, r.input_sha256,
        r.blocks_sha256, r.hidden_percent, convert_to(r.diagnostics::text, 'UTF8'),
        convert_to(r.failure::text, 'UTF8'), r.purged_at IS NOT NULL,
        (SELECT array_agg(m.medium ORDER BY m.medium) FROM report_medium AS m WHERE m.run = r.id),
        (SELECT array_agg(m.part ORDER BY m.medium) FROM report_medium AS m WHERE m.run = r.id),
        (SELECT array_agg(m.bytes ORDER BY m.medium) FROM report_medium AS m WHERE m.run = r.id),
        (SELECT array_agg(m.sha256 ORDER BY m.medium) FROM report_medium AS m WHERE m.run = r.id),
        (SELECT array_agg(m.writer_version ORDER BY m.medium) FROM report_medium AS m WHERE m.run = r.id)
      FROM report_run AS r
      WHERE \(fragment: condition) AND \(fragment: Self.visible(scope))
      ORDER BY r.number DESC LIMIT \(limit)
      """
    return try await pool.withConnection { connection in
      let rows = try await connection.query(statement).rows
      let ids = try rows.map { try $0.value(at: 0, as: String.self) }
      let recalled = try await recalled(among: ids, on: connection)
      return try zip(ids, rows).map { try Self.decode($1, isRecalled: recalled.contains($0)) }
    }
  }

  /// Which runs may be seen: what was composed for somebody who is limited to grants tells of these only, so whoever has
  /// them all may read it.
  private static func visible(_ scope: AccessScope) -> SQL {
    var conditions: [SQL] = ["r.level <= \(scope.level.rawValue)"]
    if let programmes = scope.programmes { conditions.append("r.programme = ANY(\(programmes.sorted()))") }
    if let grants = scope.grants { conditions.append("r.grants <@ \(grants.sorted())") }
    return SQL.joined(conditions, separator: " AND ")
  }

  private static func decode(_ row: Row, isRecalled: Bool) throws -> ArchivedRun {
    let order = try order(row)
    let diagnostics = try json(row, 17)?.array ?? []
    var composed: ComposedRun?
    if let stamp = try json(row, 12), let blocks = try row.value(at: 13, as: Int32?.self) {
      composed = ComposedRun(
        stamp: stamp, blocks: Int(blocks), inputDigest: try row.value(at: 14, as: String?.self) ?? "",
        blocksDigest: try row.value(at: 15, as: String?.self) ?? "",
        hiddenPercent: try row.value(at: 16, as: Int16?.self).map(Int.init), diagnostics: diagnostics)
    }
    return ArchivedRun(
      id: try row.value(at: 0, as: String.self), number: try row.value(at: 1, as: Int.self), order: order,
      requestedAt: try row.value(at: 7, as: String.self),
      state: ArchivedRun.State(rawValue: try row.value(at: 11, as: String.self)) ?? .failed, composed: composed,
      failure: try json(row, 18), diagnostics: diagnostics, isPurged: try row.value(at: 19, as: Bool.self),
      isRecalled: isRecalled, media: try media(row))
  }

  private static func order(_ row: Row) throws -> ReportRunOrder {
    ReportRunOrder(
      programme: try row.value(at: 2, as: String.self), report: try row.value(at: 3, as: String.self),
      level: ConfidentialityLevel(rawValue: try row.value(at: 4, as: Int16.self)) ?? .confidential,
      grants: try row.value(at: 5, as: [String]?.self).map(Set.init),
      requestedBy: try row.value(at: 6, as: String.self), request: try json(row, 8)?.object ?? [:],
      formatVersion: try row.value(at: 9, as: String.self), formatDigest: try row.value(at: 10, as: String.self))
  }

  private static func media(_ row: Row) throws -> [ArchivedMedium] {
    guard let names = try row.value(at: 20, as: [String]?.self), let parts = try row.value(at: 21, as: [String]?.self),
      let sizes = try row.value(at: 22, as: [Int]?.self), let digests = try row.value(at: 23, as: [String]?.self),
      let versions = try row.value(at: 24, as: [String]?.self)
    else { return [] }
    return names.indices.map { index in
      ArchivedMedium(
        medium: names[index], bytes: sizes[index], sha256: digests[index], writerVersion: versions[index],
        part: parts[index])
    }
  }

  private static func json(_ row: Row, _ column: Int) throws -> JSONValue? {
    try row.value(at: column, as: [UInt8]?.self).flatMap { try? JSONValue(parsing: $0) }
  }

  /// Who was given a run, in the order in which they were.
  public func deliveries(of run: String) async throws -> [ReportDelivery] {
    let result = try await pool.query(
      """
      SELECT principal, medium, to_char(delivered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM report_delivery WHERE run = \(run) ORDER BY delivered_at, principal LIMIT \(ArchiveLimits.deliveries)
      """)
    return try result.rows.map { row in
      let (principal, medium, at) = try row.decode((String, String, String).self)
      return ReportDelivery(principal: principal, medium: medium, deliveredAt: at)
    }
  }
}
