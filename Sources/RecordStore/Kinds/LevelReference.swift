import Records

/// A column that names the record below whose level a row never falls.
struct LevelReference: Sendable {
  let column: String
  /// The field that the column is of.
  let field: Field
  /// The kind referred to; nil if the catalogue has none of that name, so that what it names never arrives.
  let parent: RecordKind?

  /// When the level of a parent is read only after whoever is changing it is done.
  enum Wait {
    /// Never: whoever reads it changes it.
    case never
    /// Where the parent has parents itself: it changes with them, under their locks and not under its own.
    case forParentsOfParents
    /// Also where no lock is held at all, as for what an earlier revision named.
    case always
  }

  static func of(_ kind: RecordKind, in kinds: KindCatalogue) -> [LevelReference] {
    kind.levelReferences.map { field in
      LevelReference(
        column: field.columnName, field: field,
        parent: field.type.reference?.kinds.first.flatMap(kinds.kind))
    }
  }

  /// The level that the reference asks for.
  ///
  /// - Parameters:
  ///   - row: the row's alias, whose programme counts.
  ///   - prefix: what stands before the column's name in it.
  ///   - missing: the level where the parent has not arrived.
  ///   - wait: for whose change of the parent's level to wait, where a lock of ``ParentLocks`` does not do it.
  func level(of row: String, prefix: String = "", missing: String, wait: Wait) -> String {
    let name = "\(row).\(quoted(prefix + column))"
    guard let parent else { return "CASE WHEN \(name) IS NULL THEN 0::int2 ELSE \(missing) END" }
    let waits = wait == .always || wait == .forParentsOfParents && !parent.levelReferences.isEmpty
    let lock = waits ? " FOR SHARE" : ""
    let found = RowLookup("parent", programme: "\(row).programme_id", key: name).one
    return """
      CASE WHEN \(name) IS NULL THEN 0::int2 ELSE COALESCE((SELECT parent.effective_level \
      FROM \(quoted(parent.name)) AS parent \(found)\(lock)), \(missing)) END
      """
  }
}

/// A name as an SQL identifier.
func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
