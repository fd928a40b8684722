import Disclosure
import Postgres
import Records

/// A scope as conditions of SQL. Every read of records carries both.
extension AccessScope {
  /// Which rows of a kind, or of its history, exist for the reader.
  func rows(_ row: StaticString, of kind: RecordKind) -> SQL {
    var conditions: [SQL] = [
      "\(raw: row).effective_level <= \(level.rawValue)", "\(raw: row).erased_at IS NULL", owners(row),
    ]
    if let grants = grants(row, of: kind) { conditions.append(grants) }
    return SQL.joined(conditions, separator: " AND ")
  }

  /// Whose rows exist for the reader.
  func owners(_ row: StaticString) -> SQL {
    switch records {
    case .all: "true"
    case .team(let team): "\(raw: row).team = \(team)"
    case .none: "false"
    }
  }

  /// Which rows of a kind belong to a grant of the reader's, or to none; nil where all do.
  func grants(_ row: StaticString, of kind: RecordKind) -> SQL? {
    guard let grants, kind.columns.contains(where: { $0.name == "grant" }) else { return nil }
    let allowed = Parameter.textArray(grants.sorted())
    return "(\(raw: row).\(identifier: "grant") IS NULL OR \(raw: row).\(identifier: "grant") = ANY (\(allowed)))"
  }

  /// Which rows of `programme_identity` exist for the reader.
  func programmes(_ identity: StaticString) -> SQL {
    guard let programmes else { return "true" }
    let allowed = Parameter.textArray(programmes.union([Self.sharedProgramme]).sorted())
    return "\(raw: identity).name = ANY (\(allowed))"
  }
}
