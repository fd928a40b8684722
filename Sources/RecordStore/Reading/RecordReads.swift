public import Disclosure
import Postgres
import Records

/// Reads of records, page by page. Every one is bounded by an ``AccessScope``, and none holds a connection any longer
/// than the database needs.
public struct RecordReads: Sendable {
  let pool: ConnectionPool
  let tables: KindTables
  let programmes: ProgrammeDirectory

  /// A record's current revision; nil if there is none, or none that the scope allows.
  public func get(
    _ identity: RecordIdentity, scope: AccessScope, deadline: ContinuousClock.Instant? = nil
  ) async throws -> StoredRecord? {
    let filter = RecordFilter(kind: identity.kind, programme: identity.programme)
    let statement = PageStatement(filter: filter, order: .key, scope: scope, after: nil, key: identity.key)
    return try await pool.withConnection(deadline: deadline) { connection in
      try await read(statement, [tables[identity.kind]], records: 1, on: connection, deadline).records.first
    }
  }

  /// The records behind a position: at most so many, and at most ``ReadLimits/pageBytes``.
  ///
  /// - Parameter after: the place behind which the page begins; nil for the first page. One of another order is
  ///   answered with what stands behind it in this order.
  public func page(
    _ filter: RecordFilter, scope: AccessScope, order: RecordOrder = .key, after: RecordPosition? = nil,
    records: Int = ReadLimits.pageRecords, deadline: ContinuousClock.Instant? = nil
  ) async throws -> RecordPage {
    let statement = PageStatement(filter: filter, order: order, scope: scope, after: after)
    let listed = (filter.kind.map { [tables[$0]] } ?? tables.parentsFirst.sorted { $0.name < $1.name })
      .filter { order != .severity || $0.kind.columns.contains { $0.name == "severity" } }
      .filter { order != .key || $0.name >= after?.kind ?? "" }
    return try await pool.withConnection(deadline: deadline) { connection in
      try await read(statement, listed, records: records, on: connection, deadline)
    }
  }

  /// The place of a record in the order of keys; nil if there is no such programme.
  public func position(
    of identity: RecordIdentity, deadline: ContinuousClock.Instant? = nil
  ) async throws -> RecordPosition? {
    let numbers = try await pool.withConnection(deadline: deadline) {
      try await programmes.numbers(of: [identity.programme], on: $0)
    }
    return numbers[identity.programme].map {
      RecordPosition(kind: identity.kind.name, programme: $0, key: identity.key)
    }
  }

  /// In the order of keys kinds come one after the other, each with a statement of its own, as far as the page goes; in
  /// any other order they mix.
  private func read(
    _ statement: PageStatement, _ listed: [KindTable], records: Int, on connection: Connection,
    _ deadline: ContinuousClock.Instant?
  ) async throws -> RecordPage {
    var page = RecordPage()
    var last: RecordPosition?
    var bytes = 0
    for group in statement.order == .key ? listed.map({ [$0] }) : [listed] where !group.isEmpty {
      let sql = statement.sql(
        group, records: records - page.records.count, bytes: max(0, ReadLimits.pageBytes - bytes),
        isFirst: page.records.isEmpty)
      for row in try await connection.query(sql, deadline: deadline).rows {
        guard let (position, record) = try decode(row) else {
          page.next = last
          return page
        }
        last = position
        bytes += record.body.count
        page.records.append(record)
      }
    }
    return page
  }

  /// A row's record and place; nil for a row that does not fit into the page.
  private func decode(_ row: Row) throws -> (RecordPosition, StoredRecord)? {
    let (
      kind, number, programme, rank, key, revision, status, level, principal, submitted, reviewer, reviewed, reason,
      withdrawer, withdrawn, withdrawalReason, eraser, erased, changed, body
    ) = try row.decode(
      (
        String, Int32, String, Int64, String, Int, String, Int16, String, String, String?, String?, String?, String?,
        String?, String?, String?, String?, [String]?, [UInt8]?
      ).self)
    guard let body, let kind = tables.kinds.kind(kind) else { return nil }
    let record = StoredRecord(
      identity: RecordIdentity(kind: kind, programme: programme, key: key), revision: revision, reviewStatus: status,
      effectiveLevel: ConfidentialityLevel(rawValue: level) ?? .confidential, principal: principal,
      submittedAt: submitted, reviewedBy: reviewer, reviewedAt: reviewed, returnReason: reason,
      withdrawal: RecordWithdrawal(by: withdrawer, at: withdrawn, reason: withdrawalReason),
      textErasure: TextErasure(by: eraser, at: erased), changedFields: changed, body: body)
    return (RecordPosition(rank: rank, kind: kind.name, programme: number, key: key), record)
  }
}
