import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct ContextEventsTests {
  private func run(_ events: [JSONValue], _ language: Language = .english) throws -> (lines: [String], paths: [String])
  {
    try SubjectFormat.run([.contextEvents], ["events": events], language: language) { _, report in
      try report.contextEvents(in: ReportPeriod(from: CalendarDate("2023-01-01"), to: CalendarDate("2023-12-31")))
    }
  }

  private func event(_ first: String, until last: String? = nil, _ members: JSONObject = [:]) -> JSONValue {
    var event: JSONObject = ["title": "Event", "happenedOn": .string(first), "source": "Press"]
    event["happenedUntil"] = last.map { .string($0) }
    for member in members.members { event[member.key] = member.value }
    return .object(event)
  }

  @Test("The query is one that a server takes") func query() {
    #expect(SubjectFormat.faults(in: [.contextEvents]).isEmpty)
  }

  @Test(
    "An event belongs to some days if it begins or ends in them, as far as its days are known",
    arguments: [
      ("2023", nil, true), ("2023-06", nil, true), ("2022", "2023-01", true), ("2022", "2024", false),
      ("2023-12-31", "2025", true), ("2024-01", nil, false), ("2022-12-31", nil, false),
    ] as [(String, String?, Bool)])
  func belongs(_ first: String, _ last: String?, _ belongs: Bool) throws {
    let (lines, paths) = try run([event(first, until: last)])
    #expect(lines.contains { $0.hasSuffix("| Event | ? | Press") } == belongs)
    #expect(paths == (belongs ? [] : ["evidence"]))
  }

  @Test("Events stand by their first day, as exactly as it is known, with source and page") func order() throws {
    let events = [
      event("2023-06", ["page": "4"]), event("2022", until: "2023-03-01", ["approximate": true]),
      event("2023-02-01", ["theme": "external_audit"]),
    ]
    #expect(
      try run(events).lines.suffix(3) == [
        "about 2022 – 1\u{A0}March\u{A0}2023 | Event | ? | Press",
        "1\u{A0}February\u{A0}2023 | Event | External audit | Press", "June\u{A0}2023 | Event | ? | Press, p. 4",
      ])
    #expect(try run(events, .french).lines.last?.hasPrefix("06/2023 | ") == true)
  }

  @Test("Of very many the first are listed, and the others are counted") func many() throws {
    let lines = try run((1...502).map { _ in event("2023-06") }).lines
    #expect(lines.count { $0.hasPrefix("June") } == 500)
    #expect(lines.last == "2 more are recorded and not listed here.")
  }
}
