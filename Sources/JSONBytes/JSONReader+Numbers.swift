/// A number as it was written, before a type is chosen for it.
public struct JSONNumber: Sendable, Equatable {
  /// The number's text, checked against RFC 8259's grammar.
  public let text: String
  /// The value, if it was written as an integer and fits 64 bits.
  public let integer: Int64?
  /// The nearest double, always finite.
  public let double: Double
}

extension JSONReader {
  /// Reads a number of any shape.
  public mutating func readNumber() throws(JSONError) -> JSONNumber {
    try expect(.number)
    let start = position
    let isInteger = try scanNumber()
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let integer = isInteger ? Int64(text) : nil
    guard let double = Self.double(integer, text), double.isFinite, !isInteger || integer != nil else {
      position = start
      throw fault(.numberOutOfRange, "The number is too large to be held exactly.")
    }
    return JSONNumber(text: text, integer: integer, double: double)
  }

  /// An integer's nearest double is found without reading its text again, but for a negative zero's.
  private static func double(_ integer: Int64?, _ text: String) -> Double? {
    guard let integer, integer != 0 else { return Double(text) }
    return Double(integer)
  }

  /// Reads a number written as an integer that fits 64 bits; `1.0` and `1e2` are refused.
  public mutating func readInteger() throws(JSONError) -> Int64 {
    let start = position
    let number = try readNumber()
    guard let integer = number.integer else {
      position = start
      throw fault(.typeMismatch, "Expected an integer, found \(number.text).")
    }
    return integer
  }

  /// Passes over a number that can be held.
  mutating func skipNumber() throws(JSONError) {
    let start = position
    // Eighteen digits fit 64 bits; anything longer, and fractions, are worth a closer look.
    if try scanNumber(), position - start <= 18 { return }
    position = start
    _ = try readNumber()
  }

  /// Passes over a number; tells whether it has neither fraction nor exponent.
  mutating func scanNumber() throws(JSONError) -> Bool {
    let start = position
    if base[position] == UInt8(ascii: "-") { position += 1 }
    guard position < end else { throw unexpectedEnd() }
    if base[position] == UInt8(ascii: "0") {
      position += 1
    } else {
      try scanDigits()
    }
    var isInteger = true
    if position < end, base[position] == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      try scanDigits()
    }
    if position < end, base[position] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      position += 1
      if position < end,
        base[position] == UInt8(ascii: "+") || base[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try scanDigits()
    }
    guard position - start <= JSONLimits.numberLength else {
      throw fault(.limitExceeded, "A number has more than \(JSONLimits.numberLength) characters.")
    }
    return isInteger
  }

  private mutating func scanDigits() throws(JSONError) {
    let start = position
    while position < end, (0x30...0x39).contains(base[position]) { position += 1 }
    guard position > start else {
      throw position < end ? unexpectedByte("a digit") : unexpectedEnd()
    }
  }
}
