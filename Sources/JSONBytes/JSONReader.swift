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
    var isObject = false
    var count = 0
    var keyStart = 0
    var keyEnd = 0
    var seenStart = 0
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let base: UnsafePointer<UInt8>
  let end: Int
  var position = 0
  /// The innermost object or array that is open; what is around it stands in ``outer``, its own state first among all
  /// that every byte touches.
  var top = Frame()
  var outer: [Frame] = []
  var seenKeys: [UInt64] = []

  /// Stands in for the address of no bytes at all, which are never read.
  private static let nothing: StaticString = ""

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    base = bytes.baseAddress ?? Self.nothing.utf8Start
    end = bytes.count
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
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// How many objects and arrays are open around the next value.
  public var depth: Int { outer.count }

  /// The path of the value being read, as `recommendations[2].addressee`.
  public var path: String { path(below: 0) }

  /// The path of the value being read, from below the outermost `depth` objects and arrays.
  public func path(below depth: Int) -> String {
    var text = ""
    // The first frame stands for no object or array, but for the text as a whole.
    let frames = (outer + [top]).dropFirst(1 + depth)
    for frame in frames where frame.count > 0 {
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
    guard position < end else { throw unexpectedEnd() }
    switch base[position] {
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
    guard let span = try nextKeySpan() else { return nil }
    let unescaped: [UInt8]? = span.isEscaped ? try unescape(span) : nil
    let key = JSONKey(base: base + span.range.lowerBound, count: span.range.count, unescaped: unescaped)
    try noteKey(key)
    return key
  }

  /// The next member's key, not yet compared with those before it.
  package mutating func nextKeySpan() throws(JSONError) -> StringSpan? {
    guard try nextItem(closing: UInt8(ascii: "}")) else { return nil }
    guard position < end else { throw unexpectedEnd() }
    guard base[position] == UInt8(ascii: "\"") else { throw unexpectedByte("a key in double quotes") }
    let span = try scanString()
    top.keyStart = span.range.lowerBound
    top.keyEnd = span.range.upperBound
    if position < end, base[position] == UInt8(ascii: ":") {
      position &+= 1
      return span
    }
    skipWhitespace()
    guard position < end else { throw unexpectedEnd() }
    guard base[position] == UInt8(ascii: ":") else { throw unexpectedByte("':'") }
    position += 1
    return span
  }

  /// Whether another element follows, which is then next to be read; the array's end is consumed.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextItem(closing: UInt8(ascii: "]"))
  }

  /// Reads `true` or `false`.
  public mutating func readBool() throws(JSONError) -> Bool {
    try expect(.boolean)
    let isTrue = base[position] == UInt8(ascii: "t")
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
    case .number: try skipNumber()
    case .boolean: _ = try readBool()
    case .null: try readNull()
    }
    return start..<position
  }

  /// Checks that nothing but white space follows.
  public mutating func finish() throws(JSONError) {
    skipWhitespace()
    guard position == end else {
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
    guard outer.count < JSONLimits.depth else {
      throw fault(.limitExceeded, "Nested more than \(JSONLimits.depth) levels deep.")
    }
    position += 1
    // Deeper values are rare, and growing step by step costs more than the rest of this.
    if outer.isEmpty { outer.reserveCapacity(8) }
    outer.append(top)
    top = Frame(isObject: kind == .object, seenStart: seenKeys.count)
  }

  @inline(__always)
  private mutating func nextItem(closing: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    guard position < end else { throw unexpectedEnd() }
    let byte = base[position]
    if byte == closing {
      position &+= 1
      if seenKeys.count > top.seenStart { seenKeys.removeLast(seenKeys.count - top.seenStart) }
      top = outer.removeLast()
      return false
    }
    if top.count > 0 {
      guard byte == UInt8(ascii: ",") else {
        throw unexpectedByte(closing == UInt8(ascii: "}") ? "',' or '}'" : "',' or ']'")
      }
      position &+= 1
      skipWhitespace()
      guard position < end else { throw unexpectedEnd() }
      guard base[position] != closing else { throw unexpectedByte("a value after ','") }
    }
    top.count &+= 1
    return true
  }

  /// Keys are compared by a 64-bit hash; equal hashes of different keys are refused as duplicates, which no
  /// record's keys can bring about by chance.
  package mutating func noteKey(_ key: JSONKey) throws(JSONError) {
    let hash = key.withBytes { KeyHash.of($0) }
    let start = top.seenStart
    for index in start..<seenKeys.count where seenKeys[index] == hash {
      throw duplicateKey(key.text)
    }
    guard seenKeys.count - start < JSONLimits.membersPerObject else {
      throw fault(.limitExceeded, "More than \(JSONLimits.membersPerObject) members in one object.")
    }
    seenKeys.append(hash)
  }

  package func duplicateKey(_ key: String) -> JSONError {
    JSONError(
      code: .duplicateKey, offset: top.keyEnd + 1, path: path,
      message: "The key \"\(key)\" stands twice in one object.")
  }

  private mutating func readLiteral(_ literal: StaticString) throws(JSONError) {
    for index in 0..<literal.utf8CodeUnitCount {
      guard position < end else { throw unexpectedEnd() }
      guard base[position] == literal.utf8Start[index] else { throw unexpectedByte("'\(literal)'") }
      position += 1
    }
  }

  @inline(__always)
  mutating func skipWhitespace() {
    while position < end, base[position] <= 0x20 {
      switch base[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position &+= 1
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

/// A quick hash of a key's bytes, eight at a time.
private enum KeyHash {
  static func of(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(truncatingIfNeeded: key.count) &* multiplier
    guard let base = key.baseAddress else { return hash }
    var index = 0
    while index + 8 <= key.count {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      hash = mix(hash ^ word, multiplier)
      index += 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while index < key.count {
      rest |= UInt64(base[index]) << shift
      shift += 8
      index += 1
    }
    return mix(hash ^ rest, multiplier)
  }

  @inline(__always)
  private static func mix(_ value: UInt64, _ multiplier: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: multiplier)
    return product.high ^ product.low
  }
}
