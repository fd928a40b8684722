import JSONBytes
import Records
import Testing
import Violations

@Suite("Reading a query") struct QueryReadingTests {
  @Test("A query reads back as itself", arguments: QueryExample.accepted) func roundTrip(text: String) throws {
    let query = try QueryExample.query(text)
    #expect(query.json.text == text)
    #expect(try RecordQuery(query.json) == query)
  }

  @Test("One value stands for a list of one, and a list of no order for none") func shorthand() throws {
    let short = try QueryExample.query(
      #"{"name":"q","from":"finding","where":{"origin":"audit"},"select":["title"],"orderBy":[]}"#)
    let long = try QueryExample.query(
      #"{"name":"q","from":"finding","where":{"origin":["audit"]},"select":["title"]}"#)
    #expect(short == long)
  }

  @Test("Every fault is told with its path", arguments: QueryExample.refused)
  func refused(example: QueryExample) {
    let found = QueryExample.faults(example.text)
    #expect(found.map(\.path) == example.paths)
    for violation in found { #expect(!violation.message.en.isEmpty) }
  }

  @Test(
    "What was probably meant is named",
    arguments: [
      (#"{"name":"q","from":"findings","select":[]}"#, "from", "finding"),
      (#"{"name":"q","from":"follow-up","select":[]}"#, "from", "follow_up"),
      (#"{"name":"q","from":"finding","select":["titel"]}"#, "select[0]", "title"),
      (#"{"name":"q","from":"finding","select":[],"orderBy":["observed_on"]}"#, "orderBy[0]", "observedOn"),
      (#"{"name":"q","from":"finding","select":[],"where":{"orign":"audit"}}"#, "where.orign", "origin"),
      (
        #"{"name":"q","from":"finding","select":[],"where":{"not_before":"2024-01-01"}}"#, "where.not_before",
        "notBefore"
      ),
      (#"{"name":"q","from":"participation","groupBy":["age_band"],"measures":["people"]}"#, "groupBy[0]", "ageBand"),
      (#"{"name":"q","from":"participation","groupBy":[],"measures":["peple"]}"#, "measures[0]", "people"),
      (#"{"name":"q","from":"finding","select":[],"ordrBy":[]}"#, "ordrBy", "orderBy"),
    ])
  func suggestions(text: String, path: String, meant: String) throws {
    let violation = try #require(QueryExample.faults(text).first)
    #expect(violation.path == path)
    #expect(violation.suggestion == meant)
    #expect(violation.allowed.contains(meant))
  }

  @Test("A server's own kinds can be asked for, and no others") func ownKinds() throws {
    let kinds = KindCatalogue([
      RecordKind(
        "visit", en: "Visit", fr: "Visite", "A visit.", days: [],
        fields: [Field("mood", .code(CodeLists.severity), .optional, .everyone, "How it went.").textDimension()],
        examples: [])
    ])
    let own: JSONValue = ["name": "q", "from": "visit", "groupBy": ["mood"], "measures": ["count"]]
    #expect(try RecordQuery(own, kinds: kinds).source.kind == kinds.kinds[0])
    #expect(throws: RecordQueryFault.self) { try RecordQuery(own) }
    let other: JSONValue = ["name": "q", "from": "finding", "select": ["title"]]
    #expect(throws: RecordQueryFault.self) { try RecordQuery(other, kinds: kinds) }
  }
}
