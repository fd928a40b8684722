public import Foundation
import Postgres

/// A PostgreSQL server of its own, for what is set for a whole server at once. No fsync, and TCP where it is asked for,
/// on loopback.
public final class PrivatePostgres: Sendable {
  /// PostgreSQL's programs.
  public let programs: URL
  /// A folder that goes with the server.
  public let folder: URL
  private let process = Running()
  private let port: Int?

  private init(port: Int?) throws {
    self.port = port
    // Short, since a socket's path may have no more than 107 bytes.
    folder = URL(filePath: "/tmp/kurukan-own-\(UInt32.random(in: 0...UInt32.max))")
    programs = try Self.newestPrograms()
  }

  /// libpq's connection string, of a superuser.
  public var connectionString: String { "host=\(folder.path) port=\(port ?? 5_432) user=kurukan dbname=postgres" }

  /// The same over TCP.
  public var networkConnectionString: String {
    connectionString.replacing("host=\(folder.path)", with: "host=127.0.0.1")
  }

  /// Makes a server, runs the closure, and removes the server, whatever happens.
  ///
  /// - Parameter hasNetwork: whether it listens on loopback, too.
  public nonisolated(nonsending) static func with<Value>(
    hasNetwork: Bool = false,
    _ body: nonisolated(nonsending) (PrivatePostgres) async throws -> Value
  ) async throws -> Value {
    let server = try PrivatePostgres(port: hasNetwork ? LoopbackSocket.freePort() : nil)
    try FileManager.default.createDirectory(
      at: server.folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let result: Result<Value, any Error>
    do {
      try await server.make()
      try await server.start()
      result = .success(try await body(server))
    } catch {
      result = .failure(error)
    }
    await server.process.end(SIGQUIT)
    try FileManager.default.removeItem(at: server.folder)
    return try result.get()
  }

  /// Stops the server and starts it as a standby of nobody, which takes no changes.
  public func becomeStandby() async throws {
    await process.end(SIGINT)
    try Data().write(to: folder.appending(path: "data/standby.signal"))
    try await start()
  }

  private var data: String { folder.appending(path: "data").path }

  private func make() async throws {
    if geteuid() == 0 { _ = try await ChildProcess.run(URL(filePath: "/bin/chown"), ["postgres", folder.path]) }
    let (program, arguments) = command(
      "initdb", ["-D", data, "-U", "kurukan", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
    let ended = try await ChildProcess.run(program, arguments)
    guard ended.exitCode == 0 else {
      throw NotRun(description: String(decoding: ended.output + ended.errors, as: UTF8.self))
    }
  }

  private func start() async throws {
    let (program, arguments) = command(
      "postgres",
      [
        "-D", data, "-c", "listen_addresses=\(port == nil ? "" : "127.0.0.1")", "-c", "port=\(port ?? 5_432)", "-c",
        "unix_socket_directories=\(folder.path)", "-c", "fsync=off",
        "-c", "log_min_messages=fatal",
      ])
    try process.start(program, arguments)
    let limit = ContinuousClock.now + .seconds(60)
    while await !answers() {
      guard ContinuousClock.now < limit else { throw NotRun(description: "PostgreSQL does not answer.") }
      await Task.yield()
    }
  }

  private func answers() async -> Bool {
    let configuration = ConnectionConfiguration("\(connectionString) target_session_attrs=any")
    guard let connection = try? await Connection.connect(configuration) else { return false }
    await connection.close()
    return true
  }

  /// How one of PostgreSQL's programs, which refuse root, is run.
  private func command(_ program: String, _ arguments: [String]) -> (URL, [String]) {
    let path = programs.appending(path: program)
    guard geteuid() == 0 else { return (path, arguments) }
    let user = ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", path.path]
    return (URL(filePath: "/usr/bin/setpriv"), user + arguments)
  }

  private static func newestPrograms() throws -> URL {
    let packaged = URL(filePath: "/usr/lib/postgresql")
    let versions = try FileManager.default.contentsOfDirectory(atPath: packaged.path).compactMap { Int($0) }
    guard let newest = versions.max() else {
      throw NotRun(description: "install PostgreSQL: apt-get install postgresql-15")
    }
    return packaged.appending(path: "\(newest)/bin")
  }

  private struct NotRun: Error, CustomStringConvertible { let description: String }
}

/// A program in the background.
private final class Running: @unchecked Sendable {
  // One task uses it at a time.
  private var process: Process?
  private var ended: AsyncStream<Void>?

  func start(_ program: URL, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let (stream, end) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    (self.process, ended) = (process, stream)
  }

  func end(_ signal: Int32) async {
    guard let process, let ended else { return }
    kill(process.processIdentifier, signal)
    for await _ in ended {}
    (self.process, self.ended) = (nil, nil)
  }
}
