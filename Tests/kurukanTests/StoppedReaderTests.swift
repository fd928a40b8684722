import Foundation
import Glibc
import JSONBytes
import LineRPC
import LineRPCClient
import Postgres
import TestSupport
import Testing

/// Clients that stop reading, in the middle of a report of 12 MB.
@Suite("Clients that stop reading a large report", .serialized)
struct StoppedReaderTests {
  /// As many as a caller may have at work at once; one more of the same caller would wait for its own others.
  private static let clients = 4
  /// What the server may hold for one of them: a window of its stream, a piece of the archive, and the chunks made of it.
  private static let kilobytesEach = 3 << 10
  /// What else the server takes meanwhile.
  private static let kilobytesMore = 16 << 10
  /// For those that stop reading; shorter than the time after which a reader counts as gone.
  private static let seconds = 6

  /// A server on a database of the tests, where its sessions can be watched.
  private static func with(_ body: @Sendable (RunningServer, Connection) async throws -> Void) async throws {
    try await TestDatabase.withFresh { connectionString in
      let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
      let folder = try TemporaryFolder()
      let file = folder.url.appendingPathComponent("database")
      try Data(connectionString.utf8).write(to: file)
      // Only PostgreSQL's own user may enter the folder of its socket.
      let user = geteuid() == 0 ? ["--user", "postgres"] : []
      try await RunningServer.with(
        plugins: ["libFixtureMisbehaving.so"], in: folder, options: ["--database-file", file.path] + user
      ) { server in
        try await server.submitProgramme()
        try await body(server, connection)
      }
      await connection.close()
    }
  }

  /// Whether at some moment no session of the server holds a snapshot or a transaction; others come and go.
  private static func holdsNothing(_ connection: Connection, within limit: Duration) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      let held = try await connection.query(
        """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
          AND application_name LIKE 'kurukan/%' AND (backend_xmin IS NOT NULL OR xact_start IS NOT NULL)
        """
      ).first?.value(at: 0, as: Int.self)
      if held == 0 { return true }
    }
    return false
  }

  /// The most memory that a process ever had.
  private static func peak(_ process: Int32) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    return try #require(status.firstMatch(of: /VmHWM:\s+(\d+)/).flatMap { Int($0.1) })
  }

  /// The most that the kernel holds of what was sent and not read.
  private static func sendBufferBytes() throws -> Int {
    let sizes = try String(contentsOfFile: "/proc/sys/net/ipv4/tcp_wmem", encoding: .utf8)
    return try #require(sizes.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) })
  }

  /// Fetches the whole run; how many bytes the report has.
  private static func fetch(_ run: JSONValue, _ client: LineClient) async throws -> Int {
    var result: JSONValue = [:]
    let request: JSONValue = ["run": run, "medium": "markdown"]
    for try await event in try client.stream("kurukan.v1.Reports/Fetch", request.bytes) {
      if case .result(let json) = event { result = try JSONValue(parsing: json) }
    }
    return Int(try #require(result["bytes"]?.integer))
  }

  /// The token of a donor.
  private static func donor(_ server: RunningServer) async throws -> String {
    let file = server.folder.appendingPathComponent("donor.token")
    let issued = try await server.kurukan([
      "access", "issue", "donor", "--role", "donor", "--level", "public", "--output", file.path,
    ])
    #expect(issued.exitCode == 0, "\(issued.errors)")
    return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A report that is in the archive; its run.
  private static func archived(_ client: LineClient) async throws -> JSONValue {
    let request: JSONValue = ["report": "misbehaving/large", "programme": "p", "medium": "markdown"]
    var run: JSONValue?
    for try await event in try client.stream("kurukan.v1.Reports/Render", request.bytes) {
      if case .result(let json) = event { run = try JSONValue(parsing: json)["run"] }
    }
    return try #require(run)
  }

  @Test("They hold no worker, no snapshot and little memory, are ended at their deadline, and others are served")
  func stopped() async throws {
    try await Self.with { server, database in
      let client = try await server.client(token: "reviewer.token")
      let run = try await Self.archived(client)
      let bytes = try await Self.fetch(run, client)
      #expect(bytes > 10_000_000)
      let call: JSONValue = [
        "id": 1, "method": "kurukan.v1.Reports/Fetch", "params": ["run": run, "medium": "markdown"],
        "meta": [
          "authorization": .string("Bearer " + (try await Self.donor(server))), "timeout": .string("\(Self.seconds)s"),
        ],
      ]
      let before = try Self.peak(server.process)
      let readers = try (0..<Self.clients).map { _ in try StoppedReader(port: server.port, sending: call) }
      for reader in readers { try reader.waitForFirstByte() }
      // Others are served: with the same report, in whole, and with a new one.
      #expect(try await Self.fetch(run, client) == bytes)
      let report = ["report", "misbehaving/silence", "--programme", "p", "--language", "fr", "--medium", "markdown"]
      let other = try await server.kurukan(report, token: "reviewer.token")
      #expect(other.exitCode == 0, "\(other.errors)")
      #expect(try WorkerProcesses.of(server.process) == [])
      #expect(try await Self.holdsNothing(database, within: .seconds(2)))
      // A call that came after theirs and has their timeout ends after them.
      let hanging: JSONValue = ["report": "misbehaving/hang", "programme": "p", "medium": "markdown"]
      let ending = await #expect(throws: Status.self) {
        let options = CallOptions(timeout: .seconds(Self.seconds))
        for try await _ in try client.stream("kurukan.v1.Reports/Render", hanging.bytes, options: options) {}
      }
      #expect(ending?.reason == .deadlineExceeded)
      let after = try Self.peak(server.process)
      #expect(after - before < Self.clients * Self.kilobytesEach + Self.kilobytesMore, "\(before) KiB, then \(after)")
      // No more was made for any of them than the kernel takes, a window, and the chunk that fills it.
      let made = try Self.sendBufferBytes() + LineLimits.standard.streamWindowBytes + (128 << 10)
      #expect(made < bytes)
      for reader in readers {
        let (read, answer) = try reader.readToEnd()
        #expect(answer["error"]?["reason"] == "DEADLINE_EXCEEDED", "\(answer.text)")
        #expect(read > 1_000 && read < made, "\(read)")
      }
      await client.close()
    }
  }
}
