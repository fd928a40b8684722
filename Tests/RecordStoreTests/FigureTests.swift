import Disclosure
import Foundation
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

/// Sums and latest values against a plain program over the same records.
@Suite("Sums of money and numbers, and latest values")
struct FigureTests {
  private struct Spent {
    let key: String
    let line: String
    let day: String?
    let amount: String
    let currency: String
    let rate: String?
    let level: ConfidentialityLevel
    let isValidated: Bool
  }

  private static func make(_ dice: inout Dice) -> [Spent] {
    (0..<60).map { number in
      let currency = dice.pick(["USD", "XOF", "EUR"])
      let cents = dice.roll(0...99)
      let units = "\(dice.roll(1...9))\(dice.pick(["", "000000000000"]))"
      return Spent(
        key: "x\(number)", line: dice.pick(["1.1", "1.2", "2.1"]),
        day: "202\(dice.roll(2...4))-0\(dice.roll(1...9))-15",
        amount: currency == "XOF" ? units : "\(units).\(cents < 10 ? "0" : "")\(cents)", currency: currency,
        rate: dice.once(in: 2) ? .none : "0.\(dice.roll(1...9))", level: dice.once(in: 4) ? .internal : .public,
        isValidated: !dice.once(in: 5))
    }
  }

  private static func fill(_ spent: [Spent], _ fixture: StoreFixture) async throws {
    for one in spent {
      var record: JSONObject = [
        "kind": "expense", "programme": "p", "key": .string(one.key), "grant": "G1", "budgetLine": .string(one.line),
        "description": "Frais", "confidentiality": .string(one.level.code),
        "amount": ["amount": .string(one.amount), "currency": .string(one.currency)],
      ]
      record["spentOn"] = one.day.map { .string($0) }
      try await fixture.submit(.object(record))
      guard one.isValidated else { continue }
      try await fixture.validate(.expense, one.key)
      // What waits for review is in no sum.
      record["amount"] = ["amount": "1", "currency": "XOF"]
      try await fixture.submit(.object(record))
    }
  }

  @Test("They are exact, by currency, of validated revisions that the level may see, on the days asked for")
  func money() async throws {
    var dice = Dice(seed: 71)
    let spent = Self.make(&dice)
    try await StoreFixture.with { fixture in
      try await Self.fill(spent, fixture)
      for level in [ConfidentialityLevel.public, .internal] {
        for groupBy in [[], ["budgetLine"], ["budgetLine", "year"]] as [[String]] {
          for last in [nil, "2023-06-15"] as [String?] {
            let query: JSONValue = [
              "name": "q", "from": "expense", "where": last.map { ["notAfter": .string($0)] } ?? [:],
              "groupBy": .array(groupBy.map { .string($0) }), "measures": ["sum(amount)", "latest(amount)", "count"],
            ]
            let rows = try await fixture.rows(query, level: level).rows
            let seen = spent.filter { one in
              one.isValidated && one.level <= level && last.map { (one.day ?? "9") <= $0 } ?? true
            }
            let groups = Dictionary(grouping: seen) { one in
              groupBy.map { $0 == "year" ? String(one.day?.prefix(4) ?? "") : one.line }
            }
            #expect(rows.count == max(groups.count, groupBy.isEmpty ? 1 : 0))
            for row in rows {
              let group = groups[groupBy.map { row[$0]?.string ?? "" }] ?? []
              #expect(row["count"]?.integer == Int64(group.count))
              var sums: [String: Decimal] = [:]
              for one in group { sums[one.currency, default: 0] += Decimal(string: one.amount) ?? 0 }
              let told = row["sum(amount)"]?.array ?? []
              #expect(told.map { $0["currency"]?.string } == sums.keys.sorted())
              for sum in told {
                let (amount, currency) = (sum["amount"]?.string ?? "", sum["currency"]?.string ?? "")
                #expect(Decimal(string: amount) == sums[currency] && Money(amount: amount, currency: currency) != nil)
              }
              let latest = group.filter { $0.day != nil }.max { ($0.day!, $0.key) < ($1.day!, $1.key) }
              #expect(row["latest(amount)"]?["amount"]?.string == latest?.amount)
              #expect(row["latest(amount)"]?["currency"]?.string == latest?.currency)
            }
          }
        }
      }
    }
  }

  @Test("Numbers are summed as decimals: tenths add up to what they are")
  func numbers() async throws {
    try await StoreFixture.with { fixture in
      for (key, hours, day) in [("a", 0.1, "2023-01-01"), ("b", 0.2, "2024-01-01"), ("c", 3, "2022-01-01")] {
        try await fixture.submit(
          engagement(key, ["durationHours": .number(hours), "startsOn": .string(day), "weeks": 2, "format": "online"]))
        try await fixture.validate(.engagement, key)
      }
      let rows = try await fixture.rows([
        "name": "q", "from": "engagement", "groupBy": [],
        "measures": ["sum(durationHours)", "sum(weeks)", "latest(durationHours)", "latest(format)", "latest(endsOn)"],
      ]).rows
      #expect(rows.map { $0["sum(durationHours)"] } == ["3.3"] && rows.first?["sum(weeks)"] == 6)
      #expect(rows.first?["latest(durationHours)"]?.double == 0.2 && rows.first?["latest(format)"] == "online")
      #expect(rows.first?["latest(endsOn)"] == .null)
      let none = try await fixture.rows([
        "name": "q", "from": "engagement", "where": ["notAfter": "2000-01-01"], "groupBy": [],
        "measures": ["sum(durationHours)"],
      ]).rows
      #expect(none.count == 1 && none.first?["sum(durationHours)"] == .null)
    }
  }

  @Test("Rows come in the order asked for, no more than asked for, and those without a value last")
  func order() async throws {
    try await StoreFixture.with { fixture in
      let made: [(String, String?, String, String)] = [
        ("a", "2023-10-10", "gao", "procurement"), ("b", nil, "gao", "external_audit"),
        ("c", "2024-10-10", "segou", "procurement"), ("d", "2023-10-10", "gao", "procurement"),
        ("e", "2022-10-10", "bamako", "civil_military_relations"),
      ]
      for (key, day, region, theme) in made {
        var record = finding(key, engagement: nil, ["theme": .string(theme), "place": ["region": .string(region)]])
          .object!
        record["observedOn"] = day.map { .string($0) }
        try await fixture.submit(.object(record))
        try await fixture.validate(.finding, key)
      }
      func keys(_ order: JSONValue, _ limit: Int64? = nil) async throws -> [String?] {
        var query: JSONObject = ["name": "q", "from": "finding", "select": ["title"], "orderBy": order]
        query["limit"] = limit.map { .integer($0) }
        return try await fixture.rows(.object(query)).rows.map { $0["key"]?.string }
      }
      #expect(try await keys(["-observedOn"]) == ["c", "a", "d", "e", "b"])
      #expect(try await keys(["-observedOn", "-key"], 3) == ["c", "d", "a"])
      #expect(try await keys(["-region", "observedOn"], 4) == ["e", "a", "d", "b"])
      #expect(try await keys(["observedOn"]) == ["e", "a", "d", "c", "b"])
      func groups(_ members: JSONObject) async throws -> [String] {
        let query: JSONObject = ["name": "q", "from": "finding", "groupBy": ["region"], "measures": ["count"]]
        return try await fixture.rows(merged(query, members)).rows.map {
          "\($0["region"]?.string ?? "") \($0["count"]?.integer ?? 0)"
        }
      }
      #expect(try await groups(["orderBy": ["-count", "-region"]]) == ["gao 3", "segou 1", "bamako 1"])
      #expect(try await groups(["orderBy": ["-count"], "limit": 1]) == ["gao 3"])
      #expect(try await groups(["orderBy": ["count"], "limit": 2]) == ["bamako 1", "segou 1"])
    }
  }
}
