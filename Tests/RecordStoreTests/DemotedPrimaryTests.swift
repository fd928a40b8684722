import JSONBytes
import Logging
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("A primary that becomes a standby")
struct DemotedPrimaryTests {
  private static func submit(_ record: JSONValue, to intake: Intake, _ request: String) async throws -> IntakeAnswer {
    let sender = Sender(name: "amina", team: "team")
    return try await intake.submit(try StoreFixture.reader.read(record.bytes), sender: sender, requestID: request).get()
  }

  @Test("Refuses no record: what comes meanwhile is to be sent again, and is taken by the next primary")
  func demotion() async throws {
    try await PrivatePostgres.with { server in
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let configuration = ConnectionConfiguration(server.connectionString)
      // Makes the tables.
      try await Store.open(configuration, logger: logger).close()
      let programmes = ProgrammeDirectory()
      let intake = try Intake(
        configuration: configuration, tables: KindTables(.standard), programmes: programmes, logger: logger,
        breaker: IntakeBreaker(reconnectTime: .seconds(1), pause: .milliseconds(100)))
      #expect(try await Self.submit(programme(), to: intake, "r1").outcome == .created)
      #expect(try await Self.submit(finding("before", engagement: nil), to: intake, "r2").outcome == .created)
      #expect(programmes.number(of: "p") != nil)

      try await server.becomeStandby()
      for attempt in 0..<3 {
        let fault = await #expect(throws: IntakeFault.self) {
          try await Self.submit(finding("meanwhile", engagement: nil), to: intake, "r3-\(attempt)")
        }
        #expect(fault?.code == .database)
        #expect(fault?.cause?.isConnection == true)
      }

      let standby = try await Connection.connect(
        ConnectionConfiguration("\(server.connectionString) target_session_attrs=any"))
      try await standby.query("SELECT pg_promote()")
      await standby.close()
      var answer: IntakeAnswer?
      let limit = ContinuousClock.now + .seconds(60)
      while answer == nil {
        try #require(ContinuousClock.now < limit, "the next primary takes nothing")
        answer = try? await Self.submit(finding("meanwhile", engagement: nil), to: intake, "r4")
      }
      #expect(answer?.outcome == .created)
      await intake.close()
    }
  }

  @Test("Numbers of programmes are asked for anew by a writer that connects")
  func programmeNumbers() async throws {
    try await StoreFixture.with { fixture in
      let programmes = ProgrammeDirectory()
      func connect() async throws -> WriterSession {
        try await WriterSession(
          ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard), programmes: programmes)
      }
      let session = try await connect()
      let found = try await programmes.numbers(of: ["p"], on: session.connection)
      #expect(found["p"] == programmes.number(of: "p"))
      await session.close()
      let another = try await connect()
      #expect(programmes.number(of: "p") == nil)
      await another.close()
    }
  }
}
