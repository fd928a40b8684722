import Disclosure
import Foundation
import JSONBytes
import LineRPCClient
import Postgres
import RecordStore
import Records
import TestSupport
import Testing

/// The figures of every report of the demonstration, worked out again by SQL that knows nothing of queries, plans and
/// formats.
@Suite("Figures of reports, worked out again by SQL")
struct RecountTests {
  @Test("Each figure that is printed is what the records say, and none stands in a table that is not worked out")
  func figures() async throws {
    let sample = try SampleRecords()
    let files = try RecountFile.all()
    let recounts = files.flatMap(\.recounts)
    let requests = try RecountRequest.all()
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      try await sample.submit(to: fixture.store)
      let client = try await fixture.client(
        token: ServiceFixture.token(
          of: Principal(name: "recount", role: .reviewer, level: .confidential), in: fixture.store))
      try await TestQuery.run(fixture.connectionString) { connection in
        try await Self.prepare(connection, files.map(\.definitions))
        for request in requests {
          let tables = try await request.tables(client)
          try await request.set(on: connection)
          var (equal, hidden) = (0, 0)
          for recount in recounts where recount.reports.contains(request.report) {
            let concerned = tables.filter(recount.concerns)
            let comparison = RecountComparison(
              concerned.flatMap(\.rows), try await Self.rows(of: recount.sql, on: connection))
            let name = "\(request.name), \(recount.captions[0])"
            #expect(comparison.faults.isEmpty, "\(name):\n\(comparison.faults.joined(separator: "\n"))")
            #expect(comparison.equal > 0 || comparison.hidden == 0, "\(name): all is hidden")
            equal += comparison.equal
            hidden += comparison.hidden
          }
          #expect(equal > hidden, "\(request.name): \(equal) figures agree, \(hidden) are hidden")
          for table in tables where table.rows.contains(where: { !ReportTable.figures(in: $0).isEmpty }) {
            let isWorkedOut = recounts.contains { $0.reports.contains(request.report) && $0.concerns(table) }
            #expect(isWorkedOut, "\(request.name): nobody works out “\(table.caption)”")
          }
        }
      }
      await client.close()
    }
  }

  /// Makes the views that the statements read, and a table of the codes' names.
  private static func prepare(_ connection: Connection, _ definitions: [String]) async throws {
    try await connection.execute(
      script: """
        CREATE SCHEMA recount;
        SET search_path = recount, public;
        CREATE TABLE label (list text, code text, label text, place int);
        """)
    for list in CodeLists.all {
      for (place, entry) in list.entries.enumerated() {
        let name = entry.en.replacing("'", with: "''")
        try await connection.execute(
          script: "INSERT INTO label VALUES ('\(list.name)', '\(entry.code)', '\(name)', \(place))")
      }
    }
    for script in definitions { try await connection.execute(script: script) }
  }

  private static func rows(of statement: String, on connection: Connection) async throws -> [JSONObject] {
    let wrapped = SQL(unsafe: "SELECT row_to_json(x)::text FROM (\(statement)) x", parameters: [])
    return try await connection.query(wrapped).rows.map { row in
      let object = try JSONValue(parsing: row.value(at: 0, as: String.self)).object ?? [:]
      var columns = object
      columns["*"] = nil
      for member in object["*"]?.object?.members ?? [] { columns[member.key] = member.value }
      return columns
    }
  }
}
