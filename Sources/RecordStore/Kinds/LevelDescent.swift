import Records

/// A way down from a kind to one whose levels follow it, at once or through others.
struct LevelDescent: Sendable {
  /// The references followed, the first pointing at the kind itself.
  let columns: [String]
  /// The kinds reached, one for each reference.
  let kinds: [RecordKind]
  /// The references of the last kind.
  let references: [LevelReference]

  /// Every way down, the shorter before the longer, so that what lies between is settled first.
  static func below(_ kind: RecordKind, in catalogue: KindCatalogue) -> [LevelDescent] {
    var found: [LevelDescent] = []
    var ends: [LevelDescent] = [LevelDescent(columns: [], kinds: [], references: [])]
    while !ends.isEmpty {
      ends = ends.flatMap { end in
        children(of: end.kinds.last ?? kind, in: catalogue).map { column, child in
          LevelDescent(
            columns: end.columns + [column], kinds: end.kinds + [child],
            references: LevelReference.of(child, in: catalogue))
        }
      }
      found += ends
    }
    return found
  }

  private static func children(of kind: RecordKind, in catalogue: KindCatalogue) -> [(String, RecordKind)] {
    catalogue.kinds.flatMap { child in
      LevelReference.of(child, in: catalogue).filter { $0.parent == kind }.map { ($0.column, child) }
    }
  }

  /// The records of which `$1` has the programmes and `$2` the keys.
  static let allNamed = "SELECT p.programme_id, p.key FROM unnest($1::int4[], $2::text[]) AS p(programme_id, key)"

  /// Those of them whose current rows in a table this very transaction wrote.
  static func writtenNow(in table: String) -> String {
    let row = RowLookup("k", programme: "p.programme_id", key: "p.key").one
    return """
      \(allNamed) CROSS JOIN LATERAL (SELECT k.xid FROM \(table) AS k \(row)) AS k \
      WHERE k.xid = pg_current_xact_id()
      """
  }

  /// Brings what hangs on some records to its level, current rows and history, in one statement after the other.
  ///
  /// `records` selects the programmes and keys of these records.
  ///
  /// Two records that one hangs on may change at once. So rows are locked before they are settled: a statement that had
  /// to wait within itself would go on with the levels that it saw at its start. Each step down is locked when the one
  /// above it is, since only then nothing more can arrive below that.
  static func statements(_ descents: [LevelDescent], below records: String) -> [String] {
    let depths = Set(descents.map(\.columns.count)).sorted()
    return depths.flatMap { depth in
      let step = descents.filter { $0.columns.count == depth }
      return [step.map { $0.lock(below: records) }.joined(separator: " UNION ALL ")]
        + step.map { $0.settling(below: records) }
    }
  }

  /// Whether a row, current or earlier, names the row of an alias by the first reference followed.
  func isReferred(to row: String) -> String {
    firstTables.map { table in
      children("c", of: row, at: 0).exists(in: table, as: "c", where: named("c", at: 0))
    }.joined(separator: " OR ")
  }

  /// The same of many rows, of which `ranges` has the first and the last key in each programme: most often nothing names
  /// any key between these, which is seen once for all.
  func isReferred(to row: String, within ranges: String) -> String {
    firstTables.map { table in
      let between = RowLookup("c", quoted(columns[0]), programme: "r.programme_id", from: "r.first", to: "r.last")
      return """
        \(row).programme_id = ANY (ARRAY(SELECT r.programme_id FROM \(ranges) AS r \
        WHERE \(between.exists(in: table, as: "c", where: named("c", at: 0))))) \
        AND \(children("c", of: row, at: 0).exists(in: table, as: "c", where: named("c", at: 0)))
        """
    }.joined(separator: " OR ")
  }

  /// The tables of the rows whose first reference followed names the kind.
  private var firstTables: [String] { [kinds[0].name, kinds[0].name + "_history"].map(quoted) }

  /// The rows that name the row of an alias by a reference followed; the index has those that name any.
  private func children(_ child: String, of row: String, at step: Int) -> RowLookup {
    RowLookup(child, quoted(columns[step]), programme: "\(row).programme_id", value: "\(row).key")
  }

  private func named(_ child: String, at step: Int) -> String { "\(child).\(quoted(columns[step])) IS NOT NULL" }

  private func lock(below records: String) -> String {
    """
    SELECT FROM (SELECT FROM (\(reached(from: records))) AS r CROSS JOIN LATERAL (\(found) FOR UPDATE) AS i) AS held
    """
  }

  private var last: RecordKind { kinds[kinds.count - 1] }

  /// The current row of the record `r`.
  private var found: String {
    """
    SELECT i.*, i.ctid AS stored_ctid FROM \(quoted(last.name)) AS i \
    \(RowLookup("i", programme: "r.programme_id", key: "r.key").one)
    """
  }

  private func settling(below records: String) -> String {
    let level = LevelExpressions(kind: last, references: references).current
    return """
      WITH found AS (
        SELECT i.programme_id, i.key, i.stored_ctid, i.effective_level, \(level) AS level
        FROM (\(reached(from: records))) AS r CROSS JOIN LATERAL (\(found)) AS i
      ), settled AS (
        UPDATE \(quoted(last.name)) AS i SET effective_level = found.level FROM found
        WHERE i.ctid = found.stored_ctid AND found.effective_level <> found.level
        RETURNING i.programme_id, i.key, i.effective_level
      )
      \(Self.history(of: last, follows: "settled"))
      """
  }

  /// Gives the history of records the level that their current rows have by now; rows that have it already stay as they
  /// are, since a record may have thousands.
  static func history(of kind: RecordKind, follows rows: String) -> String {
    let history = quoted(kind.name + "_history")
    let earlier = RowLookup("e", programme: "r.programme_id", key: "r.key").all
    let level = LevelExpressions.earlierRow(own: "h.own_level", record: "r.effective_level")
    return """
      UPDATE \(history) AS h SET effective_level = \(level)
      FROM \(rows) AS r CROSS JOIN LATERAL (SELECT e.ctid AS place FROM \(history) AS e \(earlier)) AS e
      WHERE h.ctid = e.place AND h.effective_level <> \(level)
      """
  }

  /// The records reached, in the order in which their rows are locked.
  private func reached(from records: String) -> String {
    "\(selection(columns.count, from: records)) ORDER BY programme_id, key"
  }

  /// The records reached by so many steps, by their current rows or by earlier ones, each once.
  private func selection(_ steps: Int, from records: String) -> String {
    guard steps > 0 else { return records }
    let name = kinds[steps - 1].name
    let rows = children("m", of: "p", at: steps - 1).all(where: named("m", at: steps - 1))
    return [name, name + "_history"].map { table in
      """
      SELECT m.programme_id, m.key FROM (\(selection(steps - 1, from: records))) AS p \
      CROSS JOIN LATERAL (SELECT m.programme_id, m.key FROM \(quoted(table)) AS m \(rows)) AS m
      """
    }.joined(separator: " UNION ")
  }
}
