import JSONBytes
import Logging
import Postgres

/// The trail of who did what. It is only ever added to, which the database sees to as well.
///
/// Events that arrive while some are being written go together with the next ones, so that a flood of refusals costs a
/// few statements.
public actor AuditTrail {
  /// The most events of one statement.
  static let batch = 500
  /// The most events that wait; refusals beyond are counted, and told as a number with the next batch.
  public static let waitingLimit = 10_000
  /// Entries of one page.
  public static let pageSize = 200

  private let pool: ConnectionPool
  private let logger: Logger
  private var waiting: [(event: AuditEvent, written: CheckedContinuation<Void, Never>?)] = []
  private var dropped = 0
  private var writer: Task<Void, Never>?

  init(pool: ConnectionPool, logger: Logger) {
    self.pool = pool
    self.logger = logger
  }

  /// Adds an event and returns when it is committed, or is known not to be: then the log has it.
  public func add(_ event: AuditEvent) async {
    await withCheckedContinuation { written in append(event, written) }
  }

  /// Adds an event for which nobody waits.
  public func note(_ event: AuditEvent) {
    guard waiting.count < Self.waitingLimit else {
      dropped += 1
      return
    }
    append(event, nil)
  }

  private func append(_ event: AuditEvent, _ written: CheckedContinuation<Void, Never>?) {
    waiting.append((event, written))
    if writer == nil { writer = Task { await write() } }
  }

  private func write() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.batch))
      waiting.removeFirst(batch.count)
      var events = batch.map(\.event)
      if dropped > 0 {
        events.append(Self.overflow(dropped))
        dropped = 0
      }
      do {
        try await insert(events)
      } catch {
        for event in events {
          logger.error(
            "An event cannot be written to the audit trail",
            metadata: [
              "principal": "\(event.principal ?? "")", "method": "\(event.method)", "outcome": "\(event.outcome)",
              "request": "\(event.requestID)", "error": "\(error)",
            ])
        }
      }
      for (_, written) in batch { written?.resume() }
    }
    writer = nil
  }

  private static func overflow(_ count: Int) -> AuditEvent {
    AuditEvent(
      principal: nil, role: nil, address: "", method: "", outcome: "TRAIL_OVERFLOW", requestID: "", milliseconds: 0,
      details: ["refusals": "\(count)"])
  }

  private func insert(_ events: [AuditEvent]) async throws {
    var principals = ArrayBuilder<String>(capacity: events.count)
    var roles = ArrayBuilder<String>(capacity: events.count)
    var addresses = ArrayBuilder<String>(capacity: events.count)
    var methods = ArrayBuilder<String>(capacity: events.count)
    var outcomes = ArrayBuilder<String>(capacity: events.count)
    var requests = ArrayBuilder<String>(capacity: events.count)
    var durations = ArrayBuilder<Int32>(capacity: events.count)
    var details = ArrayBuilder<String>(capacity: events.count)
    for event in events {
      principals.append(event.principal)
      roles.append(event.role)
      addresses.append(event.address)
      methods.append(event.method)
      outcomes.append(event.outcome)
      requests.append(event.requestID)
      durations.append(Int32(clamping: event.milliseconds))
      details.append(utf8: Self.json(event.details))
    }
    let columns = [
      principals.finish(), roles.finish(), addresses.finish(), methods.finish(), outcomes.finish(), requests.finish(),
      durations.finish(), details.finish(),
    ]
    try await pool.withConnection { connection in
      try await connection.query(
        SQL(
          unsafe: """
            INSERT INTO audit_event (principal, role, address, method, outcome, request_id, milliseconds, details)
            SELECT i.principal, i.role, i.address, i.method, i.outcome, i.request_id, i.milliseconds, i.details::jsonb
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::text[])
              AS i(principal, role, address, method, outcome, request_id, milliseconds, details)
            """, parameters: columns))
    }
  }

  private static func json(_ details: [String: String]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (name, value) in details.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: name)
      json.string(value)
    }
    json.endObject()
    return json.bytes
  }

  /// A page of the trail, the latest event first.
  public func entries(_ filter: AuditFilter) async throws -> [AuditEntry] {
    var conditions: [SQL] = ["true"]
    if let principal = filter.principal { conditions.append("principal = \(principal)") }
    if let method = filter.method { conditions.append("method = \(method)") }
    if filter.refusedOnly { conditions.append("outcome <> \(AuditEvent.done)") }
    if let before = filter.before { conditions.append("id < \(before)") }
    if let programmes = filter.programmes {
      let names = Array(programmes).sorted()
      conditions.append("COALESCE(details->>'programme' = ANY(\(names)), true)")
    }
    let statement: SQL = """
      SELECT id, to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), principal, role, address,
        method, outcome, request_id, milliseconds, convert_to(details::text, 'UTF8')
      FROM audit_event WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
      ORDER BY id DESC LIMIT \(Self.pageSize)
      """
    return try await pool.withConnection { connection in
      try await connection.query(statement).rows.map { row in
        let (id, at, principal, role, address, method, outcome, request, milliseconds, details) = try row.decode(
          (Int, String, String?, String?, String, String, String, String, Int, [UInt8]).self)
        let members = (try? JSONValue(parsing: details))?.object?.members ?? []
        return AuditEntry(
          number: id, happenedAt: at,
          event: AuditEvent(
            principal: principal, role: role, address: address, method: method, outcome: outcome, requestID: request,
            milliseconds: milliseconds,
            details: Dictionary(members.map { ($0.key, $0.value.string ?? "") }) { first, _ in first }))
      }
    }
  }

  /// Waits until what was added is written.
  func finish() async { await writer?.value }
}
