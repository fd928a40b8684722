import Disclosure
import JSONBytes
import Records

/// Makes a listing's row from a record's body: the fields selected, as far as the level may see them.
struct ListingRow: Sendable {
  private let source: RecordSource
  private let select: [String]
  private let fields: VisibleFields

  init(_ source: RecordSource, select: [String], level: ConfidentialityLevel) {
    self.source = source
    // Texts without a language of their own are in the record's.
    self.select = select.contains("language") || source == .recommendation ? select : select + ["language"]
    fields = VisibleFields.of(source.kind, at: level)
  }

  /// The row; nil for a part that the body does not have.
  func json(revision: Int, body: [UInt8], position: Int?) throws(JSONError) -> [UInt8]? {
    guard source == .recommendation else {
      return try fields.row(of: body, select: select, revision: revision).json
    }
    let rows = try fields.recommendationRows(of: body, select: select, revision: revision)
    guard let position, rows.indices.contains(position) else { return nil }
    return rows[position].json
  }
}
