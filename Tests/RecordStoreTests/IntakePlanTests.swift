import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// A submission costs what it holds, whatever PostgreSQL believed of its tables when it planned the intake's statements:
/// each row is found by its key, or by what it hangs on, and no table is ever read to find one.
@Suite("How the intake finds rows")
struct IntakePlanTests {
  /// What was analysed when.
  enum Statistics: String, CaseIterable {
    case emptyAndNeverAnalysed, emptyAndAnalysed, fullAndNeverAnalysed, fullAndAnalysed
    case emptiedAndAnalysed, emptiedAndVacuumed, truncatedAndAnalysed, filledSinceItWasAnalysed
  }

  private static let kinds =
    [RecordKind.engagement, .finding]
    + ["response", "action_item"].map {
      KindCatalogue.standard.kind($0)!
    }

  /// Copies of one record of every kind, as many as make the planner choose.
  private static func fill(_ connection: Connection) async throws {
    for kind in kinds {
      let name = kind.name
      try await connection.query(
        """
        INSERT INTO \(identifier: name) SELECT (copy).* FROM (
          SELECT jsonb_populate_record(k, jsonb_build_object('key', 'k' || lpad(n::text, 8, '0'))) AS copy
          FROM \(identifier: name) AS k, generate_series(1, 20000) AS n WHERE k.key = 'first') AS copies
        """)
      try await connection.query(
        "INSERT INTO \(identifier: name + "_history") SELECT * FROM \(identifier: name) WHERE key <> 'first'")
      for part in kind.parts {
        try await connection.query(
          """
          INSERT INTO \(identifier: part.name) SELECT (copy).* FROM (
            SELECT jsonb_populate_record(p, jsonb_build_object('record_key', 'k' || lpad(n::text, 8, '0'))) AS copy
            FROM \(identifier: part.name) AS p, generate_series(1, 20000) AS n WHERE p.record_key = 'first') AS copies
          """)
      }
    }
  }

  private static func forEachTable(_ connection: Connection, _ statement: (String) -> SQL) async throws {
    for kind in kinds {
      for name in [kind.name, kind.name + "_history"] + kind.parts.map(\.name) {
        try await connection.query(statement(name))
      }
    }
  }

  private static func bring(_ connection: Connection, to statistics: Statistics) async throws {
    func analyse() async throws { try await forEachTable(connection) { "ANALYZE \(identifier: $0)" } }
    func vacuum() async throws { try await forEachTable(connection) { "VACUUM ANALYZE \(identifier: $0)" } }
    func empty() async throws { try await forEachTable(connection) { "DELETE FROM \(identifier: $0)" } }
    try await forEachTable(connection) { "ALTER TABLE \(identifier: $0) SET (autovacuum_enabled = off)" }
    switch statistics {
    case .emptyAndNeverAnalysed: try await empty()
    case .emptyAndAnalysed:
      try await empty()
      try await analyse()
    case .fullAndNeverAnalysed: try await fill(connection)
    case .fullAndAnalysed:
      try await fill(connection)
      try await analyse()
    case .emptiedAndAnalysed:
      try await fill(connection)
      try await analyse()
      try await empty()
      try await analyse()
    case .emptiedAndVacuumed:
      try await fill(connection)
      try await vacuum()
      try await empty()
      try await vacuum()
    case .truncatedAndAnalysed:
      try await fill(connection)
      try await vacuum()
      try await forEachTable(connection) { "TRUNCATE \(identifier: $0)" }
      try await analyse()
    case .filledSinceItWasAnalysed:
      try await vacuum()
      try await fill(connection)
    }
  }

  /// Every statement of a kind that a writer sends.
  private static func statements(_ table: KindTable) -> [(name: String, text: String)] {
    let own = table.statements
    let named: [(String, String?)] = [
      ("insert", own.insert), ("insertOne", own.insertOne), ("insertAwaited", own.insertAwaited),
      ("compare", own.compare), ("hold", own.hold),
      ("revise", own.revise), ("arrivingLevels", own.arrivingLevels), ("awaited", own.awaited),
    ]
    return named.compactMap { name, text in text.map { (name, $0) } }
      + own.parts.map { ("parts", $0.statement) } + own.settle.map { ("settle", $0) }
      + own.settleWritten.map { ("settleWritten", $0) } + [("references", ReferenceDirectory.lookup(of: table.name))]
  }

  /// The parts of a plan that read a table of records.
  private static func scans(_ plan: JSONValue) -> [JSONValue] {
    let own = plan["Relation Name"] != nil && plan["Node Type"]?.string != "ModifyTable" ? [plan] : []
    return own + (plan["Plans"]?.array ?? []).flatMap(scans)
  }

  @Test("A key that is not there costs as little as one that is")
  func absentKeys() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("first", engagement: nil))
      try await TestQuery.run(fixture.connectionString) { try await Self.bring($0, to: .filledSinceItWasAnalysed) }
      let session = try await WriterSession(
        ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory())
      let connection = session.connection
      let table = KindTable(.finding, in: .standard)
      let statements = [
        ("compare", table.statements.compare, "'{n}', '{key}', '{NULL}', '{NULL}', '{NULL}'"),
        ("hold", table.statements.hold, "'{n}', '{key}'"), ("awaited", table.statements.awaited!, "'{n}', '{key}'"),
        ("references", ReferenceDirectory.lookup(of: "finding"), "'{p}', '{key}'"),
      ]
      let programme = try await connection.query("SELECT id FROM programme_identity WHERE name = 'p'").first?
        .value(at: 0, as: Int.self)
      for (name, text, parameters) in statements {
        try await connection.query(SQL(unsafe: "PREPARE \(name)_statement AS \(text)", parameters: []))
        // Before all others, which a look-up that reads on from there would read, and one that is there.
        for key in ["a", "k00010000"] {
          let values = parameters.replacing("{n}", with: "{\(programme ?? 0)}").replacing("{key}", with: "{\(key)}")
          let call = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE \(name)_statement(\(values))"
          let explained = try await connection.query(SQL(unsafe: call, parameters: []))
          let json = try JSONValue(
            parsing: Array(try explained.rows.map { try $0.value(at: 0, as: String.self) }.joined().utf8))
          let plan = try #require(json.array?.first?["Plan"])
          let blocks = (plan["Shared Hit Blocks"]?.integer ?? 0) + (plan["Shared Read Blocks"]?.integer ?? 0)
          #expect(blocks < 40, "\(name) of \(key)")
        }
      }
      await session.close()
    }
  }

  @Test("By index, and by more of it than the programme", arguments: Statistics.allCases)
  func plans(_ statistics: Statistics) async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("first"))
      try await fixture.submit(
        finding(
          "first", engagement: "first", ["recommendations": [["key": "r", "text": "Agir.", "addressee": "mdac"]]]))
      for kind in Self.kinds.dropFirst(2) {
        try await fixture.submit(
          LevelledKind.record(
            kind, "first", own: .public, parents: kind.levelReferences.map { ($0.name, "first") }, note: "n"))
      }
      try await TestQuery.run(fixture.connectionString) { try await Self.bring($0, to: statistics) }
      let session = try await WriterSession(
        ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory())
      let connection = session.connection
      var wrong: [String] = []
      for kind in Self.kinds {
        for (number, statement) in Self.statements(KindTable(kind, in: .standard)).enumerated() {
          let name = "\(kind.name)_\(number)"
          let parameters = (1...100).prefix { statement.text.contains("$\($0)::") }.count
          try await connection.query(SQL(unsafe: "PREPARE \(name) AS \(statement.text)", parameters: []))
          let nulls = Array(repeating: "NULL", count: parameters).joined(separator: ", ")
          let call = parameters == 0 ? name : "\(name)(\(nulls))"
          let explained = try await connection.query(
            SQL(unsafe: "EXPLAIN (FORMAT JSON) EXECUTE \(call)", parameters: []))
          let text = try explained.rows.map { try $0.value(at: 0, as: String.self) }.joined()
          let parsed = try JSONValue(parsing: Array(text.utf8))
          let plan = try #require(parsed.array?.first?["Plan"])
          for scan in Self.scans(plan) where scan["Node Type"]?.string != "Tid Scan" {
            let type = scan["Node Type"]?.string ?? ""
            let condition = scan["Index Cond"]?.string ?? ""
            let columns = condition.matches(of: /\b(key|record_key|engagement|assignment|finding|name)\b/)
            guard !type.hasPrefix("Index") || columns.isEmpty else { continue }
            wrong.append(
              "\(statement.name) of \(kind.name): \(type) of \(scan["Relation Name"]?.string ?? "") by \(condition)")
          }
        }
      }
      #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
      await session.close()
    }
  }
}
