/// One spelling for equal JSON values, after RFC 8785 (JSON Canonicalization Scheme).
///
/// Members are sorted by the bytes of their keys, strings carry the fewest escapes, white space is gone. Two
/// departures, neither of which a record can show: keys sort by UTF-8 bytes rather than UTF-16 units, and a number
/// with a fraction is written as Swift writes the shortest double.
public enum JSONCanonical {
  /// Reads one value and appends its canonical text to `output`.
  ///
  /// - Parameter excluded: keys left out of the outermost object.
  public static func append(
    _ reader: inout JSONReader, to output: inout [UInt8], excluding excluded: [StaticString] = []
  ) throws(JSONError) {
    switch try reader.peek() {
    case .object: try appendObject(&reader, to: &output, excluding: excluded)
    case .array:
      output.append(UInt8(ascii: "["))
      try reader.beginArray()
      var isFirst = true
      while try reader.nextElement() {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
        try append(&reader, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .string:
      let span = try reader.scanString()
      if span.isEscaped {
        let text = try reader.unescape(span)
        text.withUnsafeBufferPointer { JSONText.append($0, to: &output) }
      } else {
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: reader.slice(span.range))
        output.append(UInt8(ascii: "\""))
      }
    case .number:
      let number = try reader.readNumber()
      output.append(contentsOf: (number.integer.map { "\($0)" } ?? "\(number.double)").utf8)
    case .boolean: output.append(contentsOf: (try reader.readBool() ? "true" : "false").utf8)
    case .null:
      try reader.readNull()
      output.append(contentsOf: "null".utf8)
    }
  }

  /// The canonical text of the one value that fills `bytes`.
  public static func text(of bytes: [UInt8]) throws(JSONError) -> [UInt8] {
    try JSONReader.read(bytes) { (reader) throws(JSONError) in
      var output: [UInt8] = []
      output.reserveCapacity(bytes.count)
      try append(&reader, to: &output)
      try reader.finish()
      return output
    }
  }

  private struct Member {
    var key: Range<Int>
    var whole: Range<Int>
  }

  private static func appendObject(
    _ reader: inout JSONReader, to output: inout [UInt8], excluding excluded: [StaticString]
  ) throws(JSONError) {
    output.append(UInt8(ascii: "{"))
    let start = output.count
    var members: [Member] = []
    var isSorted = true
    try reader.beginObject()
    while let key = try reader.nextKey() {
      if excluded.contains(where: { key == $0 }) {
        try reader.skipValue()
        continue
      }
      let memberStart = output.count
      appendKey(key, to: &output)
      let keyRange = memberStart..<output.count
      output.append(UInt8(ascii: ":"))
      try append(&reader, to: &output)
      if let last = members.last, isSorted {
        isSorted = output[last.key].lexicographicallyPrecedes(output[keyRange])
      }
      members.append(Member(key: keyRange, whole: memberStart..<output.count))
      output.append(UInt8(ascii: ","))
    }
    if !isSorted { sort(&members, in: &output, from: start) }
    if !members.isEmpty { output.removeLast() }
    output.append(UInt8(ascii: "}"))
  }

  private static func appendKey(_ key: JSONKey, to output: inout [UInt8]) {
    if let unescaped = key.unescaped {
      unescaped.withUnsafeBufferPointer { JSONText.append($0, to: &output) }
    } else {
      output.append(UInt8(ascii: "\""))
      output.append(contentsOf: UnsafeBufferPointer(start: key.base, count: key.count))
      output.append(UInt8(ascii: "\""))
    }
  }

  private static func sort(_ members: inout [Member], in output: inout [UInt8], from start: Int) {
    members.sort { output[$0.key].lexicographicallyPrecedes(output[$1.key]) }
    var sorted: [UInt8] = []
    sorted.reserveCapacity(output.count - start)
    for member in members {
      sorted.append(contentsOf: output[member.whole])
      sorted.append(UInt8(ascii: ","))
    }
    output.replaceSubrange(start..., with: sorted)
  }
}
