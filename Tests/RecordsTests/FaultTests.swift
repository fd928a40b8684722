import JSONBytes
import Records
import Testing

@Suite struct FaultTests {
  @Test func fiveFaultsAreReportedAtOnceWithTheirPaths() {
    let line = """
      {"kind":"finding","programme":"p","key":"f","origin":"roundtable","engagement":"e","title":"t","statement":"s",
       "theme":"procurment","severity":5,"observedOn":"2023-02-29","agreement":"majority","attribution":"group_only",
       "sevrity":"high","recommendations":[{"key":"R1","text":"a","addressee":"x"},
       {"key":"R2","text":"b"}]}
      """
    let found = violations(line)
    #expect(
      found.map(\.path) == ["theme", "severity", "observedOn", "sevrity", "recommendations[1].addressee"])
    #expect(found[0].suggestion == "procurement")
    #expect(found[0].found == "procurment")
    #expect(found[0].allowed.contains("external_audit"))
    #expect(found[1].message == "Must be a string, not a number.")
    #expect(found[2].found == "2023-02-29")
    #expect(found[3].suggestion == "severity")
    #expect(found[4].message == "This field is required.")
  }

  @Test func everyRequiredFieldIsMissedByName() {
    let missing = violations(#"{"kind":"engagement"}"#)
    #expect(missing.map(\.path) == ["programme", "key", "engagementType", "title", "startsOn"])
    #expect(missing[2].allowed.contains("cafe_politique"))
  }

  @Test(arguments: [
    ("programme_area", "programmeArea"), ("Severity", "severity"), ("recomendations", "recommendations"),
    ("gdiquestions", "gdiQuestions"),
  ])
  func aMisspeltFieldIsRecognised(wrong: String, right: String) {
    let found = violations(finding(#""\#(wrong)":"x""#))
    #expect(found.map(\.path) == [wrong])
    #expect(found.first?.suggestion == right)
  }

  @Test func aStrangeFieldIsRefusedWithTheNamesThatThereAre() {
    let found = violations(finding(#""place":{"region":"gao","zzz":1}"#))
    #expect(found.map(\.path) == ["place.zzz"])
    #expect(found.first?.suggestion == nil)
    #expect(found.first?.allowed == ["region", "cercle", "commune", "village", "asReported", "geoVersion"])
  }

  @Test func anUnknownKindIsRefused() {
    let found = violations(#"{"kind":"findng","programme":"p","key":"k"}"#)
    #expect(found.map(\.path) == ["kind"])
    #expect(found.first?.suggestion == "finding")
    #expect(violations(#"{"programme":"p"}"#).first?.allowed == RecordKind.allCases.map(\.rawValue))
    #expect(violations(#"{"kind":7}"#).map(\.path) == ["kind"])
    #expect(violations("[]").map(\.path) == [""])
  }

  @Test(arguments: [
    (#"{"kind":"finding","kind":"finding"}"#, "duplicate_key"),
    (#"{"kind":"finding","title":"a","title":"b"}"#, "duplicate_key"),
    (#"{"kind":"finding""#, "unexpected_end"), ("{} x", "trailing_bytes"),
    (#"{"kind":"finding",}"#, "unexpected_byte"),
    (#"{"kind":"finding","title":"\u0000"}"#, "invalid_escape"), ("", "unexpected_end"),
    (#"{"kind":"finding","votes":{"for":1e400}}"#, "number_out_of_range"),
  ])
  func whatIsNoJSONIsRefusedAsSuch(line: String, code: String) {
    do {
      _ = try decode(line)
      Issue.record("taken: \(line)")
    } catch .syntax(let error) {
      #expect(error.code.description == code)
    } catch {
      // "{} x": the kind is missed before the trailing bytes are.
      #expect(code == "trailing_bytes")
    }
  }

  @Test func trailingBytesAreRefused() {
    #expect(throws: RecordFault.self) { try decode(finding() + "x") }
  }

  @Test func nullIsNotAValue() {
    let found = violations(
      finding(#""severity":null,"place":null,"votes":{"for":null},"institutions":[null]"#))
    #expect(found.map(\.path) == ["severity", "place", "votes.for", "institutions[0]"])
    for violation in found { #expect(violation.message.contains("null")) }
  }

  @Test(arguments: [
    (#""itemNumber":"3""#, "itemNumber"), (#""itemNumber":1.5"#, "itemNumber"),
    (#""itemNumber":0"#, "itemNumber"),
    (#""place":"gao""#, "place"), (#""institutions":"cnt""#, "institutions"),
    (#""recommendations":{}"#, "recommendations"),
    (#""recommendations":["x"]"#, "recommendations[0]"), (#""dissent":7"#, "dissent"),
    (#""dissent":{}"#, "dissent"),
    (#""dissent":{"de":"x"}"#, "dissent.de"), (#""dissent":{"fr":1}"#, "dissent.fr"),
    (#""dissent":"  ""#, "dissent"),
    (#""dissent":"a\u0007b""#, "dissent"), (#""dissent":"a\uffffb""#, "dissent"),
    (#""votes":{"for":-1}"#, "votes.for"),
    (#""gdiQuestions":["Q78"]"#, "gdiQuestions[0]"), (#""gdiQuestions":["Q0"]"#, "gdiQuestions[0]"),
    (#""gdiQuestions":["q17"]"#, "gdiQuestions[0]"), (#""gdiQuestions":["Q17","Q17"]"#, "gdiQuestions[1]"),
    (#""quotes":[{"text":"x","speakerGroup":"cso","mayQuote":"yes"}]"#, "quotes[0].mayQuote"),
    (#""language":"de""#, "language"), (#""confidentiality":"secret""#, "confidentiality"),
    (#""engagement":"-x""#, "engagement"), (#""engagement":"a b""#, "engagement"),
    (#""engagement":"é""#, "engagement"),
    (#""engagement":"""#, "engagement"), (#""observedOn":"2023-2-09""#, "observedOn"),
    (#""observedOn":"2023-13-01""#, "observedOn"), (#""observedOn":"1899-12-31""#, "observedOn"),
    (#""observedOn":20230516"#, "observedOn"),
  ])
  func aWrongValueIsRefusedAtItsPath(members: String, path: String) {
    #expect(violations(finding(members)).map(\.path) == [path])
  }

  @Test(arguments: [
    ("1e5", "USD"), ("12.345", "USD"), ("-5", "USD"), ("+5", "USD"), ("007", "USD"), ("5.", "USD"),
    (".5", "USD"),
    ("", "USD"), ("1,000", "USD"), ("5000.00", "XOF"), ("1234567890123456", "USD"), ("1.2345", "TND"),
    ("1 000", "XOF"),
  ])
  func aSumThatIsNoneIsRefused(amount: String, currency: String) {
    let found = violations(finding(#""amountAtStake":{"amount":"\#(amount)","currency":"\#(currency)"}"#))
    #expect(found.map(\.path) == ["amountAtStake.amount"])
  }

  @Test func aSumNeedsAnExistingCurrencyAndAString() {
    #expect(
      violations(finding(#""amountAtStake":{"amount":"5","currency":"FCFA"}"#)).map(\.path) == [
        "amountAtStake.currency"
      ])
    #expect(
      violations(finding(#""amountAtStake":{"amount":5,"currency":"USD"}"#)).map(\.path) == [
        "amountAtStake.amount"
      ])
    #expect(violations(finding(#""amountAtStake":{"amount":"5"}"#)).map(\.path) == ["amountAtStake.currency"])
  }

  @Test func keysHaveAHundredAndTwentyEightCharactersAtMost() {
    let longest = "a" + String(repeating: "9", count: RecordLimits.keyCharacters - 1)
    #expect(violations(finding(#""assignment":"\#(longest)""#)).isEmpty)
    #expect(violations(finding(#""assignment":"\#(longest)x""#)).map(\.path) == ["assignment"])
    #expect(violations(finding(#""assignment":"A.b_c:d-9""#)).isEmpty)
  }

  @Test func textsHaveALimitInCharactersNotBytes() {
    let longest = String(repeating: "é", count: RecordLimits.textCharacters)
    #expect(violations(finding(#""cause":"\#(longest)""#)).isEmpty)
    let found = violations(finding(#""cause":"\#(longest)é""#))
    #expect(found.map(\.path) == ["cause"])
    #expect(found.first?.found?.count == RecordLimits.foundCharacters)
    let title = String(repeating: "x", count: RecordLimits.titleCharacters + 1)
    #expect(violations(engagement(#""topic":"\#(title)""#)).isEmpty)
    #expect(
      violations(finding(#""place":{"region":"gao","village":"\#(title)"}"#)).map(\.path) == ["place.village"]
    )
  }

  @Test func listsHaveALimit() {
    let items = (0...RecordLimits.recommendations).map { #"{"key":"R\#($0)","text":"t","addressee":"a"}"# }
    let found = violations(finding(#""recommendations":[\#(items.joined(separator: ","))]"#))
    #expect(found.map(\.path) == ["recommendations"])
    #expect(found.first?.message.contains("51") == true)
  }

  @Test func aRecordHasALimitInBytes() {
    let text = String(repeating: "x", count: RecordLimits.recordBytes)
    #expect(violations(finding(#""cause":"\#(text)""#)).map(\.path) == [""])
  }

  @Test func atMostAHundredFaultsAreReported() {
    let members = (0..<500).map { #""unknown\#($0)":1"# }.joined(separator: ",")
    #expect(violations(finding(members)).count == RecordLimits.violations)
  }

  @Test func escapedCodesAreCodes() throws {
    #expect(violations(finding(#""severity":"h\u0069gh""#)).isEmpty)
    #expect(violations(finding(#""severity":"h\u0069gg""#)).first?.suggestion == "high")
  }

  @Test func noPrefixOfARecordIsTakenOrTraps() {
    for example in Examples.lines {
      let bytes = Array(example.line.utf8)
      for end in bytes.indices {
        #expect(throws: RecordFault.self) { try RecordIntake.decode(Array(bytes[..<end])) }
      }
    }
  }

  @Test func noChangedByteTraps() {
    let bytes = Array(Examples.lines[3].line.utf8)
    var taken = 0
    for place in bytes.indices {
      for byte: UInt8 in [0x22, 0x5C, 0x7D, 0x30] {
        var changed = bytes
        changed[place] = byte
        guard let record = try? RecordIntake.decode(changed) else { continue }
        taken += 1
        #expect((try? JSONCanonical.text(of: changed)) == record.body)
      }
    }
    #expect(taken > 0)
  }
}
