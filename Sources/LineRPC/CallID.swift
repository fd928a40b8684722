import JSONBytes

/// A call's id: a JSON number or string that the client chose, echoed byte for byte.
///
/// Two ids are the same if they are spelt the same: `1` and `1.0` are two ids.
public struct CallID: Hashable, Sendable, CustomStringConvertible {
  /// The JSON number or string as it was written, quotes included.
  public let text: String

  /// The JSON text.
  public var description: String { text }

  /// An id that is a number.
  public init(_ number: Int) { text = String(number) }

  /// An id that is a string.
  public init(string: String) { text = JSONValue.string(string).text }

  /// Reads an id; nil, with the value passed over, if the next value cannot be one.
  init?(_ reader: inout JSONReader) throws(JSONError) {
    let kind = try reader.peek()
    let range = try reader.skipValue()
    guard kind == .number || kind == .string, range.count <= LineLimits.idBytes else { return nil }
    text = String(decoding: reader.slice(range), as: UTF8.self)
  }
}
