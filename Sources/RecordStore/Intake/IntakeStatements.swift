import Records

/// The SQL that takes a batch of one kind in, made once for each kind.
///
/// Rows travel as one array for each column. The writers' connections plan for index look-ups only (see
/// ``WriterSession``), because a plan made while a table is empty outlives its emptiness.
struct IntakeStatements: Sendable {
  /// Inserts what is new; returns the keys of what it inserted.
  let insert: String
  /// Tells, for keys that exist, the current revision and whether its body is the same.
  let compare: String
  /// Makes a new revision of keys that exist, or says why not.
  let revise: String
  /// Writes the parts of the revisions that this batch made.
  let children: String?

  static func of(_ kind: RecordKind) -> IntakeStatements { all[kind.rawValue]! }

  private static let all = Dictionary(
    uniqueKeysWithValues: RecordKind.allCases.map { ($0.rawValue, IntakeStatements(KindTable.of($0))) })

  /// The columns of the arrays that every kind's insertion and revision begin with.
  static let commonColumns: [(name: String, type: String)] = [
    ("programme_id", "int4"), ("key", "text"), ("body", "text"), ("body_hash", "bytea"), ("own_level", "int2"),
    ("principal", "text"), ("request_id", "text"),
  ]

  init(_ table: KindTable) {
    insert = Self.insert(table)
    compare = """
      SELECT i.ord::int4, k.revision, k.body_hash = i.body_hash, k.request_id = i.request_id
      FROM unnest($1::int4[], $2::text[], $3::bytea[], $4::text[]) WITH ORDINALITY
        AS i(programme_id, key, body_hash, request_id, ord)
      JOIN \(table.name) AS k ON k.programme_id = i.programme_id AND k.key = i.key
      """
    revise = Self.revise(table)
    children = table.child.map { Self.children(of: table, $0) }
  }

  private static func arrays(_ columns: [(name: String, type: String)]) -> (call: String, names: String) {
    let parameters = columns.enumerated().map { "$\($0.offset + 1)::\($0.element.type)[]" }
    return ("unnest(\(list(parameters)))", list(columns.map(\.name)))
  }

  private static func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  private static func columns(of table: KindTable) -> [(name: String, type: String)] {
    commonColumns + table.columns.map { ($0.name, $0.type.rawValue) }
  }

  private static func level(of table: KindTable, own: String) -> String {
    table.parentLevel.isEmpty ? own : "GREATEST(\(list([own] + table.parentLevel)))"
  }

  private static func insert(_ table: KindTable) -> String {
    let input = arrays(columns(of: table))
    let names = columns(of: table).map(\.name)
    return """
      INSERT INTO \(table.name) (\(list(names)), revision, effective_level)
      SELECT \(list(names.map { "i." + $0 })), 1, \(level(of: table, own: "i.own_level"))
      FROM \(input.call) AS i(\(input.names))
      ON CONFLICT (programme_id, key) DO NOTHING
      RETURNING programme_id, key
      """
  }

  /// A parent's level never falls before a reviewer has seen the revision that lowers it, since validated rows hang
  /// on it; a record's own earlier revisions rise at once with a new one, since reports may still use them.
  private static func revise(_ table: KindTable) -> String {
    let input = arrays(columns(of: table) + [("if_revision", "int4")])
    let stored =
      [
        "programme_id", "key", "revision", "body", "body_hash", "salt", "own_level", "effective_level",
        "review_status", "reviewed_by", "reviewed_at", "principal", "request_id", "submitted_at", "xid",
      ] + table.columns.map(\.name)
    let old = stored.map { "k.\($0) AS old_\($0)" }
    let replaced = ["body", "body_hash", "own_level", "principal", "request_id"] + table.columns.map(\.name)
    let carried =
      table.isParent
      ? """
      GREATEST(i.own_level, CASE WHEN i.old_review_status IN ('validated', 'published') \
      THEN i.old_own_level ELSE i.old_effective_level END)
      """
      : level(of: table, own: "i.own_level")
    let moved = stored.map {
      $0 == "effective_level" ? "GREATEST(i.old_effective_level, i.own_level)" : "i.old_\($0)"
    }
    return """
      WITH work AS (
        SELECT i.*, \(list(old)),
          CASE
            WHEN k.body_hash = i.body_hash THEN 'duplicate'
            WHEN i.if_revision <> k.revision THEN 'conflict'
            WHEN i.if_revision IS NULL AND EXISTS (
              SELECT FROM \(table.historyName) AS h
              WHERE h.programme_id = i.programme_id AND h.key = i.key AND h.body_hash = i.body_hash
            ) THEN 'superseded'
            ELSE 'revised'
          END AS verdict
        FROM \(input.call) WITH ORDINALITY AS i(\(input.names), ord)
        JOIN \(table.name) AS k ON k.programme_id = i.programme_id AND k.key = i.key
        FOR UPDATE OF k
      ), raised AS (
        UPDATE \(table.historyName) AS h SET effective_level = i.own_level
        FROM work AS i
        WHERE i.verdict = 'revised' AND h.programme_id = i.programme_id AND h.key = i.key
          AND h.effective_level < i.own_level
      ), moved AS (
        INSERT INTO \(table.historyName) (\(list(stored)))
        SELECT \(list(moved)) FROM work AS i WHERE i.verdict = 'revised'
      ), updated AS (
        UPDATE \(table.name) AS k
        SET revision = i.old_revision + 1, \(list(replaced.map { "\($0) = i.\($0)" })),
          effective_level = \(carried), salt = DEFAULT, review_status = DEFAULT, reviewed_by = NULL,
          reviewed_at = NULL, submitted_at = DEFAULT, xid = DEFAULT
        FROM work AS i
        WHERE i.verdict = 'revised' AND k.programme_id = i.programme_id AND k.key = i.key
      )
      SELECT i.ord::int4, i.verdict, CASE i.verdict WHEN 'revised' THEN i.old_revision + 1 ELSE i.old_revision END
      FROM work AS i
      """
  }

  /// The request's id tells the revisions that this batch made from those that were there.
  private static func children(of table: KindTable, _ child: ChildTable) -> String {
    let own = child.columns.map { (name: $0.name, type: $0.type.rawValue) }
    let columns = [("programme_id", "int4"), (child.parentColumn, "text"), ("request_id", "text")] + own
    let input = arrays(columns.map { (name: $0.0, type: $0.1) })
    let names = own.map(\.name)
    return """
      INSERT INTO \(child.name) (programme_id, \(child.parentColumn), revision, \(list(names)))
      SELECT i.programme_id, i.\(child.parentColumn), k.revision, \(list(names.map { "i." + $0 }))
      FROM \(input.call) AS i(\(input.names))
      JOIN \(table.name) AS k ON k.programme_id = i.programme_id AND k.key = i.\(child.parentColumn)
        AND k.request_id = i.request_id
      ON CONFLICT DO NOTHING
      """
  }

  /// Takes the locks that keep a parent's level and its children's rows in step, in one order for all.
  static let lockParents = """
    SELECT CASE WHEN i.is_exclusive THEN pg_advisory_xact_lock(i.lock) ELSE pg_advisory_xact_lock_shared(i.lock) END
    FROM (SELECT * FROM unnest($1::int8[], $2::bool[]) AS j(lock, is_exclusive) ORDER BY lock OFFSET 0) AS i
    """

  /// Brings the findings of one engagement to its level: `$1` the programme, `$2` the engagement's key.
  static let settleFindings = ["finding", "finding_history"].map { table in
    """
    UPDATE \(table) AS i SET effective_level = GREATEST(i.own_level, \(list(KindTable.finding.parentLevel)))
    WHERE i.programme_id = $1 AND i.engagement_key = $2
      AND i.effective_level <> GREATEST(i.own_level, \(list(KindTable.finding.parentLevel)))
    """
  }
}
