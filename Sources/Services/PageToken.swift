import FoundationEssentials
import JSONBytes
import RecordStore

/// Where a page begins, as text that only this server reads. It grants nothing: whatever it says, a page holds only what
/// its reader may read.
struct PageToken {
  private let values: [JSONValue]

  /// The token that `text` spells; nil if it is none.
  init?(_ text: String) {
    let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded.replacing("-", with: "+").replacing("_", with: "/")),
      let values = try? JSONValue(parsing: Array(data)).array
    else { return nil }
    self.values = values
  }

  /// Base64 as addresses may hold it (RFC 4648, section 5), without padding.
  var text: String {
    Data(JSONValue.array(values).bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  // MARK: - Of records

  init(_ position: RecordPosition, _ order: RecordOrder) {
    values = [
      .string(order.rawValue), .integer(position.rank), .string(position.kind), .integer(Int64(position.programme)),
      .string(position.key),
    ]
  }

  /// The place in a listing; nil if the token is of a listing of another order.
  func position(in order: RecordOrder) -> RecordPosition? {
    guard values.count == 5, values[0].string == order.rawValue, let rank = values[1].integer,
      let kind = values[2].string, let number = values[3].integer, let programme = Int32(exactly: number),
      let key = values[4].string
    else { return nil }
    return RecordPosition(rank: rank, kind: kind, programme: programme, key: key)
  }

  // MARK: - Of revisions

  init(revision: Int) { values = ["revision", .integer(Int64(revision))] }

  /// The revision below which a page begins.
  var revision: Int? {
    guard values.count == 2, values[0] == "revision" else { return nil }
    return values[1].integer.flatMap { Int32(exactly: $0) }.map(Int.init)
  }

  // MARK: - Of runs

  init(run number: Int) { values = ["run", .integer(Int64(number))] }

  /// The run below which a page begins.
  var run: Int? {
    guard values.count == 2, values[0] == "run" else { return nil }
    return values[1].integer.map { Int($0) }
  }
}
