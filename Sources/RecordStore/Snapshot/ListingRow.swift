import Disclosure
import JSONBytes
import Records

/// Makes a listing's row from a record's body: the fields selected, as far as the level may see them.
struct ListingRow: Sendable {
  private let select: [String]
  private let fields: VisibleFields

  init(_ source: RecordSource, select: [String], level: ConfidentialityLevel) {
    // Texts without a language of their own are in the record's.
    self.select = select.contains("language") ? select : select + ["language"]
    fields = VisibleFields(source, at: level)
  }

  /// The row; nil for a part that the body does not have.
  func json(
    revision: Int, body: [UInt8], position: Int?, protection: Protection
  ) throws(JSONError) -> [UInt8]? {
    try fields.row(of: body, select: select, revision: revision, position: position, protection: protection)?.json
  }
}
