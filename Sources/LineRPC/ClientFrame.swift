import JSONBytes

/// The start of a call: one line of a client, its parameters still in place.
public struct CallStart: Sendable, Equatable {
  /// The call's id.
  public var id: CallID
  /// Whether the line says `"jsonrpc":"2.0"`, so that the answer must.
  public var isJSONRPC: Bool
  /// The method, as `kurukan.v1.Records/Submit`.
  public var method: String
  /// Where the parameters, a JSON object, stand in the line; nil if there are none.
  public var params: Range<Int>?
  /// `meta.authorization`, as `Bearer …`.
  public var authorization: String?
  /// `meta.timeout`.
  public var timeout: Duration?
  /// `meta.traceparent`, if it is one of W3C Trace Context's version 00.
  public var traceparent: String?
}

/// A line from a client.
public enum ClientFrame: Sendable, Equatable {
  /// Starts a call.
  case call(CallStart)
  /// A message of a client's stream: where it stands in the line.
  case item(CallID, Range<Int>)
  /// The end of a client's stream.
  case end(CallID)
  /// Asks for the call to be cancelled.
  case cancel(CallID)
  /// A JSON-RPC notification: no id, so no answer. It is never run.
  case notification

  /// Reads a line, without its end.
  public static func parse(_ line: UnsafeRawBufferPointer) throws(FrameFault) -> ClientFrame {
    var envelope = Envelope()
    do {
      try JSONReader.read(line) { (reader) throws(JSONError) in
        try envelope.read(&reader)
        try reader.finish()
      }
    } catch {
      throw FrameFault(id: nil, isJSONRPC: envelope.isJSONRPC, status: .notJSON(error, line))
    }
    return try envelope.frame()
  }

  /// The id in the first bytes of a line that was too long to be stored, so that its call can be answered.
  public static func id(inPrefix prefix: UnsafeRawBufferPointer) -> CallID? {
    var id: CallID?
    // The prefix ends inside the line, so the error that ends the reading says nothing.
    _ = try? JSONReader.read(prefix) { (reader) throws(JSONError) in
      try reader.beginObject()
      while id == nil, let key = try reader.nextKey() {
        if key == "id" { id = try CallID(&reader) } else { try reader.skipValue() }
      }
    }
    return id
  }
}

/// A line that was refused, and whom to tell.
public struct FrameFault: Error, Sendable, Equatable {
  /// The id to answer; nil if the line has none that can be trusted.
  public let id: CallID?
  /// Whether to answer in JSON-RPC's dialect.
  public let isJSONRPC: Bool
  /// What is wrong.
  public let status: Status
}

extension Status {
  static func notJSON(_ error: JSONError, _ line: UnsafeRawBufferPointer) -> Status {
    let detail = FieldViolation(path: error.path, message: error.message)
    return Status(
      .parseError, "The line is not strict JSON: at byte \(error.offset): \(error.message)",
      hint: ForeignProtocol.hint(for: line), details: error.path.isEmpty ? [] : [detail], offset: error.offset
    )
  }
}

/// Recognises what is often sent to a port by mistake.
private enum ForeignProtocol {
  private static let verbs: [StaticString] = [
    "GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "PATCH ",
  ]

  static func hint(for line: UnsafeRawBufferPointer) -> String? {
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { return "Send UTF-8 without a byte order mark." }
    if line.starts(with: [0x16, 0x03]) {
      return "This port is not TLS; use the server's TLS port, or no TLS."
    }
    let isHTTP = verbs.contains { verb in
      line.starts(with: UnsafeBufferPointer(start: verb.utf8Start, count: verb.utf8CodeUnitCount))
    }
    return isHTTP ? "This port does not speak HTTP: send one JSON object a line." : nil
  }
}
