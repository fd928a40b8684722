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

  /// Brings what hangs on some records to its level, current rows and history, in one statement after the other: `$1`
  /// the programmes, `$2` the keys of these records.
  ///
  /// Two records that one hangs on may change at once. So rows are locked before they are settled: a statement that had
  /// to wait within itself would go on with the levels that it saw at its start. Each step down is locked when the one
  /// above it is, since only then nothing more can arrive below that.
  static func statements(_ descents: [LevelDescent]) -> [String] {
    let depths = Set(descents.map(\.columns.count)).sorted()
    return depths.flatMap { depth in
      let step = descents.filter { $0.columns.count == depth }
      return [step.map(\.lock).joined(separator: " UNION ALL ")] + step.map(\.settling)
    }
  }

  /// The rows, current and earlier, whose first reference followed names the row of an alias.
  func references(to row: String) -> [String] {
    [kinds[0].name, kinds[0].name + "_history"].map { table in
      "SELECT FROM \(quoted(table)) AS c WHERE c.programme_id = \(row).programme_id AND c.\(quoted(columns[0])) = \(row).key"
    }
  }

  private var lock: String {
    """
    SELECT FROM (SELECT FROM \(quoted(last.name)) AS i WHERE \(reaches) \
    ORDER BY i.programme_id, i.key FOR UPDATE) AS held
    """
  }

  private var last: RecordKind { kinds[kinds.count - 1] }

  /// Whether the row `i` is reached.
  private var reaches: String { "(i.programme_id, i.key) IN (\(selection(columns.count)))" }

  private var settling: String {
    let level = LevelExpressions(kind: last, references: references).current
    return """
      WITH settled AS (
        UPDATE \(quoted(last.name)) AS i SET effective_level = \(level)
        WHERE \(reaches) AND i.effective_level <> \(level)
        RETURNING i.programme_id, i.key, i.effective_level
      )
      \(Self.history(of: last, follows: "settled"))
      """
  }

  /// Gives the history of records the level that their current rows have by now.
  static func history(of kind: RecordKind, follows rows: String) -> String {
    """
    UPDATE \(quoted(kind.name + "_history")) AS h
    SET effective_level = \(LevelExpressions.earlierRow(own: "h.own_level", record: "r.effective_level"))
    FROM \(rows) AS r WHERE h.programme_id = r.programme_id AND h.key = r.key
    """
  }

  /// The records reached by so many steps, by their current rows or by earlier ones.
  private func selection(_ steps: Int) -> String {
    guard steps > 0 else {
      return "SELECT p.programme_id, p.key FROM unnest($1::int4[], $2::text[]) AS p(programme_id, key)"
    }
    let name = kinds[steps - 1].name
    return [name, name + "_history"].map { table in
      """
      SELECT m.programme_id, m.key FROM \(quoted(table)) AS m
      WHERE (m.programme_id, m.\(quoted(columns[steps - 1]))) IN (\(selection(steps - 1)))
      """
    }.joined(separator: " UNION ALL ")
  }
}
