import JSONBytes
import Testing

@Suite struct JSONValueTests {
  @Test func accessors() throws {
    let parsed = try value(#"{"s":"x","i":7,"d":1.5,"b":true,"n":null,"a":[1,2]}"#)
    #expect(parsed["s"]?.string == "x" && parsed["i"]?.integer == 7 && parsed["d"]?.double == 1.5)
    #expect(parsed["i"]?.double == 7 && parsed["d"]?.integer == nil)
    #expect(parsed["b"]?.bool == true && parsed["n"] == .null && parsed["a"]?.array == [1, 2])
    #expect(parsed["missing"] == nil && parsed["s"]?["x"] == nil)
    #expect(parsed.object?.members.map(\.key) == ["s", "i", "d", "b", "n", "a"])
  }

  @Test func whatIsWrittenReadsBack() throws {
    let text = #"{"z":[1,-2.5,true,null,"é\n\"\\\u0001"],"a":{"deep":[{}]}}"#
    #expect(try value(text).text == text)
    #expect(try value(value(text).text) == value(text))
  }

  @Test func objectsKeepOrderAndUniqueKeys() {
    var object: JSONObject = ["b": 1, "a": 2, "b": 3]
    #expect(object.members.map(\.key) == ["b", "a"] && object["b"] == 3)
    object["c"] = "x"
    object["b"] = nil
    #expect(JSONValue.object(object).text == #"{"a":2,"c":"x"}"#)
  }

  @Test func writingByHand() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("text", "a\u{8}\u{c}\t\u{1F}/é")
    writer.member("absent", ifPresent: String?.none)
    writer.member("absent", ifPresent: Int?.none)
    writer.member("number", 12)
    writer.member("flag", false)
    writer.key(dynamic: "q\"")
    writer.number(1.0)
    writer.key("list")
    writer.beginArray()
    writer.null()
    writer.number(.infinity)
    writer.raw("{\"raw\":1}".utf8)
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.endObject()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"text":"a\b\f\t\u001f/é","number":12,"flag":false,"q\"":1.0,"list":[null,null,{"raw":1},{}]}"#)
    #expect(skipError(writer.bytes) == nil)
    writer.removeAll()
    writer.integer(1)
    writer.newline()
    writer.integer(2)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "1\n2")
  }
}
