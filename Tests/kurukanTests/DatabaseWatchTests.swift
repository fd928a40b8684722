import Logging
import Postgres
import TestSupport
import Testing

@testable import kurukan

@Suite("Whether the database takes connections") struct DatabaseWatchTests {
  @Test("While it takes none, the log says why at once, then now and then how long it has lasted, and when it is over")
  func paced() {
    let log = CapturedLog()
    let watch = DatabaseWatch(logger: log.logger)
    let start = ContinuousClock.now
    let refused = DatabaseError(.connectFailed, "password authentication failed", sqlstate: "28P01")
    watch.note(nil, at: start)
    #expect(log.text == "")
    for second in 0..<70 { watch.note(refused, at: start + .seconds(second)) }
    let lines = log.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3, "\(lines)")
    #expect(lines.allSatisfy { $0.hasPrefix("error The database takes no connection") && $0.contains("28P01") })
    #expect(lines[0].contains("--database-password-file") && lines[0].contains(#""attempts": 1"#), "\(lines)")
    #expect(lines[2].contains(#""seconds": 60"#) && lines[2].contains(#""attempts": 61"#), "\(lines)")
    #expect(watch.failures == 70 && watch.absence(at: start + .seconds(70)) == .seconds(70))
    watch.note(nil, at: start + .seconds(80))
    #expect(log.text.contains("notice The database takes connections again") && log.text.contains(#""seconds": 80"#))
    #expect(watch.absence(at: start + .seconds(90)) == .zero)
  }

  @Test("It hears of PostgreSQL's own refusal, and of the connection that succeeds")
  func real() async throws {
    try await TestDatabase.withFresh { connectionString in
      let log = CapturedLog()
      let watch = DatabaseWatch(logger: log.logger)
      var configuration = ConnectionConfiguration(connectionString + " dbname='there is none'")
      configuration.onAttempt = { watch.note($0) }
      let refused = configuration
      await #expect(throws: DatabaseError.self) { try await Connection.connect(refused) }
      #expect(log.text.contains("3D000") && log.text.contains("make that database"), "\(log.text)")
      configuration.connectionString = { connectionString }
      await (try Connection.connect(configuration)).close()
      #expect(log.text.contains("takes connections again"), "\(log.text)")
    }
  }
}
