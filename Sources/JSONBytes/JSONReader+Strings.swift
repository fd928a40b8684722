extension JSONReader {
  /// A string's bytes between its quotes, still escaped.
  package struct StringSpan {
    package var range: Range<Int>
    package var isEscaped: Bool
    package var hasNonASCII: Bool
  }

  /// Reads a string.
  public mutating func readString() throws(JSONError) -> String {
    try expect(.string)
    let span = try scanString()
    if span.isEscaped {
      return String(decoding: try unescape(span), as: UTF8.self)
    }
    return String(decoding: slice(span.range), as: UTF8.self)
  }

  /// Passes over a string that starts at the next byte, checking it for control characters and UTF-8.
  ///
  /// Works on copies of the reader's state, which stay in registers: half of a record's bytes pass through here.
  mutating func scanString() throws(JSONError) -> StringSpan {
    let start = position &+ 1
    let end = end
    let raw = UnsafeRawPointer(base)
    var at = start
    var isEscaped = false
    var nonASCII: UInt64 = 0
    scan: while true {
      at = Self.passOverPlainBytes(raw, from: at, to: end, &nonASCII)
      guard at < end else {
        position = at
        throw unexpectedEnd()
      }
      let byte = raw.load(fromByteOffset: at, as: UInt8.self)
      switch byte {
      case UInt8(ascii: "\""): break scan
      case UInt8(ascii: "\\"):
        isEscaped = true
        at = min(at &+ 2, end)
      case 0..<0x20:
        position = at
        throw fault(.unexpectedByte, "A control character in a string must be written as an escape.")
      default:
        nonASCII |= UInt64(byte & 0x80)
        at &+= 1
      }
    }
    let range = Range(uncheckedBounds: (start, at))
    if nonASCII != 0, let bad = UTF8Check.firstInvalid(in: slice(range)) {
      position = start + bad
      throw fault(.invalidUTF8, "The text is not UTF-8.")
    }
    position = at &+ 1
    return StringSpan(range: range, isEscaped: isEscaped, hasNonASCII: nonASCII != 0)
  }

  /// The next quote, backslash or control character, looked for eight bytes at a time; it may stop short of one only
  /// near the end of the text. Adds the high bits of the bytes passed.
  @inline(__always)
  private static func passOverPlainBytes(
    _ raw: UnsafeRawPointer, from start: Int, to end: Int, _ nonASCII: inout UInt64
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var at = start
    while at &+ 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let special =
        (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
          | ((word &- (ones &* 0x20)) & ~word)) & highs
      if special != 0 {
        // The lowest bit is of a real match; a borrow can only mark bytes above one.
        let plain = UInt64(truncatingIfNeeded: special.trailingZeroBitCount) & ~7
        nonASCII |= word & highs & ((1 &<< plain) &- 1)
        return at &+ Int(truncatingIfNeeded: plain &>> 3)
      }
      nonASCII |= word & highs
      at &+= 8
    }
    return at
  }

  /// The string's bytes with its escapes resolved.
  package func unescape(_ span: StringSpan) throws(JSONError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(span.range.count)
    var index = span.range.lowerBound
    let end = span.range.upperBound
    while index < end {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\\") else {
        output.append(byte)
        index += 1
        continue
      }
      guard index + 1 < end else { throw badEscape(at: index) }
      let escape = bytes[index + 1]
      if escape == UInt8(ascii: "u") {
        let scalar = try unicodeEscape(&index, end)
        output.append(contentsOf: UTF8.encode(scalar)!)
        continue
      }
      guard let plain = Self.plainEscape(escape) else { throw badEscape(at: index) }
      output.append(plain)
      index += 2
    }
    return output
  }

  private static func plainEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  private func unicodeEscape(_ index: inout Int, _ end: Int) throws(JSONError) -> Unicode.Scalar {
    let start = index
    guard let first = hexadecimal(at: index + 2, end) else { throw badEscape(at: start) }
    index += 6
    var value = first
    if (0xD800...0xDBFF).contains(first) {
      guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
        let second = hexadecimal(at: index + 2, end), (0xDC00...0xDFFF).contains(second)
      else { throw badEscape(at: start) }
      index += 6
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard value != 0, let scalar = Unicode.Scalar(value) else { throw badEscape(at: start) }
    return scalar
  }

  private func hexadecimal(at start: Int, _ end: Int) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var value: UInt32 = 0
    for index in start..<start + 4 {
      let digit: UInt8
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[index] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[index] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[index] - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private func badEscape(at offset: Int) -> JSONError {
    JSONError(
      code: .invalidEscape, offset: offset, path: path,
      message: "An escape names no character that text may hold (U+0000 and lone surrogates are refused).")
  }
}
