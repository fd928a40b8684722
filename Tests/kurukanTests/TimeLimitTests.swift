import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

@testable import kurukan

@Suite("Work that may never end") struct TimeLimitTests {
  @Test("It is waited for as long as it may take, and no longer")
  func bound() async {
    #expect(await TimeLimit.keeps(.seconds(60)) {})
    let gate = Latch()
    #expect(await !TimeLimit.keeps(.milliseconds(1)) { try? await gate.wait() })
    gate.open()
  }

  @Test("A server ends though its database does not let go of what it was given to store", .timeLimit(.minutes(5)))
  func stop() async throws {
    let database = try await StartedPostgres()
    try await database.start()
    let folder = try TemporaryFolder()
    let server = try FollowedServer(
      in: folder, try DatabaseFiles(in: folder, database.connection).options + ["--grace", "1"])
    let port = try await server.port()
    try await TestQuery.run("\(database.connection) password=\(StartedPostgres.firstPassword)") { locking in
      try await locking.execute(script: "BEGIN; LOCK TABLE programme IN ACCESS EXCLUSIVE MODE")
      let record =
        #"{"kind":"programme","programme":"p","key":"p","title":"P","startsOn":"2023-01-01","confidentiality":"public"}"#
      let token = folder.url.appendingPathComponent("data/submitter.token").path
      let submitting = Task {
        try await ProgramRun.kurukan(
          ["submit", "-", "--server", "127.0.0.1:\(port)", "--token-file", token, "--patience", "1"], input: record)
      }
      while try await locking.query("SELECT FROM pg_locks WHERE NOT granted").rows.isEmpty {}
      server.send(SIGTERM)
      let (exitCode, said) = await server.end()
      #expect(exitCode == 0 && said.contains("Stopped without the database"), "\(said)")
      #expect(try await submitting.value.exitCode != 0)
    }
  }
}
