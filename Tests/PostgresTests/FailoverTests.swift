import Glibc
import TestSupport
import Testing

@testable import Postgres

/// What a connection and a pool do when another server becomes the primary.
@Suite struct FailoverTests {
  /// Has the server refuse changes over a connection, as one does that became a standby.
  private static let demotion = "SET default_transaction_read_only = on"

  @Test func aConnectionThatTakesNoChangesAnyMoreIsDropped() async throws {
    try await TestDatabase.withFresh { connectionString in
      let statements: [@Sendable (Connection) async throws -> Void] = [
        { try await $0.query("CREATE TABLE a (n int)") },
        { try await $0.pipeline(["SELECT 1", "CREATE TABLE b (n int)"]) },
        { try await $0.copyIn("COPY present FROM STDIN (FORMAT binary)", rows: CopyRows(columns: 1)) },
      ]
      let pool = ConnectionPool(PoolConfiguration(ConnectionConfiguration(connectionString), maximum: 1))
      try await pool.query("CREATE TABLE present (n int)")
      for (place, statement) in statements.enumerated() {
        let error = await #expect(throws: DatabaseError.self) {
          try await pool.withConnection { connection in
            try await connection.execute(script: Self.demotion)
            try await statement(connection)
          }
        }
        #expect(error?.sqlstate == "25006")
        #expect(error?.isConnection == true)
        #expect(pool.statistics.broken == place + 1)
      }
      try await pool.query("INSERT INTO present VALUES (2)")
      await pool.shutdown()
    }
  }

  @Test func theServerAsksWhetherItsClientIsStillThere() async throws {
    try await PrivatePostgres.with(hasNetwork: true) { server in
      let connection = try await Connection.connect(ConnectionConfiguration(server.networkConnectionString))
      var values: [String] = []
      for name in ["idle", "interval", "count"] {
        let row = try await connection.query("SELECT current_setting(\("tcp_keepalives_" + name))").first
        values.append(try row?.value(at: 0, as: String.self) ?? "")
      }
      #expect(values == ["30", "10", "3"])
      await connection.close()
    }
  }

  @Test func aStandbyTakesNoTransactions() async throws {
    try await PrivatePostgres.with { server in
      try await server.becomeStandby()
      let refused = await #expect(throws: DatabaseError.self) {
        try await Connection.connect(ConnectionConfiguration(server.connectionString))
      }
      #expect(refused?.kind == .connectFailed)
      let anywhere = ConnectionConfiguration("\(server.connectionString) target_session_attrs=any")
      let pool = ConnectionPool(PoolConfiguration(anywhere, maximum: 1))
      let error = await #expect(throws: DatabaseError.self) {
        try await pool.transaction { _ in Issue.record("A transaction that may write has begun.") }
      }
      #expect(error?.isConnection == true)
      #expect(pool.statistics.broken == 1)
      await pool.shutdown()
    }
  }

  @Test func aTransactionThatWasToReadOnlyKeepsItsConnection() async throws {
    try await TestDatabase.withConnection { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.transaction(.repeatableReadReadOnly) { try await $0.query("CREATE TABLE a (n int)") }
      }
      #expect(error?.sqlstate == "25006")
      #expect(error?.isConnection == false)
      try await connection.query("CREATE TABLE a (n int)")
    }
  }

  @Test("Of several hosts a refused login is told, whatever the others said: it is what can be mended")
  func refusedLoginFirst() async throws {
    let (starting, refusing) = (try RefusingServer(sqlstate: "57P03"), try RefusingServer(sqlstate: "28P01"))
    let hosts = "host=127.0.0.1,127.0.0.1 port=\(starting.port),\(refusing.port)"
    let error = await #expect(throws: DatabaseError.self) {
      try await Connection.connect(
        ConnectionConfiguration("\(hosts) user=u dbname=d sslmode=disable gssencmode=disable password=p"))
    }
    #expect(error?.sqlstate == "28P01" && error?.isRefusedLogin == true, "\(String(describing: error))")
  }

  @Test func theHostsOfAConnectionStringAreToldApart() {
    func servers(_ text: String) -> [[String]] {
      ConnectionTargets(text).servers.map { $0.map { "\($0.0)=\($0.1)" } }
    }
    #expect(servers("host=a,b port=1,2 dbname=d") == [["host=a", "port=1"], ["host=b", "port=2"]])
    #expect(servers("postgresql://u@a:1,b:2/d") == [["host=a", "port=1"], ["host=b", "port=2"]])
    #expect(servers("host=a,b port=5433") == [["host=a"], ["host=b"]])
    #expect(servers("host=a,b hostaddr=::1,::2") == [["host=a", "hostaddr=::1"], ["host=b", "hostaddr=::2"]])
    // One server, or a list that only libpq can make sense of.
    for text in ["host=a", "dbname=d", "host=a,,b", "host=a,b port=1,2,3", "host=a,b hostaddr=::1", "host='a"] {
      #expect(servers(text) == [[]])
    }
    #expect(servers("host=a,b target_session_attrs=prefer-standby") == [[]])
    #expect(ConnectionTargets("host=a").timeout == nil)
    #expect(ConnectionTargets("host=a,b").timeout == PostgresLimits.hostConnect)
    #expect(ConnectionTargets("host=a,b connect_timeout=7").timeout == .seconds(7))
  }

  /// A socket that takes connections and never answers, as a machine that hangs; its port.
  private static func silentServer() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    try #require(isBound)
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  @Test func aHostThatDoesNotAnswerIsPassedOver() async throws {
    let (descriptor, port) = try Self.silentServer()
    defer { close(descriptor) }
    let given = try TestDatabase.serverConnectionString()
    let folder = try #require(given.firstMatch(of: /host='?([^' ]+)'?/)?.1)
    let connection = try await Connection.connect(
      ConnectionConfiguration("\(given) host=127.0.0.1,\(folder) port=\(port),5432 connect_timeout=1"))
    try await #expect(connection.query("SELECT 1").first?.value(at: 0) == 1)
    await connection.close()
    let error = await #expect(throws: DatabaseError.self) {
      try await Connection.connect(
        ConnectionConfiguration("\(given) host=127.0.0.1,/nonexistent port=\(port),5432 connect_timeout=1"))
    }
    #expect(error?.kind == .connectFailed)
    // Whoever looks for the reason finds that of each host.
    #expect(error?.message.contains("did not answer in time") == true)
    #expect(error?.message.contains("/nonexistent") == true)
  }

  @Test func warningsAreKeptUntilTheyAreTaken() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "DO $$BEGIN RAISE NOTICE 'not kept'; RAISE WARNING 'kept'; END$$")
      try await connection.pipeline(["SELECT 1", "DO $$BEGIN RAISE WARNING 'too'; END$$"])
      let warnings = await connection.takeWarnings()
      #expect(warnings.map(\.message) == ["kept", "too"])
      #expect(warnings.allSatisfy { $0.sqlstate == "01000" })
      #expect(await connection.takeWarnings().isEmpty)
    }
  }
}
