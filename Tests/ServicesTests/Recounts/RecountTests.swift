import Disclosure
import Foundation
import JSONBytes
import LineRPCClient
import Postgres
import RecordStore
import Records
import TestSupport
import Testing

/// The figures of every report over the sample, worked out again by SQL that knows nothing of queries, plans and formats.
@Suite("Figures of reports, worked out again by SQL")
struct RecountTests {
  @Test("Each figure that is printed is what the records say")
  func figures() async throws {
    let sample = try SampleRecords()
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      try await sample.submit(to: fixture.store)
      let client = try await fixture.client(
        token: ServiceFixture.token(
          of: Principal(name: "recount", role: .reviewer, level: .confidential), in: fixture.store))
      try await TestQuery.run(fixture.connectionString) { connection in
        try await connection.query(SQL(unsafe: Recount.views, parameters: []))
        for recount in Recounts.all {
          let found = try await recount.run(client, connection)
          #expect(found.faults.isEmpty, "\(recount.report): \(found.faults.joined(separator: "\n"))")
          #expect(found.equal > found.hidden, "\(recount.report), \(recount.table): \(found)")
        }
      }
      await client.close()
    }
  }
}
