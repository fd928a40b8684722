import JSONBytes
import Testing

@Suite struct JSONReaderTests {
  private func read<Result>(
    _ text: String, _ body: (inout JSONReader) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    try JSONReader.read(Array(text.utf8)) { (reader) throws(JSONError) in try body(&reader) }
  }

  private func error(_ text: String, _ body: (inout JSONReader) throws(JSONError) -> Void) -> JSONError? {
    do {
      try read(text, body)
      return nil
    } catch {
      return error
    }
  }

  @Test func pullingAnObject() throws {
    let text = #" {"name":"Bandiagara \"B\"","n": -12 ,"ok":true,"no":null,"list":[1,2],"rest":{"x":[{}]}} "#
    try read(text) { (reader) throws(JSONError) in
      var keys: [String] = []
      try reader.beginObject()
      while let key = try reader.nextKey() {
        keys.append(key.text)
        switch key {
        case "name": #expect(try reader.readString() == "Bandiagara \"B\"")
        case "n": #expect(try reader.readInteger() == -12)
        case "ok": #expect(try reader.readBool())
        case "no": try reader.readNull()
        case "list":
          var sum: Int64 = 0
          try reader.beginArray()
          while try reader.nextElement() { sum += try reader.readInteger() }
          #expect(sum == 3)
        default:
          let range = try reader.skipValue()
          #expect(String(decoding: reader.slice(range), as: UTF8.self) == #"{"x":[{}]}"#)
        }
      }
      try reader.finish()
      #expect(keys == ["name", "n", "ok", "no", "list", "rest"])
    }
  }

  @Test func borrowedBytesReadTheSame() throws {
    let bytes = Array("[1]".utf8)
    let kind = try bytes.withUnsafeBytes { buffer in
      try JSONReader.read(buffer) { (reader) throws(JSONError) in try reader.peek() }
    }
    #expect(kind == .array)
    #expect(throws: JSONError.self) {
      try JSONReader.read(UnsafeRawBufferPointer(start: nil, count: 0)) { (reader) throws(JSONError) in
        try reader.skipValue()
      }
    }
  }

  @Test func aPathNamesTheValueAtFault() {
    let text = #"{"a":1,"recommendations":[{"x":0},{"addressee":"DCAF","y":7}]}"#
    let found = error(text) { (reader) throws(JSONError) in
      try reader.beginObject()
      _ = try reader.nextKey()
      try reader.skipValue()
      _ = try reader.nextKey()
      #expect(reader.path == "recommendations")
      try reader.beginArray()
      _ = try reader.nextElement()
      try reader.skipValue()
      _ = try reader.nextElement()
      try reader.beginObject()
      _ = try reader.nextKey()
      _ = try reader.readInteger()
    }
    #expect(found?.path == "recommendations[1].addressee")
    #expect(found?.code == .typeMismatch && found?.offset == 47)
    #expect(found?.message == "Expected number, found string.")
  }

  @Test(arguments: [
    (#"{"a":{"b":[1,{"c":tru}]}}"#, "a.b[1].c"), ("[[],[1,x]]", "[1][1]"), ("nope", ""), (#"{"a":1} x"#, ""),
    (#"{"a":[{"é":-}]}"#, "a[0].é"), (#"{"a":1,"b":"\q"}"#, "b"),
  ]) func pathsOfFaultsWhileSkipping(_ text: String, _ path: String) {
    #expect(skipError(Array(text.utf8))?.path == path)
  }

  @Test(arguments: [
    ("1.0", JSONError.Code.typeMismatch), ("1e2", .typeMismatch), ("1.5", .typeMismatch),
    ("\"1\"", .typeMismatch),
    ("null", .typeMismatch), ("9223372036854775808", .numberOutOfRange),
  ]) func integersAreWrittenAsIntegers(_ text: String, _ code: JSONError.Code) {
    let found = error(text) { (reader) throws(JSONError) in _ = try reader.readInteger() }
    #expect(found?.code == code && found?.offset == 0)
  }

  @Test(arguments: [
    ("0", Int64(0), 0.0), ("-0", 0, 0), ("9223372036854775807", .max, 9.223372036854775807e18),
    ("-9223372036854775808", .min, -9.223372036854775808e18), ("1.50", nil, 1.5), ("1e2", nil, 100),
    ("0.1", nil, 0.1), ("123456789012345678.5", nil, 123_456_789_012_345_678.5), ("2.5E-3", nil, 0.0025),
  ]) func numbers(_ text: String, _ integer: Int64?, _ double: Double) throws {
    let number = try read(text) { (reader) throws(JSONError) in try reader.readNumber() }
    #expect(number.text == text && number.integer == integer && number.double == double)
  }

  @Test(arguments: [
    (#""plain""#, "plain"), (#""""#, ""), (#""a\/b\\c""#, "a/b\\c"), (#""\u0041\u00E9\u20ac""#, "Aé€"),
    (#""\uD83D\ude00!""#, "😀!"), (#""\u001f""#, "\u{1F}"), ("\"Ségou — « oui »\"", "Ségou — « oui »"),
    (#""12345678\n12345678""#, "12345678\n12345678"), (#""\\""#, "\\"), (#""1234567\"""#, "1234567\""),
  ]) func strings(_ text: String, _ expected: String) throws {
    #expect(try read(text) { (reader) throws(JSONError) in try reader.readString() } == expected)
  }

  @Test func aStringOfEveryLengthAroundTheWordSize() throws {
    for length in 0...40 {
      for special in ["\"", "\\", "\n", "é", "a"] {
        let text =
          String(repeating: "x", count: length) + special + String(repeating: "y", count: 40 - length)
        #expect(try JSONValue(parsing: JSONValue.string(text).bytes) == .string(text))
      }
    }
  }

  @Test func aKeyWithEscapesIsComparedUnescaped() throws {
    try read(#"{"\u0066ine":1,"fine2":2}"#) { (reader) throws(JSONError) in
      try reader.beginObject()
      let first = try reader.nextKey()
      #expect(first.map { $0 == "fine" } == true && first?.text == "fine")
      try reader.skipValue()
      let second = try reader.nextKey()
      #expect(second.map { $0 == "fine" } == false)
    }
  }

  @Test func peekingLeavesTheValue() throws {
    for (text, kind) in [
      ("{}", JSONKind.object), ("[]", .array), ("\"\"", .string), ("-1", .number), ("true", .boolean),
      ("null", .null),
    ] {
      try read(text) { (reader) throws(JSONError) in
        #expect(try reader.peek() == kind)
        #expect(try reader.peek() == kind)
        #expect(reader.offset == 0)
        try reader.skipValue()
        try reader.finish()
      }
    }
  }
}
