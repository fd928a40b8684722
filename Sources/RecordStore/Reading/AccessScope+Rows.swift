import Disclosure
import Postgres
import Records

/// A scope as conditions of SQL. Every read of records carries both.
extension AccessScope {
  /// Which rows of a kind, or of its history, exist for the reader.
  func rows(_ row: StaticString, of kind: RecordKind) -> SQL {
    var conditions: [SQL] = ["\(raw: row).effective_level <= \(level.rawValue)"]
    switch records {
    case .all: break
    case .team(let team): conditions.append("\(raw: row).team = \(team)")
    case .none: conditions.append("false")
    }
    if let grants, kind.columns.contains(where: { $0.name == "grant" }) {
      let allowed = Parameter.textArray(grants.sorted())
      conditions.append(
        "(\(raw: row).\(identifier: "grant") IS NULL OR \(raw: row).\(identifier: "grant") = ANY (\(allowed)))")
    }
    return SQL.joined(conditions, separator: " AND ")
  }

  /// Which rows of `programme_identity` exist for the reader.
  func programmes(_ identity: StaticString) -> SQL {
    guard let programmes else { return "true" }
    let allowed = Parameter.textArray(programmes.union([Self.sharedProgramme]).sorted())
    return "\(raw: identity).name = ANY (\(allowed))"
  }
}
