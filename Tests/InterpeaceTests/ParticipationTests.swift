import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct ParticipationTests {
  private let tableA = "Participation by activity"

  /// Counts by age, and the columns from the women on.
  private static let publishedCases: [(JSONObject, String)] = [
    (["a18_24": 10, "a25_35": 20, "a60p": ["suppressed": true]], "? | ? | 30"),
    (["a18_24": 10, "a25_35": ["suppressed": true]], "? | ? | [c]"), (["a36_59": 10], "? | ? | 0"),
    (["a18_24": 10, "nd": 7], "? | ? | ?"), ([:], "? | ? | ?"),
  ]

  /// Tally rows of one count for each combination, and of the margins, as the core counts them.
  private func tally(_ cells: [(String, String, Int)], _ row: String, _ column: String) -> [JSONValue] {
    func sum(_ isCounted: ((String, String, Int)) -> Bool) -> JSONValue {
      .integer(Int64(cells.filter(isCounted).reduce(0) { $0 + $1.2 }))
    }
    var rows = cells.map { cell -> JSONValue in
      .object([row: .string(cell.0), column: .string(cell.1), "people": .integer(Int64(cell.2))])
    }
    for name in Set(cells.map(\.0)).sorted() {
      rows.append(.object([row: .string(name), "people": sum { $0.0 == name }]))
    }
    for name in Set(cells.map(\.1)).sorted() {
      rows.append(.object([column: .string(name), "people": sum { $0.1 == name }]))
    }
    return rows + [["people": sum { _ in true }]]
  }

  @Test("As published: 315 people, 303 women, 210 aged 18 to 35; three and seven activities") func published() throws {
    let outcome = try InterpeaceReports.annual()
    let lines = try outcome.lines(of: "People who took part")
    #expect(lines[0] == "Counted at the activities | 315 | [c] | [c] | 210 | 66.7 %")
    #expect(lines[1] == "People involved – Interpeace, annual report 2024, Mali | 315 | 303 | 96.2 % | 210 | 66.7 %")
    #expect(lines.count == 2)
    #expect(
      try outcome.lines(of: "Activities by actor family") == [
        "Security actors | 3", "Governance and justice actors | 7",
      ])
  }

  @Test("Where nothing is hidden, the sample's cells add up to the same figures") func counted() throws {
    // By hand from the sample's ten participation tables: women, men, young.
    let activities = [
      (26, 2, 19), (30, 0, 22), (25, 1, 16), (34, 0, 24), (30, 2, 20), (33, 3, 23), (30, 1, 23), (33, 0, 22),
      (33, 2, 25), (29, 1, 16),
    ]
    var (bySex, byYouth): ([(String, String, Int)], [(String, String, Int)]) = ([], [])
    for (place, activity) in activities.enumerated() {
      let key = "IP-2024-" + (place < 9 ? "0" : "") + "\(place + 1)"
      bySex.append((key, "female", activity.0))
      if activity.1 > 0 { bySex.append((key, "male", activity.1)) }
      byYouth.append((key, "youth", activity.2))
      byYouth.append((key, "other_age", activity.0 + activity.1 - activity.2))
    }
    var inputs = try InterpeaceReports.fixture("annual")
    inputs["people-engagement-sex"] = tally(bySex, "engagement", "sex")
    inputs["people-engagement-youth"] = tally(byYouth, "engagement", "youth")
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(
      try outcome.lines(of: "People who took part")[0]
        == "Counted at the activities | 315 | 303 | 96.2 % | 210 | 66.7 %")
    let lines = try outcome.lines(of: tableA)
    #expect(lines.count == 11)
    #expect(lines[1].hasSuffix(" | 2024-02-27 | Ségou | 30 | 30 | 0 | 22"))
    #expect(lines[5].hasSuffix(" | 2024-06-11 | Timbuktu | 36 | 33 | 3 | 23"))
    #expect(lines[10] == "All |  |  | 315 | 303 | 12 | 210")
  }

  @Test func hiddenCountsStayHiddenWithAllThatIsComputedFromThem() throws {
    let lines = try InterpeaceReports.annual().lines(of: tableA)
    #expect(lines[0].hasSuffix(" | Bamako | 28 | [c] | [c] | 19"))
    #expect(lines[10] == "All |  |  | 315 | [c] | [c] | 210")
    let ages = try InterpeaceReports.annual().lines(of: "Participation by sex and age")
    let start = try InterpeaceReports.annual().values("tableStart").first { $0["id"] == "drawn-peopleByAge" }
    #expect(start != nil && start?["figure"] == nil)
    #expect(
      ages == [
        "18 to 24 | 86 | 0", "25 to 35 | [c] | [c]", "36 to 59 | [c] | [c]", "60 and over | 0 | [c]", "All | [c] | [c]",
      ])
  }

  @Test("What leads back to records is passed on, and a hidden count leads nowhere") func traces() throws {
    let cells = try InterpeaceReports.annual().rows(of: tableA).flatMap { $0 }
    #expect(cells.filter { $0["withheld"] != nil }.allSatisfy { $0["trace"] == nil })
    // Ten activities and all of them: people and youth; women where no man or many came.
    #expect(cells.filter { $0["trace"]?.string != nil }.count == 11 * 2 + 3)
  }

  @Test("A small count says below what it lies; one of another sex gets a column; nobody counted is not nobody")
  func edges() throws {
    var inputs = try InterpeaceReports.fixture("annual")
    inputs["engagements"] = [
      ["key": "a", "title": "A", "startsOn": "2024-02-01"], ["key": "b", "title": "B", "startsOn": "2024-03-01"],
    ]
    let small: JSONValue = ["suppressed": true, "below": 5]
    inputs["people-engagement-sex"] = [
      ["engagement": "a", "sex": "female", "people": 9], ["engagement": "a", "sex": "other_nd", "people": small],
      ["engagement": "a", "people": ["suppressed": true]], ["sex": "female", "people": 9],
      ["sex": "other_nd", "people": small], ["people": ["suppressed": true]],
    ]
    inputs["people-engagement-youth"] = []
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(
      try outcome.lines(of: tableA) == [
        "A | 2024-02-01 | ? | [c] | 9 | 0 | <5 | ?", "B | 2024-03-01 | ? | ? | ? | ? | ? | ?",
        "All |  |  | [c] | 9 | 0 | <5 | ?",
      ])
    let summaries = outcome.diagnostics.compactMap { $0["summary"]?.string }
    #expect(summaries.contains("Engagements without a count of those present: 1. Supply their participation tables."))
  }

  @Test(
    "Young people are counted as published only where no age is hidden, and women only where sexes are told apart",
    arguments: publishedCases)
  func publishedAges(ages: JSONObject, expected: String) throws {
    var inputs = try InterpeaceReports.fixture("annual")
    inputs["counted-sex"] = []
    inputs["counted-ageband"] = ages.members.map {
      ["measurement": "M-I-P1a-A", "ageBand": .string($0.key), "counted": $0.value]
    }
    let line = try InterpeaceReports.annual(inputs: inputs).lines(of: "People who took part")[1]
    #expect(line.hasPrefix("People involved – Interpeace, annual report 2024, Mali | 315 | \(expected)"))
  }

  @Test func activitiesOfNoFamilyOrPlaceAreShownAndToldOf() throws {
    var inputs = try InterpeaceReports.fixture("annual")
    inputs["families"] = [["actorFamily": nil, "count": 2], ["actorFamily": "media", "count": 1]]
    inputs["regions"] = [["region": "gao", "count": 1], ["region": nil, "count": 2]]
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(
      Set(try outcome.lines(of: "Activities by actor family")) == ["Media | 1", "Not stated | 2"])
    #expect(Set(try outcome.lines(of: "Activities by region")) == ["Gao | 1", "Not stated | 2"])
    #expect(outcome.warnings == ["engagement.actorFamily", "engagement.region"])
  }

  @Test("Twenty thousand activities and findings are one report", .timeLimit(.minutes(5))) func many() throws {
    let count = 20_000
    var inputs = try InterpeaceReports.fixture("annual")
    let keys = (0..<count).map { "e\($0)" }
    inputs["engagements"] = keys.map { ["key": .string($0), "title": "Meeting", "startsOn": "2024-05-01"] }
    inputs["people-engagement-sex"] = keys.flatMap { key -> [JSONValue] in
      [["engagement": .string(key), "sex": "female", "people": 7], ["engagement": .string(key), "people": 7]]
    }
    inputs["people-engagement-youth"] = []
    inputs["findings"] = keys.map { ["key": .string($0), "title": "Finding", "theme": "political", "origin": "audit"] }
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(!outcome.isRejected)
    #expect(try outcome.rows(of: tableA).count == count + 1)
    #expect(try outcome.rows(of: "Findings").count == count + 1)
  }
}
