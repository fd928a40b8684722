import JSONBytes
import Records
import Testing

@Suite("Kinds of record") struct KindTests {
  private static let examples: [(kind: String, line: String)] = KindCatalogue.standard.kinds.flatMap { kind in
    kind.examples.map { (kind.name, $0) }
  }

  /// Codes of persons become pseudonyms of one digit, over and over.
  private static let reader = RecordReader(
    pseudonyms: Pseudonyms { _, code in
      String(repeating: code.count.isMultiple(of: 2) ? "a" : "b", count: 64)
    })

  @Test("There are eighteen kinds, each with an example") func count() {
    #expect(KindCatalogue.standard.kinds.count == 18)
    for kind in KindCatalogue.standard.kinds { #expect(!kind.examples.isEmpty, "\(kind.name)") }
  }

  @Test("Every example is accepted", arguments: examples.indices) func accepted(index: Int) throws {
    let example = Self.examples[index]
    let record = try Self.reader.read(Array(example.line.utf8))
    #expect(record.kind.name == example.kind)
    #expect(try JSONCanonical.text(of: record.text) == record.text)
  }

  @Test("Members in another order are the same record, and every field is found in it", arguments: examples.indices)
  func order(index: Int) throws {
    let line = Self.examples[index].line
    let first = try Self.reader.read(Array(line.utf8))
    let second = try Self.reader.read(try JSONValue(parsing: Array(line.utf8)).reversed.bytes)
    #expect(first.text == second.text)
    for member in try JSONValue(parsing: first.text).object?.members ?? [] {
      let field = try #require(first.kind.object.field(member.key))
      for record in [first, second] {
        let found = record.root.member(field)?.withJSON { Array($0) }
        #expect(found == member.value.bytes, "\(member.key)")
      }
    }
  }

  @Test("Columns hold what the record says", arguments: examples.indices) func columns(index: Int) throws {
    let record = try Self.reader.read(Array(Self.examples[index].line.utf8))
    let json = try JSONValue(parsing: record.text)
    record.kind.layout.read(record.root) { place, bytes in
      let column = record.kind.columns[place]
      guard case .value = column.content,
        let field = record.kind.object.fields.first(where: { $0.columnName == column.name })
      else { return }
      let wanted = json[field.name].map { $0.string ?? $0.text }
      #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == wanted, "\(column.name)")
    }
  }

  @Test("No two columns of a table have one name, no two sources either") func names() {
    for kind in KindCatalogue.standard.kinds {
      #expect(Set(kind.columns.map(\.name)).count == kind.columns.count, "\(kind.name)")
    }
    let sources = KindCatalogue.standard.sources.map(\.name)
    #expect(Set(sources).count == sources.count)
  }

  @Test("Levels flow down without a cycle, and only along references to kinds that there are") func levels() {
    let order = KindCatalogue.standard.parentsFirst.map(\.name)
    #expect(order.count == 18)
    for kind in KindCatalogue.standard.kinds {
      for field in kind.levelReferences {
        let parent = field.type.reference?.kinds.first ?? ""
        let places = [order.firstIndex(of: parent), order.firstIndex(of: kind.name)].compactMap { $0 }
        #expect(places.count == 2 && places[0] < places[1], "\(kind.name).\(field.name)")
      }
    }
  }
}

extension JSONValue {
  /// The same value, with the members of every object the other way round.
  fileprivate var reversed: JSONValue {
    if let object {
      var other = JSONObject()
      for member in object.members.reversed() { other[member.key] = member.value.reversed }
      return .object(other)
    }
    if let array { return .array(array.map(\.reversed)) }
    return self
  }
}
