import JSONBytes
import Records
import Testing
import Violations

@Suite("Limits of a record") struct LimitTests {
  @Test("Texts have a limit in characters, not in bytes") func texts() {
    let longest = String(repeating: "é", count: RecordLimits.textCharacters)
    #expect(RecordSample.violations(RecordSample.finding(#""cause":"\#(longest)""#)).isEmpty)
    let found = RecordSample.violations(RecordSample.finding(#""cause":"\#(longest)é""#))
    #expect(found.map(\.path) == ["cause"])
    #expect(found.map(\.message.rule) == ["text_length"])
    #expect((found.first?.found?.count ?? 0) <= RecordLimits.foundCharacters)
    let title = String(repeating: "x", count: RecordLimits.titleCharacters + 1)
    #expect(RecordSample.violations(RecordSample.engagement(#""topic":"\#(title)""#)).isEmpty)
    let village = RecordSample.finding(#""place":{"region":"gao","village":"\#(title)"}"#)
    #expect(RecordSample.violations(village).map(\.path) == ["place.village"])
  }

  @Test("Keys have a limit") func keys() {
    let longest = "a" + String(repeating: "9", count: RecordLimits.keyCharacters - 1)
    #expect(RecordSample.violations(RecordSample.finding(#""assignment":"\#(longest)""#)).isEmpty)
    #expect(
      RecordSample.violations(RecordSample.finding(#""assignment":"\#(longest)x""#)).map(\.path) == ["assignment"])
    #expect(RecordSample.violations(RecordSample.finding(#""assignment":"A.b_c:d-9""#)).isEmpty)
  }

  @Test("Lists have a limit; a national dialogue's recommendations fit in one") func lists() {
    func finding(_ count: Int) -> String {
      let items = (0..<count).map { #"{"key":"R\#($0)","text":"t","addressee":"a"}"# }
      return RecordSample.finding(#""recommendations":[\#(items.joined(separator: ","))]"#)
    }
    #expect(RecordSample.violations(finding(300)).isEmpty)
    let found = RecordSample.violations(finding(RecordLimits.recommendations + 1))
    #expect(found.map(\.path) == ["recommendations"])
    #expect(found.map(\.message.rule) == ["list_length"])
    #expect(found.first?.message.en.contains("\(RecordLimits.recommendations + 1)") == true)
    let keys = (0...RecordLimits.listElements).map { "\"o\($0)\"" }.joined(separator: ",")
    #expect(
      RecordSample.violations(RecordSample.finding(#""institutions":[\#(keys)]"#)).map(\.path) == ["institutions"])
  }

  @Test("A record has a limit in bytes") func bytes() {
    let text = String(repeating: "x", count: RecordLimits.recordBytes)
    let found = RecordSample.violations(RecordSample.finding(#""cause":"\#(text)""#))
    #expect(found.contains { $0.path.isEmpty && $0.message.rule == "record_bytes" })
  }

  @Test("At most a hundred faults are reported") func faults() {
    let members = (0..<500).map { #""unknown\#($0)":1"# }.joined(separator: ",")
    #expect(RecordSample.violations(RecordSample.finding(members)).count == RecordLimits.violations)
  }

  @Test("Faults of every sort are reported at once, in the order of the text") func atOnce() {
    let line = """
      {"kind":"finding","programme":"p","key":"f","origin":"roundtable","engagement":"e","title":"t","statement":"s",
       "theme":"procurment","severity":5,"observedOn":"2023-02-29","agreement":"majority","attribution":"group_only",
       "sevrity":"high","recommendations":[{"key":"R1","text":"a","addressee":"x"},{"key":"R2","text":"b"}]}
      """
    let found = RecordSample.violations(line)
    #expect(found.map(\.path) == ["theme", "severity", "observedOn", "sevrity", "recommendations[1].addressee"])
    #expect(found.prefix(3).map(\.found) == ["procurment", "5", "2023-02-29"])
  }

  @Test(
    "What is no JSON is refused as such",
    arguments: [
      (#"{"kind":"finding","kind":"finding"}"#, "duplicate_key"),
      (#"{"kind":"finding","title":"a","title":"b"}"#, "duplicate_key"), (#"{"kind":"finding""#, "unexpected_end"),
      (#"{"kind":"finding",}"#, "unexpected_byte"), (#"{"kind":"finding","title":"\u0000"}"#, "invalid_escape"),
      ("", "unexpected_end"),
    ])
  func syntax(line: String, code: String) {
    do {
      _ = try RecordSample.read(line)
      Issue.record("taken")
    } catch .syntax(let error) {
      #expect(error.code.description == code)
    } catch {
      Issue.record("no syntax fault")
    }
  }

  @Test("A number that no computer holds is out of range") func hugeNumbers() {
    for (line, path) in [
      (RecordSample.finding(#""itemNumber":1e400"#), "itemNumber"),
      (RecordSample.engagement(#""durationHours":1e400"#), "durationHours"),
    ] {
      let found = RecordSample.violations(line)
      #expect(found.map(\.path) == [path])
      #expect(found.map(\.message.rule) == ["number_range"])
    }
  }

  @Test("Bytes behind a record are refused") func trailing() {
    #expect(throws: RecordFault.self) { try RecordSample.read(RecordSample.finding() + "x") }
  }
}
