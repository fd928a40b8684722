import Records

/// The SQL that takes a batch of one kind in, made once for each kind.
///
/// Rows travel as one array for each column. The writers' connections plan for index look-ups only (see
/// ``WriterSession``), because a plan made while a table is empty outlives its emptiness.
struct IntakeStatements: Sendable {
  /// Inserts what is new and what nothing hangs on yet; returns the keys of what it inserted, and their levels.
  let insert: String
  /// The same for what is awaited: what hangs on it arrived before and must be settled after it; nil where nothing can.
  ///
  /// Most records are not, and settling costs as much as inserting.
  let insertAwaited: String?
  /// Tells, for keys that exist, the current revision and whether its body is the same.
  let compare: String
  /// Waits for whoever is changing the rows of keys that exist, in one order for all; nil where no level depends on them.
  ///
  /// What a replaced revision hung on may be arriving meanwhile, with no lock in common but that of this row: a statement
  /// that had to wait for it within itself would go on without seeing what arrived.
  let hold: String?
  /// Makes a new revision of keys that exist, or says why not.
  let revise: String
  /// Writes the elements of the revisions that this batch made, part by part.
  let parts: [(part: RecordPart, statement: String)]
  /// Brings rows whose level follows these records' to it.
  let settle: [String]
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
    insertAwaited = children.isEmpty ? nil : maker.insert(unlessAwaitedBy: [])
    compare = maker.compare
    hold = references.isEmpty ? nil : maker.hold
    revise = maker.revise
    parts = kind.parts.map { ($0, maker.elements(of: $0)) }
    settle = LevelDescent.statements(descents)
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

  private func arrays(_ columns: [(name: String, type: String)]) -> (call: String, names: String) {
    let parameters = columns.enumerated().map { "$\($0.offset + 1)::\($0.element.type)[]" }
    return ("unnest(\(list(parameters)))", list(columns.map(\.name)))
  }

  /// Whether nothing more is taken under the key of the row `k`: a retry would bring back what was erased.
  private static let isErased = "(k.erased_at IS NOT NULL OR k.texts_erased_at IS NOT NULL)"

  private func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  func insert(unlessAwaitedBy children: [LevelDescent]) -> String {
    let awaited = children.flatMap { child in child.references(to: "i").map { "NOT EXISTS (\($0))" } }
    let condition = awaited.isEmpty ? "" : "WHERE \(awaited.joined(separator: " AND "))"
    let input = arrays(columns)
    let names = columns.map(\.name)
    return """
      INSERT INTO \(table) (\(list(names)), revision, effective_level)
      SELECT \(list(names.map { "i." + $0 })), 1,
        \(levels.arriving)
      FROM \(input.call) AS i(\(input.names))
      \(condition)
      ON CONFLICT (programme_id, key) DO NOTHING
      RETURNING programme_id, key, effective_level
      """
  }

  var compare: String {
    """
    SELECT i.ord::int4, k.revision, k.body_hash = i.body_hash, k.request_id = i.request_id, k.effective_level,
      COALESCE(k.team <> i.owner, false), \(Self.isErased), k.withdrawn_at IS NOT NULL
    FROM unnest($1::int4[], $2::text[], $3::bytea[], $4::text[], $5::text[]) WITH ORDINALITY
      AS i(programme_id, key, body_hash, request_id, owner, ord)
    JOIN \(table) AS k ON k.programme_id = i.programme_id AND k.key = i.key
    """
  }

  var hold: String {
    """
    SELECT FROM \(table) AS k WHERE (k.programme_id, k.key) IN (SELECT * FROM unnest($1::int4[], $2::text[]))
    ORDER BY k.programme_id, k.key FOR UPDATE
    """
  }

  /// A level never falls before a reviewer has seen the revision that lowers it, since validated rows hang on it; a
  /// record's own earlier revisions rise at once with a new one, since reports may still use them.
  var revise: String {
    let input = arrays(columns + [("if_revision", "int4"), IntakeStatements.owner])
    let stored =
      [
        "programme_id", "key", "revision", "body", "body_hash", "salt", "own_level", "effective_level",
        "review_status", "reviewed_by", "reviewed_at", "return_reason", "principal", "request_id", "submitted_at",
        "xid", "team",
      ] + ownColumns
    let old = (stored + ["withdrawn_at"]).map { "k.\($0) AS \(Self.old($0))" }
    let replaced = ["body", "body_hash", "own_level", "principal", "request_id"] + ownColumns
    let moved = stored.map {
      $0 == "effective_level"
        ? LevelExpressions.earlierRow(own: "i.old_own_level", record: "i.level") : "i.\(Self.old($0))"
    }
    return """
      WITH work AS (
        SELECT i.*, \(list(old)),
          CASE
            WHEN k.team <> i.owner THEN 'taken'
            WHEN \(Self.isErased) THEN 'erased'
            WHEN k.body_hash = i.body_hash THEN 'duplicate'
            WHEN i.if_revision <> k.revision THEN 'conflict'
            WHEN i.if_revision IS NULL AND EXISTS (
              SELECT FROM \(history) AS h
              WHERE h.programme_id = i.programme_id AND h.key = i.key AND h.body_hash = i.body_hash
            ) THEN 'superseded'
            ELSE 'revised'
          END AS verdict
        FROM \(input.call) WITH ORDINALITY AS i(\(input.names), ord)
        JOIN \(table) AS k ON k.programme_id = i.programme_id AND k.key = i.key
        FOR UPDATE OF k
      ), revised AS MATERIALIZED (
        SELECT i.*, \(levels.replacing) AS level FROM work AS i WHERE i.verdict = 'revised'
      ), raised AS (
        UPDATE \(history) AS h
        SET effective_level = \(LevelExpressions.earlierRow(own: "h.own_level", record: "i.level"))
        FROM revised AS i WHERE h.programme_id = i.programme_id AND h.key = i.key
      ), moved AS (
        INSERT INTO \(history) (\(list(stored)))
        SELECT \(list(moved)) FROM revised AS i
      ), updated AS (
        UPDATE \(table) AS k
        SET revision = i.old_revision + 1, \(list(replaced.map { "\($0) = i.\($0)" })),
          effective_level = i.level, salt = DEFAULT, review_status = DEFAULT, reviewed_by = NULL,
          reviewed_at = NULL, return_reason = NULL, submitted_at = DEFAULT, xid = DEFAULT
        FROM revised AS i
        WHERE k.programme_id = i.programme_id AND k.key = i.key
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

  /// The request's id tells the revisions that this batch made from those that were there.
  func elements(of part: RecordPart) -> String {
    let own = part.columns.map { (name: quoted($0.name), type: $0.type.rawValue) }
    let columns =
      [("programme_id", "int4"), ("record_key", "text"), ("request_id", "text"), ("position", "int4")] + own
    let input = arrays(columns.map { (name: $0.0, type: $0.1) })
    let names = ["position"] + own.map(\.name)
    return """
      INSERT INTO \(quoted(part.name)) (programme_id, record_key, revision, \(list(names)))
      SELECT i.programme_id, i.record_key, k.revision, \(list(names.map { "i." + $0 }))
      FROM \(input.call) AS i(\(input.names))
      JOIN \(table) AS k ON k.programme_id = i.programme_id AND k.key = i.record_key
        AND k.request_id = i.request_id
      ON CONFLICT DO NOTHING
      """
  }
}
