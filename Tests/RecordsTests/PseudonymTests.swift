import Records
import Testing
import Violations

@Suite("Codes of persons and communities") struct PseudonymTests {
  private func consent(_ code: String, programme: String = "p") -> String {
    #"{"kind":"consent","programme":"\#(programme)","key":"c","subjectCode":"\#(code)","basis":"written","#
      + #""scopes":["quote"],"givenOn":"2024-01-01"}"#
  }

  private func subject(_ line: String) throws -> String {
    try #require(try RecordSample.read(line)["subjectCode"]?.string)
  }

  /// Every field of every kind whose value is replaced.
  static let places: [(kind: String, path: String)] = KindCatalogue.standard.kinds.flatMap { kind in
    func places(_ type: ObjectType, _ path: String) -> [String] {
      type.fields.flatMap { field -> [String] in
        if case .protectedCode = field.type { return [path + field.name] }
        guard let inner = field.type.objectType else { return [] }
        return places(inner, path + field.name + (field.type.isList ? "[0]." : "."))
      }
    }
    return places(kind.object, "").map { (kind.name, $0) }
  }

  @Test("Participants, communities and subjects of consent have protected codes, which no report shows")
  func protectedFields() throws {
    #expect(
      Self.places.map { "\($0.kind).\($0.path)" } == [
        "engagement.participants[0].code", "engagement.communities[0].code", "consent.subjectCode",
      ])
    for kind in KindCatalogue.standard.kinds {
      func check(_ type: ObjectType) {
        for field in type.fields {
          if case .protectedCode = field.type { #expect(field.visibility.level == nil && !field.isDimension) }
          if let inner = field.type.objectType { check(inner) }
        }
      }
      check(kind.object)
    }
  }

  @Test("A code is replaced, and stands nowhere in the record", arguments: places.indices)
  func replaced(index: Int) throws {
    let place = Self.places[index]
    let line = try JSONEdit.apply([.set(place.path, #""Aminata-07""#)], to: RecordSample.example(place.kind))
    let text = String(decoding: try RecordSample.read(line).text, as: UTF8.self)
    #expect(!text.contains("Aminata"))
    #expect(text.contains(Pseudonyms.prefix))
  }

  @Test("A code is refused without a key, and not shown", arguments: places.indices)
  func withoutKey(index: Int) throws {
    let place = Self.places[index]
    let line = try JSONEdit.apply([.set(place.path, #""Aminata-07""#)], to: RecordSample.example(place.kind))
    let found = RecordSample.violations(line, RecordReader()).filter { $0.path == place.path }
    #expect(found.map(\.message.rule) == ["pseudonym_key"])
    #expect(found.allSatisfy { $0.found?.isEmpty ?? true })
  }

  /// What a sender might write in place of a code; each holds a name.
  static let refusedValues = [
    #"" Aminata""#, #""Aminata\u0007""#, #"["Aminata"]"#, #"{"name":"Aminata"}"#,
    "\"" + String(repeating: "Aminata", count: 40) + "\"",
  ]

  @Test("A code that is refused is not shown", arguments: refusedValues, places.indices)
  func notShown(value: String, index: Int) throws {
    let place = Self.places[index]
    let line = try JSONEdit.apply([.set(place.path, value)], to: RecordSample.example(place.kind))
    let found = RecordSample.violations(line)
    #expect(found.map(\.path) == [place.path])
    for fault in found {
      #expect(fault.found?.contains("Aminata") != true)
      #expect(fault.suggestion == nil && fault.allowed.isEmpty)
      #expect(!fault.message.en.contains("Aminata"))
    }
  }

  @Test("Two codes of one person are told so without the code") func repeated() throws {
    let line = try JSONEdit.apply(
      [.set("participants[0].code", #""Aminata""#), .set("participants[1]", #"{"code":"Aminata"}"#)],
      to: RecordSample.example("engagement"))
    let found = RecordSample.violations(line)
    #expect(found.map(\.path) == ["participants[1].code"])
    #expect(found.allSatisfy { $0.found?.contains("Aminata") != true })
  }

  @Test("One code is one pseudonym within a programme, and another in another programme") func stable() throws {
    let first = try subject(consent("F-014"))
    #expect(try subject(consent("F-014")) == first)
    #expect(try subject(consent("F-015")) != first)
    #expect(try subject(consent("F-014", programme: "q")) != first)
    #expect(first.utf8.count == Pseudonyms.prefix.utf8.count + Pseudonyms.digits)
  }

  @Test("Accents and escapes do not make another person") func spelling() throws {
    let first = try subject(consent("é-1"))
    #expect(try subject(consent("e\u{301}-1")) == first)
    #expect(try subject(consent(#"\u00e9-1"#)) == first)
  }

  @Test("The programme may stand after the code") func programmeLast() throws {
    let line =
      #"{"subjectCode":"F-014","kind":"consent","key":"c","basis":"written","scopes":["quote"],"#
      + #""givenOn":"2024-01-01","programme":"p"}"#
    #expect(try RecordSample.read(line).text == RecordSample.read(consent("F-014")).text)
  }

  @Test("Without a programme there is no pseudonym, and no code in what is said") func withoutProgramme() throws {
    let line = try JSONEdit.apply([.remove("programme")], to: consent("Aminata"))
    let found = RecordSample.violations(line)
    #expect(found.map(\.path) == ["programme"])
    #expect(found.map(\.message.rule) == ["field_required"])
    #expect(found.allSatisfy { $0.found?.contains("Aminata") != true })
  }

  @Test("A pseudonym that comes back is kept as it is, with or without a key") func again() throws {
    let first = try RecordSample.read(consent("F-014"))
    #expect(try RecordSample.reader.read(first.text).text == first.text)
    #expect(try RecordReader().read(first.text).text == first.text)
  }

  @Test("What only looks like a pseudonym is a code") func lookalike() throws {
    for code in ["p-1", "P-" + String(repeating: "a", count: 32), "p-" + String(repeating: "G", count: 32)] {
      #expect(try subject(consent(code)) != code)
    }
  }
}
