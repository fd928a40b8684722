import JSONBytes
import LineRPC

/// A message of `kurukan.v1.Records/SubmitStream` to its client, or its answer.
enum SubmitStreamMessage: Equatable {
  /// Every item below the index is settled; the counts are of this call.
  case acknowledged(Int, StreamTotals)
  /// An item is refused for good.
  case rejected(Int, Status)
  /// An item is stored, with warnings: the message's body as it came.
  case warned(Int, [UInt8])

  /// Reads a message or an answer; nil for one that this client does not know. Members it does not know are passed over.
  static func read(_ json: [UInt8]) throws(JSONError) -> SubmitStreamMessage? {
    try JSONReader.read(json) { (reader) throws(JSONError) in
      var message: SubmitStreamMessage?
      var acknowledged: Int?
      var totals = StreamTotals()
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "acknowledged": acknowledged = try readCount(&reader)
        case "created": totals.created = try readCount(&reader)
        case "revised": totals.revised = try readCount(&reader)
        case "duplicates": totals.duplicates = try readCount(&reader)
        // The count of an acknowledgement and the message about one item have the same name.
        case "rejected" where try reader.peek() == .number: totals.rejected = try readCount(&reader)
        case "rejected": message = try readRejected(&reader)
        case "warned": message = try readWarned(&reader)
        default: try reader.skipValue()
        }
      }
      try reader.finish()
      return message ?? acknowledged.map { .acknowledged($0, totals) }
    }
  }

  private static func readRejected(_ reader: inout JSONReader) throws(JSONError) -> SubmitStreamMessage? {
    var index: Int?
    var status: Status?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "index": index = try readCount(&reader)
      case "error": status = try Status(&reader)
      default: try reader.skipValue()
      }
    }
    guard let index, let status else { return nil }
    return .rejected(index, status)
  }

  private static func readWarned(_ reader: inout JSONReader) throws(JSONError) -> SubmitStreamMessage? {
    var copy = reader
    let body = try copy.skipValue()
    var index: Int?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      if key == "index" { index = try readCount(&reader) } else { try reader.skipValue() }
    }
    return index.map { .warned($0, Array(reader.slice(body))) }
  }

  private static func readCount(_ reader: inout JSONReader) throws(JSONError) -> Int {
    Int(clamping: try reader.readInteger())
  }
}
