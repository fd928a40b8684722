import JSONBytes
import Records
import TestSupport
import Testing

@Suite("Canonical text and spans") struct CanonicalTextTests {
  @Test("An example is kept as the canonical text of what it says", arguments: RecordSample.examples)
  func canonical(example: Example) throws {
    let record = try RecordSample.read(example.line)
    let kept = PlainReading.kept(try JSONValue(parsing: example.line), of: example.kind)
    #expect(try record.text == JSONCanonical.text(of: kept.bytes))
    #expect(record.reviewFaults().isEmpty)
    #expect(record.kind === example.kind)
  }

  @Test(
    "Whatever its spelling, a record is one text, and every value is read back from it",
    arguments: RecordSample.examples)
  func spellings(example: Example) throws {
    let json = try JSONValue(parsing: example.line)
    let kept = PlainReading.kept(json, of: example.kind)
    let wanted = try RecordSample.read(example.line).text
    for seed in 0..<24 as Range<UInt64> {
      var spelling = OtherSpelling(seed: seed)
      let record = try RecordSample.read(spelling.text(json))
      #expect(record.text == wanted, "seed \(seed)")
      try PlainReading.expect(record.root, kept, .object(example.kind.object), at: "", record.language)
    }
  }

  @Test("What is read back in is kept as it is, also without a key", arguments: RecordSample.examples)
  func again(example: Example) throws {
    let first = try RecordSample.read(example.line)
    #expect(try RecordReader().read(first.text).text == first.text)
  }

  @Test("Every field of every kind stands in an example; of objects that kinds share, in one of them")
  func fields() throws {
    var used: Set<ObjectIdentifier> = []
    var declared: [ObjectIdentifier: String] = [:]
    for kind in KindCatalogue.standard.kinds {
      func collect(_ type: ObjectType, _ values: [JSONValue], _ path: String) {
        for field in type.fields where field.name != "ifRevision" {
          let found = values.compactMap { $0[field.name] }
          declared[ObjectIdentifier(field)] = path + field.name
          if !found.isEmpty { used.insert(ObjectIdentifier(field)) }
          guard let inner = field.type.objectType else { continue }
          collect(inner, found.flatMap { $0.array ?? [$0] }, path + field.name + ".")
        }
      }
      let examples = try kind.examples.map { try JSONValue(parsing: $0) }
      collect(kind.object, examples, kind.name + ".")
      for field in RecordHead.fields where field.name != "ifRevision" {
        #expect(examples.contains { $0[field.name] != nil }, "\(kind.name).\(field.name)")
      }
    }
    #expect(declared.filter { !used.contains($0.key) }.map(\.value) == [])
  }

  @Test("The revision meant is read, but is no part of the record") func revision() throws {
    let plain = try RecordSample.read(RecordSample.finding())
    let meant = try RecordSample.read(RecordSample.finding(#""ifRevision":4"#))
    #expect(meant.ifRevision == 4)
    #expect(plain.ifRevision == nil)
    #expect(meant.text == plain.text)
  }

  @Test("Another text is another record") func other() throws {
    let first = try RecordSample.read(RecordSample.finding(#""note":"a""#))
    let second = try RecordSample.read(RecordSample.finding(#""note":"b""#))
    #expect(first.text != second.text)
  }

  @Test("The language may stand after the texts") func language() throws {
    let late = try RecordSample.read(RecordSample.finding(#""language":"en""#))
    #expect(late["title"]?.localized == LocalizedText(en: "t"))
    let early = try RecordSample.read(#"{"language":"en","# + RecordSample.finding().dropFirst())
    #expect(early.text == late.text)
    #expect(try RecordSample.read(RecordSample.finding())["title"]?.localized == LocalizedText(fr: "t"))
  }

  @Test("No beginning of a record is taken or traps", arguments: RecordSample.examples)
  func beginnings(example: Example) {
    let bytes = Array(example.line.utf8)
    for end in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: RecordFault.self) { try RecordSample.reader.read(Array(bytes[..<end])) }
    }
  }

  @Test("No changed byte traps; what is taken nevertheless is canonical", arguments: RecordSample.examples)
  func changes(example: Example) throws {
    let bytes = Array(example.line.utf8)
    var random = Dice(seed: UInt64(bytes.count))
    for _ in 0..<400 {
      var changed = bytes
      let place = Int.random(in: bytes.indices, using: &random)
      changed[place] = ([0x22, 0x5C, 0x7D, 0x30, 0x2C, 0xC3, 0x00] as [UInt8]).randomElement(using: &random) ?? 0
      guard let record = try? RecordSample.reader.read(changed) else { continue }
      #expect(try JSONCanonical.text(of: record.text) == record.text)
      #expect(try RecordSample.reader.read(record.text).text == record.text)
    }
  }
}
