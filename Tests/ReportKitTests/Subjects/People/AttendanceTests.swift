import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct AttendanceTests {
  private static let hidden: JSONValue = ["suppressed": true, "below": 5]
  private static let sex: [JSONValue] = [
    ["engagement": "a", "sex": "female", "people": 9, "graduates": 7],
    ["engagement": "a", "people": 9, "graduates": 7],
    ["engagement": "b", "sex": "female", "people": hidden, "graduates": 0],
    ["engagement": "b", "sex": "male", "people": 20, "graduates": 0],
    ["engagement": "b", "people": ["suppressed": true], "graduates": 0],
    ["sex": "female", "people": hidden], ["sex": "male", "people": 20], ["people": ["suppressed": true]],
  ]
  private static let youth: [JSONValue] = [
    ["engagement": "a", "youth": "youth", "people": 6], ["engagement": "a", "people": 9],
  ]

  private static let cases: [(String?, String?, InlineValue)] = [
    ("a", nil, .number(9)), ("a", "female", .number(9)), ("a", "youth", .number(6)),
    // Nobody of this part among those who were counted.
    ("a", "male", .number(0)), ("a", "other_age", .number(0)),
    ("b", nil, .withheld), ("b", "female", .suppressed(below: 5)), ("b", "male", .number(20)),
    // Counted by sex alone, and not at all.
    ("b", "youth", .missing), ("c", nil, .missing), ("c", "female", .missing),
    (nil, nil, .withheld), (nil, "male", .number(20)), (nil, "youth", .missing),
  ]

  private static func attendance(_ body: @escaping @Sendable (Attendance) -> Void) throws {
    _ = try PeopleFormat.run(inputs: ["people-engagement-sex": sex, "people-engagement-youth": youth]) { inputs, _ in
      for name in ["frameworks", "measurements", "counted", "counted-sex", "counted-ageband"] { try inputs.skip(name) }
      body(try Attendance(inputs))
    }
  }

  @Test(
    "Of people of no stated age nobody knows whether they are young, and what share of all is",
    arguments: [
      (["nd": 20], .missing, .missing), (["nd": 10, "youth": 15, "other_age": 5], .number(15), .missing),
      (["youth": 15, "other_age": 5], .number(15), .percent(75, decimals: 1)),
      (["other_age": 20], .number(0), .percent(0, decimals: 1)),
      (["nd": ["suppressed": true], "other_age": 20], .missing, .missing),
    ] as [(JSONObject, InlineValue, InlineValue)])
  func ages(_ counts: JSONObject, youth: InlineValue, share: InlineValue) throws {
    let rows = counts.members.flatMap { member -> [JSONValue] in
      let (code, count) = (JSONValue.string(member.key), member.value)
      return [["engagement": "a", "youth": code, "people": count], ["youth": code, "people": count]]
    }
    let whole: [JSONValue] = [["engagement": "a", "people": 20], ["people": 20]]
    _ = try PeopleFormat.run(inputs: ["people-engagement-sex": whole, "people-engagement-youth": rows + whole]) {
      inputs, _ in
      for name in ["frameworks", "measurements", "counted", "counted-sex", "counted-ageband"] { try inputs.skip(name) }
      let attendance = try Attendance(inputs)
      for place in ["a", nil] {
        #expect(attendance.people(at: place, "youth") == youth)
        #expect(attendance.youthShare(at: place) == share)
      }
    }
  }

  @Test("Their queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: PeopleFormat.self) == [])
    #expect(Attendance.queries(by: [.sex]).map(\.name) == ["people-engagement-sex"])
  }

  @Test("A part that did not occur is nobody, one that was not counted is missing, a hidden one stays hidden")
  func people() throws {
    try Self.attendance { attendance in
      for (engagement, code, expected) in Self.cases {
        #expect(
          attendance.people(at: engagement, code) == expected, "\(engagement ?? "all") \(code ?? "all")")
      }
      #expect(attendance.isCounted("a") && attendance.isCounted("b") && !attendance.isCounted("c"))
      #expect(attendance.sexes == ["female", "male"])
    }
  }

  @Test("Nobody who finished among all is not told from nobody who was asked") func graduates() throws {
    try Self.attendance { attendance in
      #expect(
        attendance.graduates(at: "a", "female") == .number(7) && attendance.graduates(at: "a", "male") == .number(0))
      #expect(attendance.graduates(at: "b", "female") == .missing && attendance.graduates(at: "c") == .missing)
    }
  }

  @Test("Those of one another sex get a column where there are any, hidden or not") func sexes() {
    func tally(_ others: JSONValue) -> [String] {
      PeopleTally(
        [["people": 9], ["sex": "other_nd", "people": others]].map { InputRow($0, language: .english) }, rows: "group",
        columns: "sex"
      ).sexes
    }
    #expect(tally(Self.hidden) == ["female", "male", "other_nd"] && tally(3) == ["female", "male", "other_nd"])
    #expect(tally(0) == ["female", "male"])
  }
}
