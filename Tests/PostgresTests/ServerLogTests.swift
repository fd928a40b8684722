import Testing

@testable import Postgres

@Suite("Why a server did not start") struct ServerLogTests {
  private static func reason(_ lines: String...) -> String? {
    ServerLog.reason(in: lines.map { "2026-01-01 00:00:00.000 UTC [7] \($0)" })
  }

  @Test("It is what ended the server, not what somebody was told who asked too early")
  func ends() {
    let early = "FATAL:  the database system is starting up"
    let panic = "PANIC:  could not locate a valid checkpoint record"
    #expect(
      Self.reason(early, "LOG:  invalid primary checkpoint record", panic, early)
        == "could not locate a valid checkpoint record")
    #expect(Self.reason(early, "FATAL:  no space") == "no space")
    #expect(Self.reason("FATAL:  the lock is held", "HINT:  Look.", "LOG:  x") == "the lock is held | Look.")
    #expect(
      Self.reason("LOG:  unrecognized parameter", "FATAL:  \"f\" contains errors")
        == "unrecognized parameter | \"f\" contains errors")
    #expect(Self.reason(early, "LOG:  database system is shut down") == nil && Self.reason() == nil)
  }
}
