import JSONBytes
public import Violations

/// What a call says beside its parameters.
public struct CallOptions: Sendable, Equatable {
  /// The longest the call may take.
  public var timeout: Duration?
  /// `Bearer …`, for this call alone.
  public var authorization: String?
  /// W3C Trace Context's `traceparent`.
  public var traceparent: String?
  /// The language in which the server is to word its answer.
  public var language: MessageLanguage?

  /// Options that say nothing, unless given.
  public init(
    timeout: Duration? = nil, authorization: String? = nil, traceparent: String? = nil,
    language: MessageLanguage? = nil
  ) {
    self.timeout = timeout
    self.authorization = authorization
    self.traceparent = traceparent
    self.language = language
  }
}

extension ClientFrame {
  /// Appends the line that starts a call; `params` must be one JSON object, or empty for none.
  public static func appendCall(
    _ method: String, params: some Collection<UInt8>, id: CallID, options: CallOptions = CallOptions(),
    to bytes: inout [UInt8]
  ) {
    var writer = JSONWriter(capacity: params.count + 128)
    writer.beginObject()
    writer.key("id")
    writer.raw(id.text.utf8)
    writer.member("method", method)
    if options != CallOptions() {
      writer.key("meta")
      writer.beginObject()
      writer.member("authorization", ifPresent: options.authorization)
      writer.member("timeout", ifPresent: options.timeout.map(DurationText.text))
      writer.member("traceparent", ifPresent: options.traceparent)
      writer.member("language", ifPresent: options.language?.rawValue)
      writer.endObject()
    }
    if !params.isEmpty {
      writer.key("params")
      writer.raw(params)
    }
    writer.endObject()
    let start = bytes.count
    bytes.append(contentsOf: writer.bytes)
    LineText.makeOneLine(&bytes, from: start)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Appends the line that carries one message of a client's stream, which must be one JSON value. The id stands first,
  /// so that a line that is broken or too long can be told to its stream.
  public static func appendItem(_ json: some Collection<UInt8>, id: CallID, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\"id\":\(id.text),\"item\":".utf8)
    let start = bytes.count
    bytes.append(contentsOf: json)
    LineText.makeOneLine(&bytes, from: start)
    bytes.append(contentsOf: "}\n".utf8)
  }

  /// Appends the line that says that a client's stream has no more messages.
  public static func appendEnd(id: CallID, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\"id\":\(id.text),\"end\":true}\n".utf8)
  }

  /// Appends the line that asks for a call to be cancelled.
  public static func appendCancel(id: CallID, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\"id\":\(id.text),\"cancel\":true}\n".utf8)
  }
}
