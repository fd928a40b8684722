import Disclosure
import JSONBytes
import Postgres
import Records

/// Makes a listing's row from a record's body: the fields selected, as far as the level may see them.
struct ListingRow: Sendable {
  private let select: [String]
  private let fields: VisibleFields

  init(_ source: RecordSource, select: [String], scope: AccessScope, until: CalendarDate? = nil) {
    // Texts without a language of their own are in the record's.
    self.select = select.contains("language") ? select : select + ["language"]
    fields = VisibleFields(source, at: scope.level, until: until, grants: scope.grants)
  }

  /// The row; nil for a part that the body does not have.
  func row(of listed: ListedBody) throws(JSONError) -> VisibleRow? {
    try fields.row(
      of: listed.body, select: select, revision: listed.revision, position: listed.position,
      protection: listed.protection)
  }
}

/// A record's body, or the place of a part within it, as ``CompiledQuery/listing(select:)`` gives it.
struct ListedBody: Sendable {
  let revision: Int
  let body: [UInt8]
  let position: Int?
  let protection: Protection
  let programme: Int32
  let key: String

  init(_ row: Row) throws {
    try self.init(of: row, from: 0)
  }

  /// A record that another one's row refers to, in the columns from `column` on; nil where there is none to be shown.
  init?(_ row: Row, from column: Int) throws {
    guard try row.value(at: column, as: Int?.self) != nil else { return nil }
    try self.init(of: row, from: column)
  }

  private init(of row: Row, from column: Int) throws {
    revision = try row.value(at: column, as: Int.self)
    body = try row.value(at: column + 1, as: [UInt8].self)
    position = try row.value(at: column + 2, as: Int?.self)
    protection = Self.protection(
      try row.value(at: column + 3, as: [String].self), try row.value(at: column + 4, as: [String].self),
      try row.value(at: column + 5, as: [String]?.self))
    programme = try row.value(at: column + 6, as: Int32.self)
    key = try row.value(at: column + 7, as: String.self)
  }

  private static func protection(_ consents: [String], _ later: [String], _ groups: [String]?) -> Protection {
    Protection(
      consents: RowProtection.covers(consents), laterBodies: later.map { Array($0.utf8) },
      groupsTold: groups.map(Set.init))
  }
}
