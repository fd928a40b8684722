import Disclosure
import Postgres
import Records

extension AccessScope {
  /// The conditions on the current rows of a kind, as `stored`, and their programmes, as `identity`, within which
  /// records may be read as they were sent. Every such read has them.
  func conditions(on kind: RecordKind) -> [SQL] {
    var conditions: [SQL] = ["stored.effective_level <= \(level.rawValue)"]
    switch records {
    case .all: break
    case .team(let team): conditions.append("stored.team = \(team)")
    case .none: conditions.append("false")
    }
    if let programmes {
      let allowed = Parameter.textArray(programmes.union([Self.sharedProgramme]).sorted())
      conditions.append("identity.name = ANY (\(allowed))")
    }
    if let grants, kind.columns.contains(where: { $0.name == "grant" }) {
      let allowed = Parameter.textArray(grants.sorted())
      conditions.append("(stored.\"grant\" IS NULL OR stored.\"grant\" = ANY (\(allowed)))")
    }
    return conditions
  }
}
