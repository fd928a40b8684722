import JSONBytes
import Records
import Testing

@testable import ReportKit

/// Tells of each year's end how many recommendations there are, how many are accepted and how many implemented.
private struct HistoryFormat: DonorFormat {
  static var description: FormatDescription {
    FormatDescription(
      id: "history", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "H"),
      reports: [
        ReportDescription(
          id: "history/years", title: Bilingual(verbatim: "H"),
          parameters: [.string("grant", Bilingual(verbatim: "G"))],
          queries: RecommendationHistory.queries)
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "H"), donor: Bilingual(verbatim: "D"))
    let all = try RecommendationHistory(inputs, until: request.reportDate)
    let history = request.parameters.string("grant").map { grant in all.of { ($0 ?? "none") == grant } } ?? all
    for year in 2021...2024 {
      guard let day = CalendarDate(year: year, month: 12, day: 31) else { continue }
      let known = history.standing(on: day)
      let counts = [
        history.made(by: day), known.count, known.count { $0.position == "accepted" },
        known.count { $0.outcome == .implemented },
      ]
      try report.paragraph(counts.map { "\($0)" }.joined(separator: " "))
    }
  }
}

@Suite struct RecommendationHistoryTests {
  private static func of(_ key: String, _ members: JSONObject) -> JSONValue {
    var row = members
    (row["finding"], row["recommendation"]) = (.string("f-\(key)"), .string(key))
    return .object(row)
  }

  private static let inputs: [String: [JSONValue]] = [
    "responses": [
      of("a", ["position": "accepted", "receivedOn": "2022-03-01"]), of("b", ["position": "rejected"]),
    ],
    "followUps": [
      of("a", ["asOf": "2022-06-30", "status": "in_progress"]),
      of("a", ["asOf": "2023-06-30", "status": "alternative"]),
    ],
    "findings": [
      ["key": "f-a", "observedOn": "2021-05-01", "grant": "G1"], ["key": "f-b", "grant": "G2"],
      // Its day is that of the engagement at which it came up.
      ["key": "f-c", "followed": ["engagement": ["startsOn": "2023-02-01"]]],
      ["key": "f-d", "observedOn": "2024-09-01"],
    ],
    "recommendations": ["a", "b", "c", "d", "e"].map { ["key": .string($0), "finding": .string("f-\($0)")] },
  ]

  @Test("Its queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: HistoryFormat.self) == [])
  }

  @Test(
    "Each day has what was made and known by then: made, standing, accepted, implemented",
    arguments: [
      (nil, ["2 2 0 0", "2 2 1 0", "3 3 1 1", "3 3 1 1"]), ("G1", ["1 1 0 0", "1 1 1 0", "1 1 1 1", "1 1 1 1"]),
      ("G2", ["1 1 0 0", "1 1 0 0", "1 1 0 0", "1 1 0 0"]), ("none", ["0 0 0 0", "0 0 0 0", "1 1 0 0", "1 1 0 0"]),
    ] as [(String?, [String])])
  func years(_ grant: String?, _ expected: [String]) throws {
    // What was found after the day, and what is of no finding that may be shown, is not there.
    let outcome = try Rehearsal.run(
      HistoryFormat.self, report: "history/years", language: .english, reportDate: CalendarDate("2024-06-30"),
      parameters: grant.map { ["grant": .string($0)] } ?? [:], inputs: Self.inputs)
    let lines = try outcome.blocks.dropFirst().map { try JSONValue(parsing: $0)["text"]?.string }
    #expect(lines == expected)
  }
}
