import Disclosure
import JSONBytes
import Postgres
import Records

/// Makes a listing's row from a record's body: the fields selected, as far as the level may see them.
struct ListingRow: Sendable {
  private let select: [String]
  private let fields: VisibleFields

  init(_ source: RecordSource, select: [String], level: ConfidentialityLevel, until: CalendarDate? = nil) {
    // Texts without a language of their own are in the record's.
    self.select = select.contains("language") ? select : select + ["language"]
    fields = VisibleFields(source, at: level, until: until)
  }

  /// The row; nil for a part that the body does not have.
  func row(of listed: ListedBody) throws(JSONError) -> VisibleRow? {
    try fields.row(
      of: listed.body, select: select, revision: listed.revision, position: listed.position,
      protection: listed.protection)
  }
}

/// A record's body, or the place of a part within it, as ``CompiledQuery/listing(select:orderBy:)`` gives it.
struct ListedBody: Sendable {
  let revision: Int
  let body: [UInt8]
  let position: Int?
  let protection: Protection
  let programme: Int32
  let key: String

  init(_ row: Row) throws {
    let consents: [String]
    let later: [String]
    let groups: [String]?
    (revision, body, position, consents, later, groups, programme, key) = try row.decode(
      (Int, [UInt8], Int?, [String], [String], [String]?, Int32, String).self)
    protection = Protection(
      consents: RowProtection.covers(consents), laterBodies: later.map { Array($0.utf8) },
      groupsTold: groups.map(Set.init))
  }
}
