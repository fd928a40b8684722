import TestSupport

/// A server at work over a PostgreSQL that asks for a password, with the files that tell it the login.
struct ServerWithLogin {
  let database: StartedPostgres
  let files: DatabaseFiles
  let server: FollowedServer
  let port: Int

  init() async throws {
    database = try await StartedPostgres()
    try await database.start()
    let folder = try TemporaryFolder()
    files = try DatabaseFiles(in: folder, database.connection)
    server = try FollowedServer(in: folder, files.options)
    port = try await server.port()
  }

  /// What `kurukan health` says of it.
  func health() async throws -> ProgramRun {
    try await ProgramRun.kurukan(["health", "--server", "127.0.0.1:\(port)"])
  }
}
