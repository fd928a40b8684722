import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite("Who came again") struct DifferentPeopleTests {
  private typealias Person = (number: Int, sex: String)

  private func meeting(_ key: String, _ region: String, _ people: [Person]) -> JSONValue {
    engagement(
      key,
      [
        "place": ["region": .string(region)],
        "participants": .array(
          people.map { person in
            let digits = String(person.number, radix: 16)
            let zeros = String(repeating: "0", count: Pseudonyms.digits - digits.count)
            return ["code": .string(Pseudonyms.prefix + zeros + digits), "sex": .string(person.sex)]
          }),
      ])
  }

  private func women(_ numbers: ClosedRange<Int>) -> [Person] { numbers.map { ($0, "female") } }
  private func men(_ numbers: ClosedRange<Int>) -> [Person] { numbers.map { ($0, "male") } }

  private func take(_ meetings: [JSONValue], into fixture: StoreFixture) async throws {
    for meeting in meetings {
      try await fixture.submit(meeting)
      try await fixture.validate(.engagement, meeting["key"]?.string ?? "")
    }
  }

  private static func query(_ groupBy: [String], name: String = "q") -> JSONValue {
    [
      "name": .string(name), "from": "participant", "groupBy": .array(groupBy.map(JSONValue.string)),
      "measures": ["presences", "differentPeople"], "totals": true,
    ]
  }

  @Test("A person who came twice is two presences and one person; totals are counted, not added up")
  func comingAgain() async throws {
    try await StoreFixture.with { fixture in
      try await take(
        [
          meeting("a", "gao", women(1...12)), meeting("b", "segou", women(6...17)), meeting("c", "segou", women(6...9)),
        ],
        into: fixture)
      #expect(
        Set(try await fixture.rows(Self.query(["region"])).rows.map(\.text)) == [
          #"{"region":"gao","presences":12,"differentPeople":12}"#,
          #"{"region":"segou","presences":16,"differentPeople":12}"#,
          #"{"presences":28,"differentPeople":17}"#,
        ])
    }
  }

  @Test("Where one group is small, the different people of all groups are hidden, and their total is not")
  func smallGroup() async throws {
    try await StoreFixture.with { fixture in
      try await take(
        [
          meeting("a", "gao", women(1...12)), meeting("b", "segou", women(6...17)), meeting("c", "kidal", women(1...3)),
        ],
        into: fixture)
      let seen = try await fixture.rows(Self.query(["region"]))
      for row in seen.rows {
        #expect((row["differentPeople"]?.object == nil) == (row["region"] == nil), "\(row.text)")
        #expect((row["differentPeople"]?["below"] == 5) == (row["region"] == "kidal"), "\(row.text)")
      }
      #expect(seen.rows.last?["differentPeople"] == 17)
    }
  }

  @Test("Groups are hidden where a total tells how many came to one place alone")
  func aloneInOne() async throws {
    try await StoreFixture.with { fixture in
      try await take([meeting("a", "gao", women(1...12)), meeting("b", "segou", women(4...14))], into: fixture)
      let seen = try await fixture.rows(Self.query(["region"]))
      for row in seen.rows where row["region"] != nil {
        #expect(row["differentPeople"] == ["suppressed": true], "\(row.text)")
      }
      #expect(seen.rows.last?["differentPeople"] == 14)
    }
  }

  @Test("The same few people at two places are few in all")
  func sameFew() async throws {
    try await StoreFixture.with { fixture in
      try await take([meeting("a", "gao", women(1...3)), meeting("b", "segou", women(1...3))], into: fixture)
      let total = try await fixture.rows(Self.query(["region"])).rows.last
      #expect(total?["differentPeople"] == ["suppressed": true, "below": 5])
    }
  }

  @Test("A small group in one table hides the groups of every table of the same people")
  func linked() async throws {
    try await StoreFixture.with { fixture in
      try await take(
        [meeting("a", "gao", women(1...12) + men(20...21)), meeting("b", "segou", women(6...17))], into: fixture)
      let queries = try ["region", "sex"].map { try RecordQuery(Self.query([$0], name: $0)) }
      let rows = try await fixture.store.snapshots.withSnapshot(
        of: "p", scope: AccessScope(level: .restricted), queries: queries, declared: [], deadline: .now + .seconds(30)
      ) { snapshot in
        let rows = Collected()
        for query in queries {
          try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
        }
        return rows.values
      }
      #expect(rows.count == 6)
      for row in rows {
        let isTotal = row["region"] == nil && row["sex"] == nil
        #expect(row["differentPeople"]?.integer == (isTotal ? 19 : nil), "\(row.text)")
      }
    }
  }

  @Test("Villages that were visited again are one village each")
  func communities() async throws {
    try await StoreFixture.with { fixture in
      func visit(_ key: String, _ numbers: ClosedRange<Int>) -> JSONValue {
        let villages = numbers.map { number -> JSONValue in
          let digits = String(number, radix: 16)
          let zeros = String(repeating: "0", count: Pseudonyms.digits - digits.count)
          return ["code": .string(Pseudonyms.prefix + zeros + digits), "communityType": "village"]
        }
        return engagement(key, ["communities": .array(villages)])
      }
      try await take([visit("a", 1...20), visit("b", 16...35)], into: fixture)
      let query: JSONValue = [
        "name": "q", "from": "community", "groupBy": ["communityType"],
        "measures": ["visits", "differentCommunities"],
      ]
      #expect(
        try await fixture.rows(query).rows.map(\.text) == [
          #"{"communityType":"village","visits":40,"differentCommunities":35}"#
        ])
    }
  }
}
