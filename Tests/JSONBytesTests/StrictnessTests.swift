import JSONBytes
import Testing

/// What is JSON and what is not: every text is given to both ways of reading, which must agree.
@Suite struct StrictnessTests {
  @Test(arguments: [
    "{}", "[]", "\"\"", "0", "-0", "-1", "1.5", "1e2", "1E+2", "1e-2", "-0.0", "0e0", "true", "false", "null",
    " \t\r\n{ } \n", "[1,[2,[3]]]", #"{"a":{"b":[]},"c":""}"#, #""\"\\\/\b\f\n\r\t""#,
    #""\u00e9\uD83D\uDE00""#,
    "\"é😀\u{7F}\u{10FFFF}\"", #"{"":1}"#, "9223372036854775807", "-9223372036854775808",
    "1.7976931348623157e308",
    "5e-324", #"["a","b","aaaaaaaaaaaaaaaa"]"#, #"{"a":1,"A":2}"#,
  ]) func accepted(_ text: String) {
    #expect(skipError(Array(text.utf8)) == nil)
    #expect(valueError(Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("", JSONError.Code.unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("{", .unexpectedEnd, 1),
    ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3),
    ("\"", .unexpectedEnd, 1),
    ("\"abc", .unexpectedEnd, 4), ("tru", .unexpectedEnd, 3), ("-", .unexpectedEnd, 1),
    ("1.", .unexpectedEnd, 2),
    ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3), (#"{"a""#, .unexpectedEnd, 4),
    (#"{"a":"#, .unexpectedEnd, 5), (#"{"a":1"#, .unexpectedEnd, 6), (#"{"a":1,"#, .unexpectedEnd, 7),
    ("]", .unexpectedByte, 0), ("}", .unexpectedByte, 0), ("[1,]", .unexpectedByte, 3),
    ("[,1]", .unexpectedByte, 1),
    ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2), (#"{"a":1,}"#, .unexpectedByte, 7),
    (#"{"a" 1}"#, .unexpectedByte, 5), ("{a:1}", .unexpectedByte, 1), ("{1:1}", .unexpectedByte, 1),
    ("{'a':1}", .unexpectedByte, 1), (#"{"a":}"#, .unexpectedByte, 5), (#"{"a":1]"#, .unexpectedByte, 6),
    ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("-a", .unexpectedByte, 1),
    ("1.e2", .unexpectedByte, 2),
    ("NaN", .unexpectedByte, 0), ("Infinity", .unexpectedByte, 0), ("nul1", .unexpectedByte, 3),
    ("True", .unexpectedByte, 0), ("'a'", .unexpectedByte, 0), ("/* */1", .unexpectedByte, 0),
    ("\"a\nb\"", .unexpectedByte, 2), ("\"a\tb\"", .unexpectedByte, 2), ("\"\u{0}\"", .unexpectedByte, 1),
    ("\"aaaaaaaaaaaa\u{1F}aaaaaaaa\"", .unexpectedByte, 13), ("\u{FEFF}1", .unexpectedByte, 0),
    ("01", .trailingBytes, 1), ("-01", .trailingBytes, 2), ("00", .trailingBytes, 1),
    ("1 2", .trailingBytes, 2),
    ("{}{}", .trailingBytes, 2), ("[] x", .trailingBytes, 3), ("truee", .trailingBytes, 4),
    ("1.5.5", .trailingBytes, 3),
    (#""\x""#, .invalidEscape, 1), (#""\u12""#, .invalidEscape, 1), (#""\u12G4""#, .invalidEscape, 1),
    (#""ab\'""#, .invalidEscape, 3), (#""\u0000""#, .invalidEscape, 1), (#""\é""#, .invalidEscape, 1),
    (#""\uD800""#, .invalidEscape, 1), (#""\uDC00""#, .invalidEscape, 1),
    (#""\uD800\uD800""#, .invalidEscape, 1),
    (#""\uD800x""#, .invalidEscape, 1), (#""\uD83D\u0041""#, .invalidEscape, 1),
    (#""\uDE00\uD83D""#, .invalidEscape, 1),
    ("9223372036854775808", .numberOutOfRange, 0), ("-9223372036854775809", .numberOutOfRange, 0),
    ("[1,18446744073709551615]", .numberOutOfRange, 3), ("1e309", .numberOutOfRange, 0),
    ("-1e309", .numberOutOfRange, 0),
    (#"{"a":1,"a":2}"#, .duplicateKey, 10), (#"{"a":1,"\u0061":2}"#, .duplicateKey, 15),
    (#"{"é":1,"\u00e9":2}"#, .duplicateKey, 16), (#"{"\u0061":1,"\u0061":2}"#, .duplicateKey, 20),
    (#"{"x":{"b":1,"c":[{"d":1,"d":2}]}}"#, .duplicateKey, 27),
  ]) func refused(_ text: String, _ code: JSONError.Code, _ offset: Int) {
    let error = skipError(Array(text.utf8))
    #expect(error?.code == code, "\(text): \(String(describing: error))")
    #expect(error?.offset == offset, "\(text): \(String(describing: error))")
    #expect(valueError(Array(text.utf8)) == error)
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0x80], [0xE2, 0x82],
      [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0x80, 0x80],
      [0xF0, 0x9F, 0x98],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ] as [[UInt8]]) func notUTF8(_ bad: [UInt8])
  {
    for padding in ["", "é", "aaaaaaaaaaaaaaaaaaaa"] {
      for (head, tail) in [("\"", "\""), ("{\"", "\":1}")] {
        let before = Array((head + padding).utf8)
        let bytes = before + bad + Array(tail.utf8)
        let error = skipError(bytes)
        #expect(error?.code == .invalidUTF8 && error?.offset == before.count)
        #expect(valueError(bytes) == error)
      }
    }
  }

  @Test(
    arguments: [
      [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
      [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ] as [[UInt8]]) func theEdgesOfUTF8(_ good: [UInt8]) throws
  {
    let parsed = try JSONValue(parsing: [0x22] + good + [0x22])
    #expect(parsed.string.map { Array($0.utf8) } == good)
  }

  @Test func limits() {
    let deep = JSONLimits.depth
    #expect(
      skipError(Array((String(repeating: "[", count: deep) + String(repeating: "]", count: deep)).utf8))
        == nil)
    let tooDeep = skipError([UInt8](repeating: UInt8(ascii: "["), count: deep + 1))
    #expect(tooDeep?.code == .limitExceeded && tooDeep?.offset == deep)
    #expect(skipError([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))?.code == .limitExceeded)

    let members = (0..<JSONLimits.membersPerObject).map { "\"k\($0)\":0" }
    #expect(skipError(Array("{\(members.joined(separator: ","))}".utf8)) == nil)
    let more = members + ["\"more\":0"]
    #expect(skipError(Array("{\(more.joined(separator: ","))}".utf8))?.code == .limitExceeded)

    let digits = String(repeating: "1", count: JSONLimits.numberLength - 2)
    #expect(skipError(Array("0.\(digits)".utf8)) == nil)
    #expect(skipError(Array("0.\(digits)1".utf8))?.code == .limitExceeded)
  }

  @Test func siblingsDoNotShareKeysOrDepth() {
    #expect(skipError(Array(#"[{"a":1},{"a":1},{"b":{"a":1},"a":2}]"#.utf8)) == nil)
    let wide = "[" + (0..<1_000).map { _ in "[[{}]]" }.joined(separator: ",") + "]"
    #expect(skipError(Array(wide.utf8)) == nil)
  }
}
