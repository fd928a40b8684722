import JSONBytes
import Records
import Testing

@Suite struct BodyTests {
  @Test(arguments: Examples.lines.map(\.line)) func theBodyIsTheCanonicalText(line: String) throws {
    #expect(try decode(line).body == JSONCanonical.text(of: Array(line.utf8)))
  }

  @Test(arguments: [
    finding(#""note":"a\u00e9\n\"\\\/ \u0009 end","severity":"low""#),
    finding(#" "severity" : "low" , "institutions" : [ "b" , "a" ] , "place" : { "region" : "gao" } "#),
    finding(
      #""place":{"village":"v","region":"gao"},"votes":{"for":1,"against":0},"institutions":[],"quotes":[]"#),
    engagement(#""durationHours":2.50,"chathamHouse":true,"isTrue":"#).replacing(#","isTrue":"#, ""),
    engagement(#""durationHours":1e1"#), engagement(#""durationHours":100E-1,"invited":-0"#),
    finding(#""n\u006fte":"escaped key""#),
  ])
  func odderSpellingsGiveTheCanonicalTextToo(line: String) throws {
    #expect(try decode(line).body == JSONCanonical.text(of: Array(line.utf8)))
  }

  @Test func reorderedInputGivesTheSameBody() throws {
    let first =
      #"{"kind":"organisation","programme":"p","key":"o","name":{"fr":"a","en":"b"},"country":"ML"}"#
    let second =
      ##" { "name" : {"en":"b","fr":"\u0061"}, "country":"ML","key":"o", "programme":"p" ,"kind":"organisation"} "##
    #expect(try decode(first).body == decode(second).body)
  }

  @Test func anotherTextGivesAnotherBody() throws {
    #expect(try decode(finding(#""note":"a""#)).body != decode(finding(#""note":"b""#)).body)
  }

  @Test func theRevisionMeantIsReadButNotPartOfTheBody() throws {
    let plain = try decode(finding())
    let meant = try decode(finding(#""ifRevision":4"#))
    #expect(meant.ifRevision == 4)
    #expect(plain.ifRevision == nil)
    #expect(meant.body == plain.body)
    #expect(violations(finding(#""ifRevision":-1"#)).map(\.path) == ["ifRevision"])
    #expect(
      violations(finding(#""place":{"region":"gao","ifRevision":1}"#)).map(\.path) == ["place.ifRevision"])
  }
}

extension String {
  fileprivate func replacing(_ part: String, _ other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + self[range.upperBound...]
  }
}
