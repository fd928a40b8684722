public import JSONBytes
public import Violations

/// A line from the server.
public enum ServerFrame: Sendable, Equatable {
  /// The call's answer: where it stands in the line.
  case result(CallID, Range<Int>)
  /// A message of a server's stream.
  case item(CallID, Range<Int>)
  /// The call's failure; without an id it concerns the line or the connection.
  case error(CallID?, Status)

  /// Reads a line in this protocol's own dialect, without its end. Members it does not know are passed over:
  /// a newer server may send them.
  public static func parse(_ line: UnsafeRawBufferPointer) throws(JSONError) -> ServerFrame? {
    try JSONReader.read(line) { (reader) throws(JSONError) in
      var id: CallID?
      var result: Range<Int>?
      var item: Range<Int>?
      var status: Status?
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "id": id = try CallID(&reader)
        case "result": result = try reader.skipValue()
        case "item": item = try reader.skipValue()
        case "error": status = try Status(&reader)
        default: try reader.skipValue()
        }
      }
      try reader.finish()
      if let status { return .error(id, status) }
      guard let id else { return nil }
      return result.map { .result(id, $0) } ?? item.map { .item(id, $0) }
    }
  }
}

// MARK: - Writing

extension ServerFrame {
  /// Appends the line that answers a call with `json`, which must be one JSON value.
  public static func appendResult(
    _ json: some Collection<UInt8>, id: CallID, isJSONRPC: Bool, to bytes: inout [UInt8]
  ) {
    append(json, as: ",\"result\":", id, isJSONRPC, to: &bytes)
  }

  /// Appends the line that carries one message of a server's stream.
  public static func appendItem(
    _ json: some Collection<UInt8>, id: CallID, isJSONRPC: Bool, to bytes: inout [UInt8]
  ) {
    append(json, as: ",\"item\":", id, isJSONRPC, to: &bytes)
  }

  /// Appends the line that ends a call with an error, or without an id tells of a line or the connection.
  public static func appendError(
    _ status: Status, id: CallID?, isJSONRPC: Bool, language: MessageLanguage = .english,
    to bytes: inout [UInt8]
  ) {
    appendHead(id, isJSONRPC, to: &bytes)
    var writer = JSONWriter()
    status.write(to: &writer, isJSONRPC: isJSONRPC, language: language)
    append(",\"error\":", to: &bytes)
    bytes.append(contentsOf: writer.bytes)
    append("}\n", to: &bytes)
  }

  private static func append(
    _ json: some Collection<UInt8>, as member: StaticString, _ id: CallID, _ isJSONRPC: Bool,
    to bytes: inout [UInt8]
  ) {
    appendHead(id, isJSONRPC, to: &bytes)
    append(member, to: &bytes)
    let start = bytes.count
    bytes.append(contentsOf: json)
    LineText.makeOneLine(&bytes, from: start)
    append("}\n", to: &bytes)
  }

  private static func appendHead(_ id: CallID?, _ isJSONRPC: Bool, to bytes: inout [UInt8]) {
    append(isJSONRPC ? "{\"jsonrpc\":\"2.0\",\"id\":" : "{\"id\":", to: &bytes)
    if let id { bytes.append(contentsOf: id.text.utf8) } else { append("null", to: &bytes) }
  }

  private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
