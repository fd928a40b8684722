import JSONBytes
import ReportKit
import Testing

@Suite struct InputQueryTests {
  @Test("A listing asks for further fields behind its own") func selecting() {
    let query = InputQuery.listing("l", from: "lesson", select: ["title"]).selecting("theme", "place").labelled()
    #expect(query.json["select"] == ["title", "theme", "place"] && query.json["labels"] == true && query.name == "l")
  }
}
