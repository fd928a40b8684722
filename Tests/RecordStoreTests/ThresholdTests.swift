import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

/// Who wants fewer people told of asks for a higher threshold.
@Suite("Thresholds of people")
struct ThresholdTests {
  private static func event(_ people: [(group: String, sex: String, count: Int64)]) -> JSONValue {
    engagement(
      "e",
      [
        "participation": .array(
          people.map {
            ["sex": .string($0.sex), "ageBand": "nd", "group": .string($0.group), "count": .integer($0.count)]
          }
        )
      ])
  }

  private static let people: JSONValue = [
    "name": "q", "from": "participation", "groupBy": ["group"], "measures": ["people"], "totals": true,
  ]

  @Test("Counts below the threshold are hidden, and all that a lower one hides is hidden too")
  func sums() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        Self.event([
          ("cso", "female", 40), ("academia", "male", 30), ("media", "female", 16), ("justice", "male", 8),
          ("municipal_authority", "male", 3),
        ]))
      try await fixture.validate(.engagement, "e")
      var printed = Set<String>()
      for threshold in SuppressionThreshold.allCases.reversed() {
        let rows = try await fixture.rows(Self.people, threshold: threshold).rows
        #expect(rows.count == 6)
        let counts = Dictionary(
          uniqueKeysWithValues: rows.map { ($0["group"]?.string ?? "all", $0["people"]?.integer) })
        #expect(counts.values.allSatisfy { $0.map { $0 >= threshold.rawValue } ?? true }, "\(threshold): \(counts)")
        #expect(counts["all"] == 97)
        let shown = Set(counts.filter { $0.value != nil }.keys)
        #expect(printed.isStrictSubset(of: shown) || threshold == .twenty || printed == shown, "\(threshold)")
        printed = shown
      }
      // Of five groups one is small, and one more must go with it.
      #expect(printed.count == 4)
    }
  }

  private static func meeting(_ region: String, women numbers: ClosedRange<Int>) -> JSONValue {
    let participants = numbers.map { number -> JSONValue in
      let digits = String(number, radix: 16)
      let zeros = String(repeating: "0", count: Pseudonyms.digits - digits.count)
      return ["code": .string(Pseudonyms.prefix + zeros + digits), "sex": "female"]
    }
    return engagement(region, ["place": ["region": .string(region)], "participants": .array(participants)])
  }

  @Test(
    "Different people below a higher threshold carry no mark that tells which of them are not small at the standard one"
  )
  func marks() async throws {
    try await StoreFixture.with { fixture in
      for (region, women) in [("gao", 1...30), ("segou", 31...37), ("kidal", 38...40)] {
        try await fixture.submit(Self.meeting(region, women: women))
        try await fixture.validate(.engagement, region)
      }
      let query: JSONValue = [
        "name": "q", "from": "participant", "groupBy": ["region"], "measures": ["differentPeople"], "totals": true,
      ]
      var marks: [SuppressionThreshold: [String: String]] = [:]
      for threshold in SuppressionThreshold.allCases {
        for row in try await fixture.rows(query, threshold: threshold).rows {
          marks[threshold, default: [:]][row["region"]?.string ?? "all"] = row["differentPeople"]?.text
        }
      }
      let hidden = #"{"suppressed":true}"#
      #expect(
        marks[.five] == ["gao": hidden, "segou": hidden, "kidal": #"{"suppressed":true,"below":5}"#, "all": "40"])
      #expect(marks[.ten] == ["gao": hidden, "segou": hidden, "kidal": hidden, "all": "40"])
      #expect(marks[.twenty] == marks[.ten])
    }
  }

  @Test("A group of which fewer than the threshold met is not told to have spoken", arguments: [4, 7, 12, 25])
  func gatherings(present: Int64) async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(Self.event([("cso", "female", present), ("justice", "male", 40)]))
      try await fixture.validate(.engagement, "e")
      try await fixture.submit(finding("f", ["raisedBy": "cso", "agreement": "majority"]))
      try await fixture.validate(.finding, "f")
      for threshold in SuppressionThreshold.allCases {
        let listed = try await fixture.rows(
          ["name": "q", "from": "finding", "select": ["raisedBy"]], threshold: threshold)
        #expect((listed.rows.first?["raisedBy"] == "cso") == (present >= threshold.rawValue), "\(threshold)")
      }
    }
  }

  @Test("What is withheld is counted as coarsely at every threshold")
  func withheld() async throws {
    try await StoreFixture.with { fixture in
      for number in 0..<7 { try await fixture.submit(finding("f\(number)", level: "internal")) }
      for number in 0..<7 { try await fixture.validate(.finding, "f\(number)") }
      for threshold in SuppressionThreshold.allCases {
        let listed = try await fixture.rows(
          ["name": "q", "from": "finding", "select": ["title"]], threshold: threshold)
        #expect(listed.withheld.counts.map(\.count.about) == [5])
      }
    }
  }
}
