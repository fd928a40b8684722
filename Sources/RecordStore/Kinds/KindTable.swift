import Records

/// How the records of one kind are stored: what their table adds to the columns that every kind has.
struct KindTable: Sendable {
  /// The kind, which is also the table's name.
  let kind: RecordKind
  /// The columns that are filtered or grouped by, in the order of the table's definition.
  let columns: [KindColumn]
  /// The level of what the record hangs on, as an expression over the row `i` that is being written.
  let parentLevel: [String]
  /// The parts that are counted on their own.
  let child: ChildTable?
  /// Whether other rows' levels follow this kind's.
  let isParent: Bool

  var name: String { kind.rawValue }
  var historyName: String { kind.rawValue + "_history" }

  init(
    _ kind: RecordKind, columns: [KindColumn], parentLevel: [String] = [], child: ChildTable? = nil,
    isParent: Bool = false
  ) {
    self.kind = kind
    self.columns = columns
    self.parentLevel = parentLevel
    self.child = child
    self.isParent = isParent
  }

  /// The table of a kind.
  static func of(_ kind: RecordKind) -> KindTable {
    switch kind {
    case .programme: .programme
    case .organisation: .organisation
    case .engagement: .engagement
    case .finding: .finding
    case .narrative: .narrative
    }
  }
}

/// A typed column, filled from the record.
struct KindColumn: Sendable {
  let name: String
  let type: ColumnType
  let value: @Sendable (AnyRecord) -> ColumnValue

  static func text(_ name: String, _ value: @escaping @Sendable (AnyRecord) -> String?) -> KindColumn {
    KindColumn(name: name, type: .text) { .text(value($0)) }
  }

  static func day(_ name: String, _ value: @escaping @Sendable (AnyRecord) -> CalendarDate?) -> KindColumn {
    KindColumn(name: name, type: .date) { .day(value($0)) }
  }
}

/// The parts of a record that stand in a table of their own, by revision.
struct ChildTable: Sendable {
  let name: String
  /// The column that holds the record's key.
  let parentColumn: String
  let columns: [(name: String, type: ColumnType)]
  /// The rows of one record, each with a value for every column.
  let rows: @Sendable (AnyRecord) -> [[ColumnValue]]
}

/// The types that typed columns have.
enum ColumnType: String, Sendable {
  case text, date, int4
}

/// A value of one of these types.
enum ColumnValue: Sendable {
  case text(String?)
  case day(CalendarDate?)
  case integer(Int32)
}
