import JSONBytes
import Records
import Testing
import Violations

@Suite("Codes in filters") struct QueryFilterTests {
  /// Every field of a code, in a kind's record itself, with the source that can be filtered by it.
  private static let codes: [(kind: String, path: String, field: String)] = KindCatalogue.standard.kinds.flatMap {
    kind in
    kind.object.fields.flatMap { field -> [(String, String, String)] in
      if case .object(let inner) = field.type {
        return inner.fields.filter(isCode).map { (kind.name, "\(field.name).\($0.name)", $0.name) }
      }
      return isCode(field) ? [(kind.name, field.name, field.name)] : []
    }
  }

  private static func isCode(_ field: Field) -> Bool {
    guard field.isDimension, case .code = field.type else { return false }
    return true
  }

  @Test("Fields of codes are many") func many() { #expect(Self.codes.count > 40) }

  @Test("A filter refuses an unknown code as a submission does, word for word", arguments: codes.indices)
  func refused(index: Int) throws {
    let (kind, path, name) = Self.codes[index]
    let list = try #require(KindCatalogue.standard.source(kind)?.dimension(name)?.codes)
    for wrong in [list.codes[0] + "x", list.entries[0].fr.uppercased(), "zz zz"] where !list.contains(wrong) {
      let object = path.split(separator: ".").map(String.init)
      let value = JSONValue.string(wrong).text
      let edit = object.count == 1 ? JSONEdit.set(path, value) : .set(object[0], "{\"\(object[1])\":\(value)}")
      let submitted = RecordSample.violations(try JSONEdit.apply([edit], to: RecordSample.example(kind)))
      let sent = try #require(submitted.first { $0.path == path })
      let asked = QueryExample.faults(
        JSONValue.object(["name": "q", "from": .string(kind), "select": [], "where": .object([name: .string(wrong)])])
          .text)
      try #require(asked.map(\.path) == ["where.\(name)"])
      #expect(asked[0].message == sent.message)
      #expect(asked[0].suggestion == sent.suggestion)
      #expect(asked[0].allowed == sent.allowed)
      #expect(asked[0].found == sent.found)
    }
  }

  @Test("Of several codes, each that is unknown is told") func several() {
    let found = QueryExample.faults(
      #"{"name":"q","from":"finding","select":[],"where":{"severity":["high","hihg","lwo"]}}"#)
    #expect(found.map(\.found) == ["hihg", "lwo"])
    #expect(found.map(\.suggestion) == ["high", "low"])
  }

  @Test("Groupings have codes of their own") func groupings() {
    func faults(_ value: String) -> [FieldViolation] {
      QueryExample.faults(
        #"{"name":"q","from":"participation","groupBy":[],"measures":["people"],"where":{"youth":"\#(value)"}}"#)
    }
    #expect(faults("youth").isEmpty)
    #expect(faults("a18_24").map(\.path) == ["where.youth"])
  }
}
