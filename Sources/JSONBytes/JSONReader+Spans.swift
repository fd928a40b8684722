/// What a reader of declared formats needs: where things stand, without making strings of them.
extension JSONReader {
  /// Passes over a string, which ``peek()`` has found to come next, and tells where its content stands and what is
  /// special about it.
  package mutating func scanStringValue() throws(JSONError) -> StringSpan { try scanString() }

  /// Refuses a key that stands twice, of those that the caller does not tell apart itself.
  package mutating func noteUnknownKey(_ span: StringSpan) throws(JSONError) {
    let unescaped: [UInt8]? = span.isEscaped ? try unescape(span) : nil
    try noteKey(JSONKey(base: base + span.range.lowerBound, count: span.range.count, unescaped: unescaped))
  }

  /// Passes over a number and tells where it stands.
  package mutating func readNumberSpan() throws(JSONError) -> NumberSpan {
    try expect(.number)
    let start = position
    let isInteger = try scanNumber()
    return NumberSpan(range: start..<position, isInteger: isInteger)
  }

  /// A number's place, and whether it has neither fraction nor exponent.
  package struct NumberSpan {
    package var range: Range<Int>
    package var isInteger: Bool
  }

  /// The bytes that have not been read.
  package var remainingCount: Int { end - position }

  /// A new reader of the value that starts at `offset` of the same bytes.
  package func reader(at offset: Int) -> JSONReader {
    var reader = JSONReader(bytes)
    reader.position = offset
    return reader
  }
}

extension JSONKey {
  /// Lends the key's bytes.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let unescaped { return unescaped.withUnsafeBufferPointer(body) }
    return body(UnsafeBufferPointer(start: base, count: count))
  }
}
