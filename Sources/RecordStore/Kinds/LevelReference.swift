import Records

/// A column that names the record below whose level a row never falls.
struct LevelReference: Sendable {
  let column: String
  /// The field that the column is of.
  let field: Field
  /// The kind referred to; nil if the catalogue has none of that name, so that what it names never arrives.
  let parent: RecordKind?

  static func of(_ kind: RecordKind, in kinds: KindCatalogue) -> [LevelReference] {
    kind.levelReferences.map { field in
      LevelReference(
        column: field.columnName, field: field,
        parent: field.type.reference?.kinds.first.flatMap(kinds.kind))
    }
  }

  /// The level that the reference asks for, as an expression over the row `i`. A parent that has not arrived may be
  /// confidential, so it counts as such until it says otherwise.
  var level: String {
    let found =
      parent.map { parent in
        """
        COALESCE((SELECT parent.effective_level FROM \(quoted(parent.name)) AS parent \
        WHERE parent.programme_id = i.programme_id AND parent.key = i.\(quoted(column))), 3::int2)
        """
      } ?? "3::int2"
    return "CASE WHEN i.\(quoted(column)) IS NULL THEN 0::int2 ELSE \(found) END"
  }

  /// A row's level: its own, and those of all that it hangs on.
  static func effectiveLevel(_ references: [LevelReference], own: String) -> String {
    references.isEmpty ? own : "GREATEST(\(([own] + references.map(\.level)).joined(separator: ", ")))"
  }
}

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

  /// Brings the rows reached from some records to their level: `$1` the programmes, `$2` the keys of these records.
  var statements: [String] {
    guard let last = kinds.last else { return [] }
    let level = LevelReference.effectiveLevel(references, own: "i.own_level")
    return [last.name, last.name + "_history"].map { table in
      """
      UPDATE \(quoted(table)) AS i SET effective_level = \(level)
      WHERE (i.programme_id, i.\(quoted(columns[columns.count - 1]))) IN (\(selection(columns.count - 1)))
        AND i.effective_level <> \(level)
      """
    }
  }

  /// The records at one step of the way.
  private func selection(_ step: Int) -> String {
    guard step > 0 else {
      return "SELECT p.programme_id, p.key FROM unnest($1::int4[], $2::text[]) AS p(programme_id, key)"
    }
    return """
      SELECT m.programme_id, m.key FROM \(quoted(kinds[step - 1].name)) AS m
      WHERE (m.programme_id, m.\(quoted(columns[step - 1]))) IN (\(selection(step - 1)))
      """
  }
}

/// A name as an SQL identifier.
func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
