import JSONBytes
import Records
import Testing
import Violations

/// What a sender may write in more than one way, and what is refused with its remedy.
@Suite("Spellings of values") struct SpellingTests {
  private func read(_ members: String, reader: RecordReader = RecordReader()) throws(RecordFault) -> Record {
    let line =
      #"{"kind":"finding","programme":"p","key":"f","origin":"desk_review","statement":"s","theme":"political""#
      + (members.isEmpty ? "" : ",") + members + (members.contains("\"title\"") ? "}" : ",\"title\":\"t\"}")
    return try reader.read(Array(line.utf8))
  }

  private func faults(_ members: String) -> [FieldViolation] {
    do {
      _ = try read(members)
      return []
    } catch .violations(let violations) {
      return violations
    } catch {
      return [FieldViolation(path: "", message: "no JSON")]
    }
  }

  @Test(
    "One value is one text, however it is spelt",
    arguments: [
      (#""itemNumber":12"#, #""itemNumber":12.0"#), (#""itemNumber":12"#, #""itemNumber":1.2e1"#),
      (#""dissent":"a\nb""#, #""dissent":"a\r\nb""#), (#""dissent":"é""#, "\"dissent\":\"e\u{301}\""),
      (#""dissent":"é""#, #""dissent":"\u00e9""#),
      (
        #""amountAtStake":{"amount":"10","currency":"USD"}"#,
        #""amountAtStake":{"currency":"USD","amount":"10.00"}"#
      ), (#""institutions":[]"#, ""),
    ]) func equal(first: String, second: String) throws
  {
    #expect(try read(first).text == read(second).text)
  }

  @Test(
    "A text that nobody would see is blank",
    arguments: ["", " ", "\u{A0}", "\u{3000}", "\u{2028}", "\u{FEFF}", "\u{200B}", "\u{202E}"])
  func blank(text: String) {
    let found = faults("\"title\":\"\(text)\"")
    #expect(found.map(\.path) == ["title"])
    #expect(found.first?.message.rule == "text_blank")
  }

  @Test(
    "What is refused names its rule and its place",
    arguments: [
      (#""title":" t""#, "title", "text_outer_space"), (#""title":"t ""#, "title", "text_outer_space"),
      (#""title":null"#, "title", "null_refused"), (#""itemNumber":"12""#, "itemNumber", "number_as_text"),
      (#""itemNumber":"12,5""#, "itemNumber", "decimal_comma"), (#""itemNumber":0"#, "itemNumber", "number_range"),
      (#""observedOn":"2023-02-29""#, "observedOn", "date_exists"),
      (#""observedOn":"16/05/2023""#, "observedOn", "date_exists"),
      (#""amountAtStake":{"amount":"1 250,50","currency":"USD"}"#, "amountAtStake.amount", "decimal_comma"),
      (#""amountAtStake":{"amount":"1.5","currency":"XOF"}"#, "amountAtStake.amount", "money_amount"),
      (#""severity":"grave""#, "severity", "code_known"), (#""severty":"high""#, "severty", "field_known"),
      (#""institutions":["a","a"]"#, "institutions[1]", "list_distinct"),
      (#""institutions":"a""#, "institutions", "value_type"),
      (#""place":{"region":"gao","zzz":1}"#, "place.zzz", "field_known"),
      (#""recommendations":[{"key":"r","text":"x"}]"#, "recommendations[0].addressee", "field_required"),
      (
        #""recommendations":[{"key":"r","text":"x","addressee":"a"},{"key":"r","text":"y","addressee":"a"}]"#,
        "recommendations[1].key", "list_unique"
      ), (#""gdiQuestions":["Q17"]"#, "gdiEdition", "field_needed"),
      (#""gdiQuestions":["Q78"],"gdiEdition":"2020""#, "gdiQuestions[0]", "text_format"),
    ]) func refused(members: String, path: String, rule: String)
  {
    let found = faults(members)
    #expect(found.map(\.path) == [path])
    #expect(found.first?.message.rule == rule)
    #expect(found.first?.message.fr?.isEmpty == false)
  }

  @Test("A day written the French way is suggested in the right spelling, a place by its name") func suggestions() {
    #expect(faults(#""observedOn":"16/05/2023""#).first?.suggestion == "2023-05-16")
    #expect(faults(#""place":{"region":"Ségou"}"#).first?.suggestion == "segou")
    #expect(faults(#""severty":"high""#).first?.suggestion == "severity")
  }

  @Test("A roundtable's finding needs its engagement, agreement and attribution, and all three are named")
  func roundtable() {
    let line =
      #"{"kind":"finding","programme":"p","key":"f","origin":"roundtable","title":"t","statement":"s","theme":"political"}"#
    do {
      _ = try RecordReader().read(Array(line.utf8))
      Issue.record("accepted")
    } catch .violations(let found) {
      #expect(found.map(\.path) == ["engagement", "agreement", "attribution"])
    } catch {
      Issue.record("no JSON")
    }
  }

  @Test("The kind may stand anywhere; without it, or with `type` for it, the sender is told") func kind() throws {
    let late = #"{"programme":"p","key":"o","name":"n","kind":"organisation"}"#
    #expect(try RecordReader().read(Array(late.utf8)).kind == .organisation)
    for (line, paths) in [
      (#"{"type":"finding"}"#, ["type", "kind"]), ("{}", ["kind"]), (#"{"kind":"findng"}"#, ["kind"]),
      (#"{"kind":7}"#, ["kind"]), ("[]", [""]),
    ] {
      do {
        _ = try RecordReader().read(Array(line.utf8))
        Issue.record("accepted: \(line)")
      } catch .violations(let found) {
        #expect(found.map(\.path) == paths)
      } catch {
        Issue.record("no JSON: \(line)")
      }
    }
  }

  @Test(
    "Duplicate keys are no JSON, known or not, escaped or not",
    arguments: [
      #"{"kind":"finding","kind":"finding"}"#, #"{"kind":"finding","title":"a","title":"b"}"#,
      #"{"kind":"finding","zz":1,"zz":2}"#, #"{"kind":"finding","title":"a","t\u0069tle":"b"}"#,
    ]) func duplicates(line: String)
  {
    do {
      _ = try RecordReader().read(Array(line.utf8))
      Issue.record("accepted")
    } catch .syntax(let error) {
      #expect(error.code == .duplicateKey)
    } catch {
      Issue.record("no syntax fault")
    }
  }
}
