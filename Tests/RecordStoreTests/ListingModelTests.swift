import JSONBytes
import Records
import TestSupport
import Testing

@Suite("Listings of generated programmes")
struct ListingModelTests {
  private static let orders: [String: [String]] = [
    "finding": ["origin", "theme", "severity", "engagement", "region", "cercle", "year"],
    "recommendation": ["addressee", "priority", "dueOn", "theme", "region", "year"],
    "engagement": ["engagementType", "startsOn", "host", "region", "year"],
    "expense": ["grant", "budgetLine", "spentOn", "year"],
    "measurement": ["framework", "indicator", "periodEnd", "year"],
  ]

  /// The lists whose order codes have.
  private static let lists: [String: CodeList] = [
    "origin": CodeLists.origin, "theme": CodeLists.theme, "severity": CodeLists.severity, "region": CodeLists.region,
    "priority": CodeLists.priority, "engagementType": CodeLists.engagementType,
  ]

  /// What a row is ordered by; what is not there comes last.
  private func rank(_ row: PlainRow, _ names: [String], _ source: PlainSource) -> [String] {
    let values = names.map { name -> String? in
      if let place = source.dimensions[name] { return row.values(place)[0] }
      return (row.element ?? row.record)[name]?.string
    }.enumerated().map { index, value -> String? in
      guard let list = Self.lists[names[index]], let value else { return value }
      // As many digits each, so that they sort as texts.
      return list.codes.firstIndex(of: value).map { String(10_000 + $0) }
    }
    return values.map { $0 ?? "~" } + [row.key]
  }

  @Test("Rows come in the order asked for, then by key and by their place in the record")
  func order() async throws {
    let programme = PlainProgramme(seed: 3)
    try await StoreFixture.with { fixture in
      try await programme.submit(to: fixture)
      var dice = Dice(seed: 33)
      for _ in 0..<40 {
        let (name, offered) = dice.pick(Self.orders.sorted { $0.key < $1.key })
        let source = try #require(PlainSource.all[name])
        let names = dice.pick(dice.roll(0...2), of: offered)
        let level: ConfidentialityLevel = dice.pick([.internal, .restricted, .confidential])
        let rows = PlainQuery(source: name).matching(programme, level).enumerated().sorted { left, right in
          let (first, second) = (rank(left.element, names, source), rank(right.element, names, source))
          return first == second ? left.offset < right.offset : first.lexicographicallyPrecedes(second)
        }
        let select: JSONValue = source.list == nil ? ["grant"] : ["finding"]
        let seen = try await fixture.rows(
          ["name": "q", "from": .string(name), "select": select, "orderBy": .array(names.map { .string($0) })],
          level: level)
        let wanted = rows.map { [$0.element.key, $0.element.element?["key"]?.string ?? $0.element.key] }
        let found = seen.rows.map { [$0["finding"]?.string ?? $0["key"]?.string, $0["key"]?.string] }
        #expect(found == wanted, "\(level) \(name) by \(names)")
      }
    }
  }
}
