import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

/// Reports are bounded by their request's grant and period without their queries' saying so.
@Suite("Queries of a report within its request's bounds")
struct RequestBoundsTests {
  private static let grants: [String?] = ["G1", "G2", nil]
  private static let days = ["2023-03-01", "2023-10-10", "2024-01-31", "2024-02-01", nil]

  private static func rows(
    _ query: JSONValue, _ bounds: RequestBounds, _ fixture: StoreFixture, level: ConfidentialityLevel = .public
  ) async throws -> [JSONValue] {
    let query = try RecordQuery(ofReport: query).resolving(within: bounds) { _ in nil }
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level, records: .all), queries: [query], declared: [],
      deadline: .now + .seconds(30)
    ) { snapshot in
      let rows = Collected()
      try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
      return rows.values
    }
  }

  private static func keys(_ rows: [JSONValue]) -> Set<String> { Set(rows.compactMap { $0["key"]?.string }) }

  @Test("Rows are those of the grant or of none, on the days, unless the query says that it reads outside")
  func rows() async throws {
    try await StoreFixture.with { fixture in
      var made: [(key: String, grant: String?, day: String?)] = []
      for (i, grant) in Self.grants.enumerated() {
        for (j, day) in Self.days.enumerated() {
          let key = "f\(i)\(j)"
          var object = finding(key, engagement: nil).object!
          object["grant"] = grant.map { .string($0) }
          object["observedOn"] = day.map { .string($0) }
          try await fixture.submit(.object(object))
          try await fixture.validate(.finding, key)
          made.append((key, grant, day))
        }
      }
      let limits = ["2023-03-02", "2024-01-31"].map { CalendarDate($0) } + [nil]
      for grant in ["G1", "G3", nil] as [String?] {
        for from in limits {
          for to in limits {
            for outside in [[], [.grant], [.period], [.grant, .period]] as [[RequestBounds.Name]] {
              var query: JSONObject = ["name": "q", "from": "finding", "select": ["grant"]]
              if !outside.isEmpty { query["outside"] = .array(outside.map { .string($0.rawValue) }) }
              let bounds = RequestBounds(grant: grant, from: from, to: to)
              let wanted = made.filter { row in
                let isOfGrant = grant == nil || row.grant == nil || row.grant == grant || outside.contains(.grant)
                let isInPeriod =
                  outside.contains(.period)
                  || [
                    from.map { first in row.day.map { $0 >= first.description } ?? false } ?? true,
                    to.map { last in row.day.map { $0 <= last.description } ?? false } ?? true,
                  ].allSatisfy { $0 }
                return isOfGrant && isInPeriod
              }
              let listed = try await Self.rows(.object(query), bounds, fixture)
              #expect(Self.keys(listed) == Set(wanted.map(\.key)), "\(bounds) \(outside)")
              query["select"] = nil
              query["groupBy"] = []
              query["measures"] = ["count"]
              let counted = try await Self.rows(.object(query), bounds, fixture)
              #expect(counted.map { $0["count"]?.integer } == [Int64(wanted.count)], "\(bounds) \(outside)")
            }
          }
        }
      }
    }
  }

  @Test("Money, targets and what else came later is no part of a row, and is not told to be withheld")
  func parts() async throws {
    try await StoreFixture.with { fixture in
      func transaction(_ day: String, _ amount: String) -> JSONValue {
        ["type": "incoming_funds", "date": .string(day), "value": ["amount": .string(amount), "currency": "USD"]]
      }
      try await fixture.submit(
        merged(
          programme().object!,
          [
            "endsOn": "2025-12-31",
            "grants": [
              [
                "number": "G1", "donor": "d",
                "transactions": [transaction("2023-05-01", "10"), transaction("2024-05-01", "20")],
                "reports": [["label": "R", "dueOn": "2024-03-01", "submittedOn": "2024-02-27"]],
              ]
            ],
            "targets": [
              ["code": "early", "label": "A", "planned": 5, "reached": 3, "reachedOn": "2023-12-31"],
              ["code": "late", "label": "B", "planned": 5, "reached": 4, "reachedOn": "2024-12-31"],
            ],
            "changes": [["item": "I", "signed": "a", "revised": "b", "reason": "c", "approvedOn": "2024-11-20"]],
          ]))
      try await fixture.validate(.programme, "p", revision: 2)
      let query: JSONObject = ["name": "q", "from": "programme", "select": ["grants", "targets", "changes", "endsOn"]]
      func row(_ to: String?, outside: Bool = false) async throws -> JSONValue {
        let asked = outside ? merged(query, ["outside": ["period"]]) : .object(query)
        let bounds = RequestBounds(to: to.flatMap { CalendarDate($0) })
        return try #require(try await Self.rows(asked, bounds, fixture).first)
      }
      let early = try await row("2024-01-31")
      let grant = try #require(early["grants"]?.array?.first)
      #expect(grant["transactions"]?.array?.compactMap { $0["date"]?.string } == ["2023-05-01"])
      #expect(grant["reports"]?.array?.first?["dueOn"] == "2024-03-01", "What is planned is known before.")
      #expect(grant["reports"]?.array?.first?["submittedOn"] == nil)
      #expect(early["targets"]?.array?.map { $0["reached"]?.integer } == [3, nil])
      #expect(early["targets"]?.array?.map { $0["planned"]?.integer } == [5, 5])
      #expect(early["changes"] == nil && early["endsOn"] == "2025-12-31")
      #expect(!early.text.contains("withheld"))
      for whole in [try await row(nil), try await row("2025-12-31"), try await row("2024-01-31", outside: true)] {
        #expect(whole["grants"]?.array?.first?["transactions"]?.array?.count == 2)
        #expect(whole["targets"]?.array?.map { $0["reached"]?.integer } == [3, 4])
        #expect(whole["changes"]?.array?.count == 1)
      }
      let none = try await row("2022-12-31")
      #expect(none["grants"]?.array?.first?["transactions"] == nil && !none.text.contains("withheld"))
    }
  }
}
