import JSONBytes
import Records
import TestSupport
import Testing

@Suite("JSON Schemas, held against a validator of others") struct SchemaTests {
  private static let schemas = Dictionary(
    uniqueKeysWithValues: KindCatalogue.standard.kinds.map { ($0.name, KindSchema($0).document) })

  private func faults(_ records: [(kind: String, text: String)]) async throws -> [String?] {
    try await SchemaValidator.faults(
      in: records.map { SchemaValidator.Question(schema: $0.kind, record: $0.text) }, schemas: Self.schemas)
  }

  @Test("Every example is accepted, however it is spelt") func examples() async throws {
    var records: [(kind: String, text: String)] = []
    for example in RecordSample.examples {
      records.append((example.kind.name, example.line))
      let json = try JSONValue(parsing: example.line)
      for seed in 1...10 as ClosedRange<UInt64> {
        var spelling = OtherSpelling(seed: seed)
        records.append((example.kind.name, spelling.text(json)))
      }
    }
    for (record, fault) in zip(records, try await faults(records)) {
      #expect(fault == nil, "\(record.kind): \(record.text.prefix(400))")
    }
  }

  @Test("A broken rule is refused, unless the schema's comment names the rule") func rules() async throws {
    let records = try BadExample.refused.map { ($0.kind, try $0.line()) }
    var refused = 0
    for (example, fault) in zip(BadExample.refused, try await faults(records)) {
      let type = try example.type()
      let rule = try #require(type.rules.first { $0.name == example.rule })
      switch rule.schema {
      case .whole:
        #expect(fault != nil, "\(example)")
        refused += 1
      case .part: break
      case .nothing: #expect(fault == nil, "\(example): \(fault ?? "")")
      }
      let schema = try #require(Self.schemas[example.kind]).text
      let quoted = JSONValue.string(rule.text).text.dropFirst().dropLast()
      #expect(schema.contains(quoted) != rule.schema.isWhole, "\(example)")
    }
    #expect(refused > 50)
  }

  @Test("A region that is not in the division named is refused") func division() async throws {
    let text = try JSONEdit.apply(
      [.set("place", #"{"region":"san","geoVersion":"2016"}"#)], to: RecordSample.example("finding"))
    #expect(!RecordSample.violations(text).isEmpty)
    #expect(try await faults([("finding", text)])[0] != nil)
  }

  @Test("A value of the wrong shape is refused") func values() async throws {
    let values = BadValue.all
    let records = try values.map { value in
      (value.kind, try JSONEdit.apply([.set(value.path, value.value)], to: RecordSample.example(value.kind)))
    }
    for (value, fault) in zip(values, try await faults(records)) { #expect(fault != nil, "\(value)") }
  }

  @Test("What is required is required, lists of one element at least among it") func required() async throws {
    let records = [
      ("consent", try JSONEdit.apply([.set("scopes", "[]")], to: RecordSample.example("consent"))),
      ("follow_up", try JSONEdit.apply([.set("evidence", "[]")], to: RecordSample.example("follow_up"))),
    ]
    for (record, fault) in zip(records, try await faults(records)) {
      #expect(fault != nil, "\(record.0)")
      #expect(!RecordSample.violations(record.1).isEmpty)
    }
  }

  @Test("A list without elements counts as none between fields, too") func emptyLists() async throws {
    let records = [
      (
        "finding",
        try JSONEdit.apply([.set("gdiQuestions", "[]"), .remove("gdiEdition")], to: RecordSample.example("finding"))
      ),
      (
        "consent",
        try JSONEdit.apply(
          [.set("withdrawnScopes", "[]"), .remove("withdrawnOn")], to: RecordSample.example("consent"))
      ),
      ("framework", try JSONEdit.apply([.set("indicators[1].scale", "[]")], to: RecordSample.example("framework"))),
    ]
    for (record, fault) in zip(records, try await faults(records)) {
      #expect(RecordSample.violations(record.1).isEmpty && fault == nil, "\(record.0): \(fault ?? "")")
    }
  }

  @Test("Whatever the reader takes, the schema accepts") func neverStricter() async throws {
    var cases = SchemaCases(seed: 7)
    var taken: [(kind: String, text: String)] = []
    var refused = 0
    for example in RecordSample.examples {
      for text in try cases.texts(example) {
        do {
          _ = try RecordSample.read(text)
          taken.append((example.kind.name, text))
        } catch { refused += 1 }
      }
    }
    #expect(taken.count > 1_500 && refused > 1_500, "\(taken.count) taken, \(refused) refused")
    for (record, fault) in zip(taken, try await faults(taken)) {
      #expect(fault == nil, "\(record.kind): \(record.text.prefix(3_000))")
    }
  }

  @Test("A schema needs no network, and names its kind") func identity() {
    for kind in KindCatalogue.standard.kinds {
      let schema = KindSchema(kind).document
      #expect(schema["$id"]?.string == "urn:kurukan:kind:\(kind.name)")
      #expect(schema["title"]?.string == kind.en && schema["description"]?.string == kind.meaning)
      #expect(schema["properties"]?["kind"]?["const"]?.string == kind.name)
      for field in kind.object.fields { #expect(schema["properties"]?[field.name]?["description"] != nil) }
    }
  }
}
