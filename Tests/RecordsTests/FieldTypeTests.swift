import Records
import Testing
import Violations

@Suite("Values that are refused") struct FieldTypeTests {
  @Test("A wrong value is refused at its path, and the rule is named", arguments: BadValue.all)
  func refused(bad: BadValue) throws {
    let line = try JSONEdit.apply([.set(bad.path, bad.value)], to: RecordSample.example(bad.kind))
    let found = RecordSample.violations(line)
    #expect(found.map(\.path) == [bad.faultPath])
    #expect(found.map(\.message.rule) == [bad.rule])
  }

  /// Nothing that a reader would see.
  static let blanks = [
    "", " ", "\\t", "\\n \\n", "\u{A0}", "\u{3000}", "\u{2028}", "\u{FEFF}", "\u{200B}", "\u{202E}", "\u{AD}",
    "\u{2060}",
  ]

  @Test("A text that nobody would see is blank", arguments: blanks) func blank(text: String) throws {
    let places = [
      ("finding", "dissent", "\"\(text)\"", "dissent"), ("finding", "dissent", "{\"fr\":\"\(text)\"}", "dissent.fr"),
      ("finding", "title", "\"\(text)\"", "title"), ("engagement", "place.village", "\"\(text)\"", "place.village"),
      ("consent", "subjectCode", "\"\(text)\"", "subjectCode"),
    ]
    for (kind, path, value, faultPath) in places {
      let line = try JSONEdit.apply([.set(path, value)], to: RecordSample.example(kind))
      let found = RecordSample.violations(line)
      #expect(found.map(\.path) == [faultPath])
      #expect(found.map(\.message.rule) == ["text_blank"])
    }
  }

  @Test("A kind that is no string is called by what it is", arguments: [("5", "a number"), ("[]", "an array")])
  func kindOfWrongType(value: String, found: String) throws {
    for line in [#"{"kind":\#(value),"key":"k"}"#, #"{"key":"k","kind":\#(value)}"#] {
      let faults = RecordSample.violations(line)
      #expect(faults.map(\.path) == ["kind"])
      #expect(faults.map(\.message.rule) == ["value_type"])
      #expect(faults.allSatisfy { $0.message.en.contains(found) })
    }
  }

  @Test("Every required field of every object is missed by its name") func required() throws {
    for example in RecordSample.examples {
      func check(_ type: ObjectType, _ path: String) throws {
        for field in type.fields {
          let line = try JSONEdit.apply([.remove(path + field.name)], to: example.line)
          guard try line != JSONEdit.apply([], to: example.line) else { continue }
          if field.isRequired, field.name != "kind" {
            let missing = RecordSample.violations(line).first { $0.path == path + field.name }
            #expect(missing?.message.rule == "field_required", "\(example.kind.name).\(path)\(field.name)")
            #expect(missing?.allowed == field.type.codeList?.shownCodes ?? [])
          }
          guard let inner = field.type.objectType else { continue }
          try check(inner, path + field.name + (field.type.isList ? "[0]." : "."))
        }
      }
      try check(example.kind.object, "")
    }
  }

  @Test(
    "Whole numbers, sums, line breaks, accents and escapes do not make another record",
    arguments: [
      (#""itemNumber":12"#, #""itemNumber":12.0"#), (#""itemNumber":12"#, #""itemNumber":1.2e1"#),
      (#""amountAtStake":{"amount":"10","currency":"USD"}"#, #""amountAtStake":{"amount":"10.00","currency":"USD"}"#),
      (#""dissent":"a\nb""#, #""dissent":"a\r\nb""#), (#""dissent":"a\nb""#, #""dissent":"a\rb""#),
      (#""dissent":"é""#, "\"dissent\":\"e\u{301}\""), (#""dissent":"é""#, #""dissent":"\u00e9""#),
      (#""observedOn":"2023-05-16""#, #""observedOn":"2023\u002d05-16""#),
      (#""severity":"high""#, #""severity":"h\u0069gh""#), (#""note":"a""#, #""n\u006fte":"a""#),
      (#""institutions":[]"#, #""gdiQuestions":[]"#), (#""votes":{"for":0}"#, #""votes":{"for":-0}"#),
    ])
  func equalSpellings(first: String, second: String) throws {
    let records = try [first, second].map { try RecordSample.read(RecordSample.finding($0)) }
    #expect(records[0].text == records[1].text)
  }

  @Test("Numbers with a fraction have one value, however they are spelt") func equalNumbers() throws {
    let texts = try ["2.50", "25e-1", "2.5"].map {
      try RecordSample.read(RecordSample.engagement(#""durationHours":\#($0)"#)).text
    }
    #expect(Set(texts).count == 1)
  }

  @Test("Members that are taken are not also called missing, where the kind stands last") func kindLast() throws {
    let line =
      #"{"title":"t","statement":"s","theme":"political","origin":"audit","key":"f","programme":"p","kind":"finding"}"#
    #expect(try RecordSample.read(line).kind === RecordKind.finding)
  }
}
