/// The type of a JSON value, told by its first byte.
public enum JSONKind: String, Sendable {
  /// The six types of RFC 8259.
  case object, array, string, number, boolean, null
}

/// A strict pull reader over UTF-8 bytes (RFC 8259).
///
/// Refuses what lenient parsers guess at: duplicate keys, invalid UTF-8, U+0000, lone surrogates, numbers that
/// cannot be represented, and anything over ``JSONLimits``. Every error carries its byte offset and path.
/// The reader borrows its bytes, so it lives only inside ``read(_:_:)``.
public struct JSONReader {
  struct Frame {
    var isObject: Bool
    var count = 0
    var keyStart = 0
    var keyEnd = 0
    var seenStart = 0
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var frames: [Frame] = []
  var seenKeys: [UInt64] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    frames.reserveCapacity(8)
    seenKeys.reserveCapacity(32)
  }

  /// Lends a reader over `bytes` to `body`.
  public static func read<Result, Failure: Error>(
    _ bytes: [UInt8], _ body: (inout JSONReader) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
      var reader = JSONReader(buffer)
      return try body(&reader)
    }
  }

  /// Lends a reader over borrowed bytes to `body`; they must stay unchanged until it returns.
  public static func read<Result, Failure: Error>(
    _ bytes: UnsafeRawBufferPointer, _ body: (inout JSONReader) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var reader = JSONReader(bytes.assumingMemoryBound(to: UInt8.self))
    return try body(&reader)
  }

  /// The next byte's distance from the start of the text.
  public var offset: Int { position }

  /// The text's bytes in `range`, as returned by ``skipValue()``.
  public func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// How many objects and arrays the reader is inside of.
  public var depth: Int { frames.count }

  /// The path of the value being read, as `recommendations[2].addressee`.
  public var path: String { path(below: 0) }

  /// The path of the value being read, from the value at `depth` on: what reads a part of a text names its own fields
  /// without those around it.
  public func path(below depth: Int) -> String {
    var text = ""
    for frame in frames.dropFirst(depth) where frame.count > 0 {
      if frame.isObject {
        if !text.isEmpty { text += "." }
        text += String(decoding: bytes[frame.keyStart..<frame.keyEnd], as: UTF8.self)
      } else {
        text += "[\(frame.count - 1)]"
      }
    }
    return text
  }

  /// The type of the value that comes next, which stays unread.
  public mutating func peek() throws(JSONError) -> JSONKind {
    skipWhitespace()
    guard position < bytes.count else { throw unexpectedEnd() }
    switch bytes[position] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw unexpectedByte("a value")
    }
  }

  /// Enters an object. Follow with ``nextKey()`` until it returns nil.
  public mutating func beginObject() throws(JSONError) { try begin(.object) }

  /// Enters an array. Follow with ``nextElement()`` until it returns false.
  public mutating func beginArray() throws(JSONError) { try begin(.array) }

  /// The next member's key, its value next to be read; nil at the object's end, which is consumed.
  public mutating func nextKey() throws(JSONError) -> JSONKey? {
    guard try nextItem(closing: UInt8(ascii: "}")) else { return nil }
    guard position < bytes.count else { throw unexpectedEnd() }
    guard bytes[position] == UInt8(ascii: "\"") else { throw unexpectedByte("a key in double quotes") }
    let span = try scanString()
    frames[frames.count - 1].keyStart = span.range.lowerBound
    frames[frames.count - 1].keyEnd = span.range.upperBound
    let unescaped: [UInt8]? = span.isEscaped ? try unescape(span) : nil
    let key = JSONKey(
      base: bytes.baseAddress! + span.range.lowerBound, count: span.range.count, unescaped: unescaped)
    try noteKey(key)
    skipWhitespace()
    guard position < bytes.count else { throw unexpectedEnd() }
    guard bytes[position] == UInt8(ascii: ":") else { throw unexpectedByte("':'") }
    position += 1
    return key
  }

  /// Whether another element follows, which is then next to be read; the array's end is consumed.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextItem(closing: UInt8(ascii: "]"))
  }

  /// Reads `true` or `false`.
  public mutating func readBool() throws(JSONError) -> Bool {
    try expect(.boolean)
    let isTrue = bytes[position] == UInt8(ascii: "t")
    try readLiteral(isTrue ? "true" : "false")
    return isTrue
  }

  /// Reads `null`.
  public mutating func readNull() throws(JSONError) {
    try expect(.null)
    try readLiteral("null")
  }

  /// Checks and passes over the next value of any type, and returns where it stands.
  @discardableResult
  public mutating func skipValue() throws(JSONError) -> Range<Int> {
    let kind = try peek()
    let start = position
    switch kind {
    case .object:
      try beginObject()
      while try nextKey() != nil { try skipValue() }
    case .array:
      try beginArray()
      while try nextElement() { try skipValue() }
    case .string:
      let span = try scanString()
      if span.isEscaped { _ = try unescape(span) }
    case .number: _ = try readNumber()
    case .boolean: _ = try readBool()
    case .null: try readNull()
    }
    return start..<position
  }

  /// Checks that nothing but white space follows.
  public mutating func finish() throws(JSONError) {
    skipWhitespace()
    guard position == bytes.count else {
      throw fault(.trailingBytes, "Something follows the end of the JSON value.")
    }
  }

  // MARK: - Structure

  mutating func expect(_ kind: JSONKind) throws(JSONError) {
    let found = try peek()
    guard found == kind else {
      throw fault(.typeMismatch, "Expected \(kind.rawValue), found \(found.rawValue).")
    }
  }

  private mutating func begin(_ kind: JSONKind) throws(JSONError) {
    try expect(kind)
    guard frames.count < JSONLimits.depth else {
      throw fault(.limitExceeded, "Nested more than \(JSONLimits.depth) levels deep.")
    }
    position += 1
    frames.append(Frame(isObject: kind == .object, seenStart: seenKeys.count))
  }

  private mutating func nextItem(closing: UInt8) throws(JSONError) -> Bool {
    let top = frames.count - 1
    skipWhitespace()
    guard position < bytes.count else { throw unexpectedEnd() }
    if bytes[position] == closing {
      position += 1
      seenKeys.removeLast(seenKeys.count - frames[top].seenStart)
      frames.removeLast()
      return false
    }
    if frames[top].count > 0 {
      guard bytes[position] == UInt8(ascii: ",") else {
        throw unexpectedByte(closing == UInt8(ascii: "}") ? "',' or '}'" : "',' or ']'")
      }
      position += 1
      skipWhitespace()
      guard position < bytes.count else { throw unexpectedEnd() }
      guard bytes[position] != closing else { throw unexpectedByte("a value after ','") }
    }
    frames[top].count += 1
    return true
  }

  /// Keys are compared by a 64-bit hash; equal hashes of different keys are refused as duplicates, which no
  /// record's keys can bring about by chance.
  private mutating func noteKey(_ key: JSONKey) throws(JSONError) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    if let unescaped = key.unescaped {
      for byte in unescaped { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    } else {
      for index in 0..<key.count { hash = (hash ^ UInt64(key.base[index])) &* 0x100_0000_01b3 }
    }
    let start = frames[frames.count - 1].seenStart
    for index in start..<seenKeys.count where seenKeys[index] == hash {
      throw fault(.duplicateKey, "The key \"\(key.text)\" stands twice in one object.")
    }
    guard seenKeys.count - start < JSONLimits.membersPerObject else {
      throw fault(.limitExceeded, "More than \(JSONLimits.membersPerObject) members in one object.")
    }
    seenKeys.append(hash)
  }

  private mutating func readLiteral(_ literal: StaticString) throws(JSONError) {
    for index in 0..<literal.utf8CodeUnitCount {
      guard position < bytes.count else { throw unexpectedEnd() }
      guard bytes[position] == literal.utf8Start[index] else { throw unexpectedByte("'\(literal)'") }
      position += 1
    }
  }

  mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  // MARK: - Faults

  func fault(_ code: JSONError.Code, _ message: String) -> JSONError {
    JSONError(code: code, offset: position, path: path, message: message)
  }

  func unexpectedEnd() -> JSONError {
    fault(.unexpectedEnd, "The JSON text ends too early.")
  }

  func unexpectedByte(_ expected: String) -> JSONError {
    let byte = bytes[position]
    let found =
      (0x21...0x7E).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x" + String(byte, radix: 16, uppercase: true)
    return fault(.unexpectedByte, "Expected \(expected), found \(found).")
  }
}
