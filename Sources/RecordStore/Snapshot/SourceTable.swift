import Disclosure
import Postgres
import Records

/// Where the rows of a query's source stand, and which expressions its names are, as the kind's declaration says.
///
/// `r` is the record's row, `c` the row of its part, where the source is one. What has no column of its own is read
/// from the body, which is converted only here.
struct SourceTable: Sendable {
  let source: RecordSource
  private let kinds: KindCatalogue
  private let level: ConfidentialityLevel
  private let protection: RowProtection

  /// The rows as a reader within a programme's bounds may see them.
  init(_ source: RecordSource, in programme: SnapshotProgramme) {
    self.source = source
    kinds = programme.kinds
    level = programme.scope.level
    protection = RowProtection(source.kind, in: programme)
  }

  /// The part's table; nil where a row is a whole record.
  var part: String? { source.part?.name }

  /// The row's day; nil where it has none.
  var day: SQL? { day(of: "r") }

  /// The day of the kind's record in the row of a name.
  func day(of row: StaticString) -> SQL? {
    let days = source.kind.days.compactMap { day($0, row) }
    guard let first = days.first else { return nil }
    return days.count == 1 ? first : "COALESCE(\(fragment: SQL.joined(days)))"
  }

  private func day(_ day: RecordDay, _ row: StaticString) -> SQL? {
    switch day {
    case .field(let name):
      return Self.column(name, of: source.kind, row).map { "(\(fragment: $0))::date" }
    case .through(let reference, let name):
      guard let key = Self.column(reference, of: source.kind, row),
        let target = source.kind.object.field(reference)?.type.reference?.kinds.first.flatMap(kinds.kind),
        let found = Self.column(name, of: target, "e")
      else { return nil }
      // What was validated, not what somebody has sent since: a report reads nothing unreviewed.
      return """
        (SELECT (\(fragment: found))::date FROM \(identifier: target.name + "_reportable") AS e
        WHERE e.programme_id = \(raw: row).programme_id AND e.key = \(fragment: key))
        """
    }
  }

  /// What rows are ordered by. Codes stand as in their list, so that regions have one order in all of a report.
  func order(_ name: String) -> SQL? {
    if name == "key" { return "r.key" }
    if let dimension = source.dimension(name) {
      let value = expression(dimension)
      guard let list = dimension.codes else { return value }
      return "array_position(\(Parameter.textArray(list.codes)), (\(fragment: value))::text)"
    }
    if let column = source.part?.columns.first(where: { $0.name == source.part?.object.field(name)?.columnName }) {
      return "c.\(identifier: column.name)"
    }
    return Self.column(name, of: source.kind, "r")
  }

  /// A field of the row's own as JSON: of the part's element where the rows are elements.
  func json(_ field: String) -> SQL {
    guard let part = source.part else { return "(r.body::json -> \(field))" }
    return "(r.body::json -> \(part.field.name) -> c.position -> \(field))"
  }

  /// A text within ``json(_:)``, or the field itself where nothing is named.
  func text(_ field: String, _ member: String? = nil) -> SQL {
    let path = Parameter.textArray([field] + (member.map { [$0] } ?? []))
    guard let part = source.part else { return "(r.body::json #>> \(path))" }
    return "(r.body::json -> \(part.field.name) -> c.position #>> \(path))"
  }

  /// The value of a dimension that has one for each row; for one with several, that of ``elements(of:)``.
  func expression(_ dimension: RecordDimension) -> SQL {
    let value = shown(value(of: dimension), dimension)
    guard let grouping = dimension.grouping else { return value }
    let cases = grouping.sorted { $0.key < $1.key }.map { code, group in
      "WHEN \(code) THEN \(group)" as SQL
    }
    return "(CASE \(fragment: value) \(fragment: SQL.joined(cases, separator: " ")) END)"
  }

  /// The table function that gives a row's several values; nil where there is one.
  func elements(of dimension: RecordDimension) -> SQL? {
    guard dimension.isMultiple, case .text(let path) = dimension.location else { return nil }
    return "json_array_elements_text(COALESCE(r.body::json #> \(Parameter.textArray(path)), '[]'))"
  }

  /// Whether a dimension is told by the part's row rather than by the record's.
  func isOfPart(_ dimension: RecordDimension) -> Bool {
    if case .partColumn = dimension.location { true } else { false }
  }

  /// NULL where a listing at this level would leave the value out, so that no count, filter or order tells more.
  private func shown(_ value: SQL, _ dimension: RecordDimension) -> SQL {
    let exceptions = dimension.exceptions.filter { $0.level > level }
    var hiding: [SQL] = []
    if !exceptions.isEmpty {
      hiding = [hides(exceptions, "r"), protection.isLater(hides(exceptions, "n"))]
    }
    if let gathering = dimension.gathering, gathering.level > level {
      hiding.append("NOT (\(fragment: value) = ANY (\(fragment: protection.groupsTold(gathering))::text[]))")
    }
    guard !hiding.isEmpty else { return value }
    return "(CASE WHEN \(fragment: SQL.joined(hiding, separator: " OR ")) THEN NULL ELSE \(fragment: value) END)"
  }

  private func hides(_ exceptions: [Visibility.Exception], _ alias: StaticString) -> SQL {
    let conditions = exceptions.map { exception -> SQL in
      guard let field = Self.column(exception.field, of: source.kind, alias) else { return "true" }
      return "COALESCE(\(fragment: field) = ANY (\(Parameter.textArray(exception.codes))), false)"
    }
    return "(\(fragment: SQL.joined(conditions, separator: " OR ")))"
  }

  private func value(of dimension: RecordDimension) -> SQL {
    if dimension.isMultiple { return "\(identifier: "element_" + dimension.name).value" }
    switch dimension.location {
    case .column(let name): return "r.\(identifier: name)"
    case .partColumn(let name): return "c.\(identifier: name)"
    case .text(let path): return "r.body::json #>> \(Parameter.textArray(path))"
    case .key: return "r.key"
    case .year: return day.map { "to_char(\(fragment: $0), 'YYYY')" } ?? "NULL::text"
    }
  }

  static func column(_ field: String, of kind: RecordKind, _ alias: StaticString) -> SQL? {
    guard let field = kind.object.field(field) else { return nil }
    if kind.columns.contains(where: { $0.name == field.columnName }) {
      return "\(raw: alias).\(identifier: field.columnName)"
    }
    return "(\(raw: alias).body::json ->> \(field.name))"
  }
}
