import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

@testable import RecordStore

/// Pairs of reports of random programmes, from the records in the database to the rows that a format prints, solved by
/// somebody who has both.
@Suite("Reports of random programmes, put together")
struct AttackedReportsTests {
  private static let programmes: Range<UInt64> = 1..<201
  private static let groups = ["cso", "academia", "media"]
  private static let sexes = ["female", "male"]
  private static let ages = ["a18_24", "a25_35", "a36_59"]
  private static let youth = ["youth", "other_age"]
  private static let levels = [ConfidentialityLevel.public, .internal]
  private static let days = ["2023-11-10", "2024-02-10"]

  private static func name(_ seed: UInt64) -> String { "p\(seed)" }

  /// The programme as records: one event for each level and quarter at which somebody came.
  private static func records(_ seed: UInt64) -> [JSONObject] {
    let programme = SmallProgramme(seed: seed)
    var records: [JSONObject] = [
      [
        "kind": "programme", "programme": .string(name(seed)), "key": .string(name(seed)), "title": "Programme",
        "startsOn": "2023-01-01", "confidentiality": "public",
      ]
    ]
    for (place, atoms) in Dictionary(grouping: programme.atoms, by: { Array($0.values[3...]) }) {
      let cells = atoms.map { atom -> JSONValue in
        [
          "group": .string(groups[atom.values[0]]), "sex": .string(sexes[atom.values[1]]),
          "ageBand": .string(ages[atom.values[2]]), "count": .integer(Int64(atom.count)),
        ]
      }
      records.append(
        engagement(
          "e\(place[0])\(place[1])", level: levels[place[0]].code,
          [
            "programme": .string(name(seed)), "startsOn": .string(days[place[1]]), "participation": .array(cells),
          ]
        ).object ?? [:])
    }
    return records
  }

  /// Stores so many programmes: their records at once, their reviews one after the other, as one reviewer does.
  private static func store(_ seeds: some Sequence<UInt64>, in fixture: StoreFixture) async throws {
    let records = seeds.flatMap(records)
    for kind in ["programme", "engagement"] {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for record in records where record["kind"]?.string == kind {
          group.addTask { try await fixture.submit(.object(record)) }
        }
        try await group.waitForAll()
      }
    }
    for record in records where record["kind"] == "engagement" {
      let identity = RecordIdentity(
        kind: .engagement, programme: record["programme"]?.string ?? "", key: record["key"]?.string ?? "")
      let outcome = try await fixture.store.reviews.review(
        identity, revision: 1, decision: .validate, by: StoreFixture.reviewer)
      #expect(outcome == .done)
    }
  }

  /// A table as a format asks for it, and at which level.
  private static func query(_ number: Int, _ table: SmallProgramme.Table) throws -> (RecordQuery, ConfidentialityLevel)
  {
    var groupBy: [JSONValue] = []
    var conditions = JSONObject()
    let names = ["group", "sex", table[2] == SmallProgramme.youth ? "youth" : "ageBand"]
    for (dimension, name) in names.enumerated() {
      guard let cuts = table[dimension] else { continue }
      guard dimension != 0 || cuts == [0, 1, 2] else {
        conditions[name] = .array(zip(cuts, groups).filter { $0.0 != nil }.map { .string($0.1) })
        continue
      }
      groupBy.append(.string(name))
    }
    if table[4] != nil {
      conditions["notBefore"] = "2023-10-01"
      conditions["notAfter"] = "2023-12-31"
    }
    let query = try RecordQuery([
      "name": .string("table\(number)"), "from": "participation", "where": .object(conditions),
      "groupBy": .array(groupBy), "measures": ["people"],
    ])
    return (query, table[3] == [0, nil] ? .public : .internal)
  }

  /// The figures of a table that a report prints, by their groups.
  private static func printed(
    _ query: RecordQuery, _ table: SmallProgramme.Table, of programme: String, at level: ConfidentialityLevel,
    _ declared: [DeclaredCount], _ fixture: StoreFixture
  ) async throws -> [[Int]: Int64] {
    let rows = try await fixture.store.snapshots.withSnapshot(
      of: programme, scope: AccessScope(level: level, records: .none), queries: [query], declared: declared,
      deadline: .now + .seconds(60)
    ) { snapshot in
      let rows = Collected()
      try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
      return rows.values
    }
    let codes = [groups, sexes, table[2] == SmallProgramme.youth ? youth : ages]
    let names = ["group", "sex", table[2] == SmallProgramme.youth ? "youth" : "ageBand"]
    var printed: [[Int]: Int64] = [:]
    for row in rows {
      guard let count = row["people"]?.integer else { continue }
      let figure = table.keys.sorted().map { dimension -> Int in
        guard dimension < 3, let code = row[names[dimension]]?.string else { return 0 }
        return codes[dimension].firstIndex(of: code) ?? -1
      }
      printed[figure] = count
    }
    return printed
  }

  /// What several tables print of a programme.
  private static func printed(
    _ tables: [SmallProgramme.Table], of seed: UInt64, _ fixture: StoreFixture
  ) async throws -> [[[Int]: Int64]] {
    let queries = try tables.enumerated().map { try query($0, $1) }
    let declared = queries.compactMap { DeclaredCount($0.0, level: .public, cadences: [.quarter]) }
    #expect(declared.count == queries.count)
    var shown: [[[Int]: Int64]] = []
    for (table, (query, level)) in zip(tables, queries) {
      shown.append(try await printed(query, table, of: name(seed), at: level, declared, fixture))
    }
    return shown
  }

  /// What an attack on some tables of all programmes came to.
  private struct Attack {
    var printed = 0
    var hidden = 0
    /// Programmes of which something would be told if only small figures were hidden.
    var unprotected = 0

    mutating func run(_ tables: [SmallProgramme.Table], of seed: UInt64, _ shown: [[[Int]: Int64]]) {
      let reader = Reader(SmallProgramme(seed: seed), tables)
      for figure in reader.figures {
        let count = shown[figure.table][figure.groups]
        #expect(count == nil || count == Int64(figure.sum), "\(seed) \(figure)")
        if count == nil { hidden += 1 } else { printed += 1 }
      }
      let told = reader.told(threshold: 5) { shown[$0.table][$0.groups] != nil }
      #expect(told.isEmpty, "\(seed): \(told.map { reader.cells[$0] })")
      #expect(!reader.subtracts(threshold: 5) { shown[$0.table][$0.groups] != nil }, "\(seed)")
      if !reader.told(threshold: 5, prints: { $0.sum >= 5 }).isEmpty { unprotected += 1 }
    }
  }

  @Test("What both print is true, and tells of no cell, and of no difference, that it is small")
  func pairs() async throws {
    try await StoreFixture.with { fixture in
      try await Self.store(Self.programmes, in: fixture)
      var attack = Attack()
      for pair in SmallProgramme.Pair.allCases {
        for seed in Self.programmes {
          attack.run(pair.tables, of: seed, try await Self.printed(pair.tables, of: seed, fixture))
        }
      }
      // Reports still say something.
      #expect(attack.unprotected > 50 && attack.printed > 300 && attack.hidden > 300, "\(attack)")
    }
  }

  @Test("So it is with all tables that formats print, at two levels, over a quarter and over all days, at once")
  func all() async throws {
    let (group, sex, age): ([Int?], [Int?], [Int?]) = ([0, 1, 2], [0, 1], [0, 1, 2])
    let kinds: [SmallProgramme.Table] = [
      [:], [0: group], [1: sex], [2: age], [0: group, 1: sex], [0: group, 2: SmallProgramme.youth],
    ]
    let levels: [[Int?]] = [[0, nil], [0, 0]]
    let windows: [[Int?]?] = [[0, nil], nil]
    let tables = kinds.flatMap { table in
      levels.flatMap { level in
        windows.map { window in
          var table = table
          table[3] = level
          table[4] = window
          return table
        }
      }
    }
    try await StoreFixture.with { fixture in
      let programmes = Self.programmes.prefix(60)
      try await Self.store(programmes, in: fixture)
      var attack = Attack()
      for seed in programmes {
        attack.run(tables, of: seed, try await Self.printed(tables, of: seed, fixture))
      }
      #expect(attack.unprotected > 30 && attack.printed > 60 && attack.hidden > 300, "\(attack)")
    }
  }
}
