import JSONBytes
import TestSupport
import Testing

@Suite struct JSONCanonicalTests {
  @Test(arguments: [
    (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#), (" [ 1 , 2 ] ", "[1,2]"),
    (#"{"\u0062":1,"a":2}"#, #"{"a":2,"b":1}"#),
    (#""\u00e9\/\u0041""#, #""é/A""#), (#""\u0008\u001f\n\"\\""#, #""\b\u001f\n\"\\""#), ("-0", "0"),
    ("1.50", "1.5"), ("1e2", "100.0"), ("1E+2", "100.0"), ("null", "null"), ("[true,false]", "[true,false]"),
    (#"{"a":{"d":1,"c":[{"f":1,"e":2}]},"":0}"#, #"{"":0,"a":{"c":[{"e":2,"f":1}],"d":1}}"#),
    (#"{"aa":1,"a":2,"ab":3,"é":4,"z":5}"#, #"{"a":2,"aa":1,"ab":3,"z":5,"é":4}"#),
    (#""\ud83d\ude00""#, "\"😀\""), ("{}", "{}"), ("[]", "[]"),
  ]) func spelling(_ text: String, _ expected: String) throws {
    #expect(try canonical(text) == expected)
    #expect(try canonical(expected) == expected)
  }

  @Test(arguments: [
    [#"{"a":1,"b":"é"}"#, #"{ "b" : "\u00e9", "\u0061" : 1 }"#, "\n{\"b\":\"\\u00E9\",\"a\":1}"],
    [#"[0.5,1000.0]"#, #"[5e-1,1e3]"#, #"[0.50,1.000E3]"#],
    [#""/""#, #""\/""#, #""\u002f""#],
  ]) func equalValuesHaveOneSpelling(_ spellings: [String]) throws {
    #expect(Set(try spellings.map { try canonical($0) }).count == 1)
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":2}"#), (#"{"a":1}"#, #"{"a":"1"}"#), ("[1,2]", "[2,1]"), (#"{"a":null}"#, "{}"),
    (#""é""#, "\"e\u{301}\""), ("0", "false"), (#""a""#, #""A""#),
  ]) func differentValuesHaveDifferentSpellings(_ first: String, _ second: String) throws {
    #expect(try Array(canonical(first).utf8) != Array(canonical(second).utf8))
  }

  @Test func keysAreLeftOutOfTheOutermostObjectOnly() throws {
    let bytes = Array(#"{"ifRevision":3,"b":{"ifRevision":1},"a":[{"ifRevision":2}],"note":1}"#.utf8)
    let text = try JSONReader.read(bytes) { (reader) throws(JSONError) in
      var output: [UInt8] = []
      try JSONCanonical.append(&reader, to: &output, excluding: ["ifRevision", "note"])
      return String(decoding: output, as: UTF8.self)
    }
    #expect(text == #"{"a":[{"ifRevision":2}],"b":{"ifRevision":1}}"#)
  }

  @Test func whatIsNotJSONHasNoSpelling() {
    for text in ["", "{", #"{"a":1,"a":1}"#, "[1] 2", "NaN"] {
      #expect(throws: JSONError.self) { try canonical(text) }
    }
  }

  @Test func anyOrderAndAnyEscapesGiveTheSameBytes() throws {
    var random = Dice(seed: 42)
    for _ in 0..<500 {
      let value = JSONMaker.value(&random, depth: 4)
      let plain = try canonical(value.text)
      let disguised = JSONMaker.disguise(value, &random)
      #expect(try Array(canonical(disguised).utf8) == Array(plain.utf8), "\(disguised)")
      #expect(try JSONMaker.sorted(JSONValue(parsing: plain)) == JSONMaker.sorted(value))
    }
  }
}
