import Records

/// The SQL that takes a batch of one kind in, made once for each kind.
///
/// Rows travel as one array for each column, and those of many new records by COPY. Rows that are there are found by
/// ``RowLookup``, and changed where they were found, because a plan made while a table is empty outlives its emptiness.
struct IntakeStatements: Sendable {
  /// Inserts what is new and what nothing hangs on yet; returns the keys of what it inserted, and their levels.
  let insert: String
  /// The same for one record, with the elements of its parts: of a lone submission, arrays cost more than its row.
  let insertOne: String
  /// The same as the first for what is awaited: what hangs on it arrived before and must be settled after it; nil where
  /// nothing can.
  ///
  /// Most records are not, and settling costs as much as inserting.
  let insertAwaited: String?
  /// The levels with which records arrive, told of their programmes, own levels and references, in that order.
  let arrivingLevels: String
  /// Tells which of the keys are awaited; nil where nothing can hang on the kind.
  let awaited: String?
  /// Takes rows of what is known to be new, with their levels, after the columns of the insertion.
  let copy: String
  /// Tells, for keys that exist, the current revision and whether its body is the same.
  let compare: String
  /// Waits for whoever is changing the rows of keys that exist, in one order for all.
  ///
  /// A statement that had to wait for a row within itself would go on without seeing what came meanwhile: the revisions
  /// before the one that it waited for, to one of which a late retry would lead back, and what the replaced revision hung on.
  let hold: String
  /// Makes a new revision of keys that exist, or says why not.
  let revise: String
  /// Writes the elements of the revisions that this batch made, part by part.
  let parts: [(part: RecordPart, statement: String)]
  /// Takes rows of the elements of first revisions, part by part.
  let copyParts: [(part: RecordPart, statement: String)]
  /// Brings rows whose level follows these records' to it.
  let settle: [String]
  /// The same of those of the records only that this transaction wrote: what is a duplicate, or refused, has moved nothing,
  /// and must not wait for whoever is at work below it.
  let settleWritten: [String]
  /// A record's levels.
  let levels: LevelExpressions

  /// The columns of the arrays that every kind's insertion and revision begin with.
  static let commonColumns: [(name: String, type: String)] = [
    ("programme_id", "int4"), ("key", "text"), ("body", "text"), ("body_hash", "bytea"), ("own_level", "int2"),
    ("principal", "text"), ("request_id", "text"), ("team", "text"),
  ]
  /// Whose records a submission may replace: those of this team, or anybody's where it is NULL.
  static let owner = (name: "owner", type: "text")

  init(_ kind: RecordKind, _ references: [LevelReference], _ descents: [LevelDescent]) {
    levels = LevelExpressions(kind: kind, references: references)
    let maker = StatementMaker(kind: kind, levels: levels)
    let children = descents.filter { $0.columns.count == 1 }
    insert = maker.insert(unlessAwaitedBy: children)
    insertOne = maker.insertOne(unlessAwaitedBy: children)
    insertAwaited = children.isEmpty ? nil : maker.insert(unlessAwaitedBy: [])
    arrivingLevels = maker.arrivingLevels
    awaited = children.isEmpty ? nil : maker.awaited(by: children)
    copy = maker.copy
    compare = maker.compare
    hold = maker.hold
    revise = maker.revise
    parts = kind.parts.map { ($0, maker.elements(of: $0)) }
    copyParts = kind.parts.map { ($0, maker.copyElements(of: $0)) }
    settle = LevelDescent.statements(descents, below: LevelDescent.allNamed)
    settleWritten = LevelDescent.statements(descents, below: LevelDescent.writtenNow(in: quoted(kind.name)))
  }

  /// Takes the locks that keep a parent's level and its children's rows in step, in one order for all.
  static let lockParents = """
    SELECT CASE WHEN i.is_exclusive THEN pg_advisory_xact_lock(i.lock) ELSE pg_advisory_xact_lock_shared(i.lock) END
    FROM (SELECT * FROM unnest($1::int8[], $2::bool[]) AS j(lock, is_exclusive) ORDER BY lock OFFSET 0) AS i
    """
}

/// Writes the statements of one kind.
private struct StatementMaker {
  let kind: RecordKind
  let levels: LevelExpressions

  private var table: String { quoted(kind.name) }
  private var history: String { quoted(kind.name + "_history") }
  private var ownColumns: [String] { kind.columns.map { quoted($0.name) } }

  private var columns: [(name: String, type: String)] {
    IntakeStatements.commonColumns + kind.columns.map { (quoted($0.name), $0.type.rawValue) }
  }

  private func arrays(
    _ columns: [(name: String, type: String)], after last: Int = 0
  ) -> (call: String, names: String) {
    let parameters = columns.enumerated().map { "$\(last + $0.offset + 1)::\($0.element.type)[]" }
    return ("unnest(\(list(parameters)))", list(columns.map(\.name)))
  }

  /// Whether nothing more is taken under the key of the row `k`: a retry would bring back what was erased.
  private static let isErased = "(k.erased_at IS NOT NULL OR k.texts_erased_at IS NOT NULL)"

  /// The row `k` of the record that `i` names.
  private let stored = RowLookup("k", programme: "i.programme_id", key: "i.key")

  private func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  func insert(unlessAwaitedBy children: [LevelDescent]) -> String {
    let input = arrays(columns)
    let statement = insert(
      "\(input.call) AS i(\(input.names))", unless: children.map { $0.isReferred(to: "i", within: "ranges") })
    return children.isEmpty ? statement : "\(Self.ranges)\n\(statement)"
  }

  /// The record's values, then for each part its elements' positions and values as arrays.
  func insertOne(unlessAwaitedBy children: [LevelDescent]) -> String {
    let values = columns.enumerated().map { "$\($0.offset + 1)::\($0.element.type)" }
    var last = values.count
    let parts = kind.parts.enumerated().map { place, part in
      let columns =
        [(name: "position", type: "int4")]
        + part.columns.map {
          (name: quoted($0.name), type: $0.type.rawValue)
        }
      let input = arrays(columns, after: last)
      last += columns.count
      return """
        part_\(place) AS (
          INSERT INTO \(quoted(part.name)) (programme_id, record_key, revision, \(input.names))
          SELECT made.programme_id, made.key, 1, \(list(columns.map { "e." + $0.name }))
          FROM made CROSS JOIN \(input.call) AS e(\(input.names))
        )
        """
    }
    let row = "(VALUES (\(list(values)))) AS i(\(list(columns.map(\.name))))"
    let made = "made AS (\n\(insert(row, unless: children.map { $0.isReferred(to: "i") }))\n)"
    return "WITH \(list([made] + parts)) SELECT programme_id, key, effective_level FROM made"
  }

  private func insert(_ input: String, unless awaited: [String]) -> String {
    let condition = awaited.isEmpty ? "" : "WHERE NOT (\(awaited.joined(separator: " OR ")))"
    let names = columns.map(\.name)
    return """
      INSERT INTO \(table) (\(list(names)), revision, effective_level)
      SELECT \(list(names.map { "i." + $0 })), 1,
        \(levels.arriving)
      FROM \(input)
      \(condition)
      ON CONFLICT (programme_id, key) DO NOTHING
      RETURNING programme_id, key, effective_level
      """
  }

  /// The first and the last key of the batch in each programme, in the order of the keys' indexes.
  private static let ranges = """
    WITH ranges AS MATERIALIZED (
      SELECT programme_id, min(key COLLATE "C") AS first, max(key COLLATE "C") AS last
      FROM unnest($1::int4[], $2::text[]) AS p(programme_id, key) GROUP BY programme_id
    )
    """

  func awaited(by children: [LevelDescent]) -> String {
    """
    \(Self.ranges)
    SELECT i.ord::int4 FROM unnest($1::int4[], $2::text[]) WITH ORDINALITY AS i(programme_id, key, ord)
    WHERE \(children.map { $0.isReferred(to: "i", within: "ranges") }.joined(separator: " OR "))
    """
  }

  var arrivingLevels: String {
    let columns =
      [(name: "programme_id", type: "int4"), (name: "own_level", type: "int2")]
      + levels.references.map { (name: quoted($0.column), type: "text") }
    let input = arrays(columns)
    return """
      SELECT \(levels.arriving) FROM \(input.call) WITH ORDINALITY AS i(\(input.names), ord) ORDER BY i.ord
      """
  }

  var copy: String {
    "COPY \(table) (\(list(columns.map(\.name))), revision, effective_level) FROM STDIN (FORMAT binary)"
  }

  var compare: String {
    """
    SELECT i.ord::int4, k.revision, k.body_hash = i.body_hash, k.request_id = i.request_id, k.effective_level,
      COALESCE(k.team <> i.owner, false), \(Self.isErased), k.withdrawn_at IS NOT NULL
    FROM unnest($1::int4[], $2::text[], $3::bytea[], $4::text[], $5::text[]) WITH ORDINALITY
      AS i(programme_id, key, body_hash, request_id, owner, ord)
    CROSS JOIN LATERAL (SELECT k.* FROM \(table) AS k \(stored.one)) AS k
    """
  }

  var hold: String {
    """
    SELECT FROM unnest($1::int4[], $2::text[]) AS i(programme_id, key)
    CROSS JOIN LATERAL (SELECT FROM \(table) AS k \(stored.one) FOR UPDATE) AS k
    """
  }

  /// A revision of the history that this very request made: its commit's answer was lost, and others revised it since.
  private static let isOfThisRequest = "h.body_hash = i.body_hash AND h.request_id = i.request_id"

  /// A level never falls before a reviewer has seen the revision that lowers it, since validated rows hang on it; a
  /// record's own earlier revisions rise at once with a new one, since reports may still use them.
  ///
  /// `stored` is the verdict on what this very request made before, and whose commit's answer was lost: nothing is written
  /// again.
  var revise: String {
    let input = arrays(columns + [("if_revision", "int4"), IntakeStatements.owner])
    let kept =
      [
        "programme_id", "key", "revision", "body", "body_hash", "salt", "own_level", "effective_level",
        "review_status", "reviewed_by", "reviewed_at", "return_reason", "principal", "request_id", "submitted_at",
        "xid", "team",
      ] + ownColumns
    let old = (kept + ["withdrawn_at", "stored_ctid"]).map { "k.\($0) AS \(Self.old($0))" }
    let replaced = ["body", "body_hash", "own_level", "principal", "request_id"] + ownColumns
    let earlier = RowLookup("h", programme: "i.programme_id", key: "i.key")
    let moved = kept.map {
      $0 == "effective_level"
        ? LevelExpressions.earlierRow(own: "i.old_own_level", record: "i.level") : "i.\(Self.old($0))"
    }
    return """
      WITH work AS (
        SELECT i.*, \(list(old)),
          CASE
            WHEN k.team <> i.owner THEN 'taken'
            WHEN \(Self.isErased) THEN 'erased'
            WHEN k.body_hash = i.body_hash AND k.request_id = i.request_id THEN 'stored'
            WHEN k.body_hash = i.body_hash THEN 'duplicate'
            WHEN i.if_revision <> k.revision
              AND \(earlier.exists(in: history, as: "h", where: Self.isOfThisRequest))
              THEN 'superseded'
            WHEN i.if_revision <> k.revision THEN 'conflict'
            WHEN i.if_revision IS NULL
              AND \(earlier.exists(in: history, as: "h", where: "h.body_hash = i.body_hash"))
              THEN 'superseded'
            ELSE 'revised'
          END AS verdict
        FROM \(input.call) WITH ORDINALITY AS i(\(input.names), ord)
        CROSS JOIN LATERAL (SELECT k.*, k.ctid AS stored_ctid FROM \(table) AS k \(stored.one) FOR UPDATE) AS k
      ), revised AS MATERIALIZED (
        SELECT i.*, \(levels.replacing) AS level FROM work AS i WHERE i.verdict = 'revised'
      ), raised AS (
        UPDATE \(history) AS h
        SET effective_level = \(LevelExpressions.earlierRow(own: "h.own_level", record: "i.level"))
        FROM revised AS i CROSS JOIN LATERAL (SELECT h.ctid AS place FROM \(history) AS h \(earlier.all)) AS e
        WHERE h.ctid = e.place
          AND h.effective_level <> \(LevelExpressions.earlierRow(own: "h.own_level", record: "i.level"))
      ), moved AS (
        INSERT INTO \(history) (\(list(kept)))
        SELECT \(list(moved)) FROM revised AS i
      ), updated AS (
        UPDATE \(table) AS k
        SET revision = i.old_revision + 1, \(list(replaced.map { "\($0) = i.\($0)" })),
          effective_level = i.level, salt = DEFAULT, review_status = DEFAULT, reviewed_by = NULL,
          reviewed_at = NULL, return_reason = NULL, submitted_at = DEFAULT, xid = DEFAULT
        FROM revised AS i WHERE k.ctid = i.old_stored_ctid
        RETURNING k.programme_id, k.key, k.effective_level
      )
      SELECT i.ord::int4, i.verdict, CASE i.verdict WHEN 'revised' THEN i.old_revision + 1 ELSE i.old_revision END,
        COALESCE(u.effective_level, i.old_effective_level), i.old_withdrawn_at IS NOT NULL
      FROM work AS i LEFT JOIN updated AS u ON u.programme_id = i.programme_id AND u.key = i.key
      """
  }

  private static func old(_ column: String) -> String {
    column.hasPrefix("\"") ? "\"old_" + column.dropFirst() : "old_" + column
  }

  func copyElements(of part: RecordPart) -> String {
    let names = ["programme_id", "record_key", "revision", "position"] + part.columns.map { quoted($0.name) }
    return "COPY \(quoted(part.name)) (\(list(names))) FROM STDIN (FORMAT binary)"
  }

  /// The transaction's number tells the revisions that this batch made from those that were there, which the same request
  /// may have made before.
  func elements(of part: RecordPart) -> String {
    let own = part.columns.map { (name: quoted($0.name), type: $0.type.rawValue) }
    let columns =
      [("programme_id", "int4"), ("record_key", "text"), ("request_id", "text"), ("position", "int4")] + own
    let input = arrays(columns.map { (name: $0.0, type: $0.1) })
    let made = RowLookup("k", programme: "i.programme_id", key: "i.record_key")
    let names = ["position"] + own.map(\.name)
    return """
      INSERT INTO \(quoted(part.name)) (programme_id, record_key, revision, \(list(names)))
      SELECT i.programme_id, i.record_key, k.revision, \(list(names.map { "i." + $0 }))
      FROM \(input.call) AS i(\(input.names))
      CROSS JOIN LATERAL (SELECT k.revision, k.request_id, k.xid FROM \(table) AS k \(made.one)) AS k
      WHERE k.request_id = i.request_id AND k.xid = pg_current_xact_id()
      ON CONFLICT DO NOTHING
      """
  }
}
