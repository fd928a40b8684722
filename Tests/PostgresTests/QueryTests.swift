import TestSupport
import Testing

@testable import Postgres

@Suite struct QueryTests {
  @Test func selectsRows() async throws {
    try await TestDatabase.withConnection { connection in
      let result = try await connection.query("SELECT n, 'x' || n AS t FROM generate_series(1, \(3)) n")
      let rows = try result.rows.map { try $0.decode((Int64, String).self) }
      #expect(rows.map(\.0) == [1, 2, 3])
      #expect(rows.map(\.1) == ["x1", "x2", "x3"])
      #expect(try result.first?.value("t") == "x1")
      #expect(result.columns.map(\.name) == ["n", "t"])
      #expect(result.columns.map(\.type) == [.int8, .text])
    }
  }

  @Test func reportsAffectedRows() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2), (3)")
      let result = try await connection.query("UPDATE t SET a = a + 1 WHERE a > \(1)")
      #expect(result.affected == 2)
      #expect(result.commandTag == "UPDATE 2")
      #expect(result.rows.isEmpty)
    }
  }

  @Test func errorsCarryWhatTheServerSays() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(
        script: "CREATE TABLE t (a int CONSTRAINT t_positive CHECK (a > 0), b text NOT NULL)")
      let broken = await #expect(throws: DatabaseError.self) {
        try await connection.query("INSERT INTO t VALUES (\(Int32(-1)), 'x')")
      }
      #expect(broken?.kind == .server)
      #expect(broken?.sqlstate == "23514")
      #expect(broken?.constraint == "t_positive")
      #expect(broken?.table == "t")
      #expect(broken?.isDataOrConstraint == true)
      let missing = await #expect(throws: DatabaseError.self) {
        try await connection.query("INSERT INTO t VALUES (1, NULL)")
      }
      #expect(missing?.sqlstate == "23502")
      #expect(missing?.column == "b")
      let syntax = await #expect(throws: DatabaseError.self) { try await connection.query("SELEKT") }
      #expect(syntax?.sqlstate == "42601")
      #expect(syntax?.isDataOrConstraint == false)
      try await #expect(connection.query("SELECT 1").first?.value(at: 0) == 1)
    }
  }

  @Test func whatIsLoggedQuotesNoValue() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int CHECK (a > 0), b text UNIQUE, c date)")
      try await connection.query("INSERT INTO t VALUES (1, 'secret')")
      let statements: [SQL] = [
        "INSERT INTO t VALUES (-1, 'secret 2')", "INSERT INTO t VALUES (1, 'secret')", "SELECT 'secret'::int",
        "INSERT INTO t (c) VALUES ('secret')", "SELECT 'secret'::uuid", "SELECT to_date('secret', 'YYYY')",
        "SELECT jsonb '{secret'", "SELECT regexp_replace('x', 'secret(', '')",
      ]
      for statement in statements {
        let error = await #expect(throws: DatabaseError.self) { try await connection.query(statement) }
        #expect(error?.description.contains("secret") == false, "\(statement)")
        #expect(error?.description.contains(error?.sqlstate ?? "-") == true)
      }
    }
  }

  @Test func wrongTypesAndNumbersOfColumnsAreTold() async throws {
    try await TestDatabase.withConnection { connection in
      let row = try #require(try await connection.query("SELECT 1::int8 AS n, NULL::text, 1.5 AS d").first)
      let type = #expect(throws: DatabaseError.self) { try row.value("n", as: Int32.self) }
      #expect(type?.kind == .decoding)
      #expect(type?.column == "n")
      #expect(throws: DatabaseError.self) { try row.value(at: 1, as: String.self) }
      #expect(throws: DatabaseError.self) { try row.value(at: 2, as: Double.self) }
      #expect(throws: DatabaseError.self) { try row.value(at: 3, as: Int.self) }
      #expect(throws: DatabaseError.self) { try row.value(at: -1, as: Int.self) }
      #expect(throws: DatabaseError.self) { try row.value("nothing", as: Int.self) }
      #expect(throws: DatabaseError.self) { try row.decode((Int, String?).self) }
      #expect(throws: DatabaseError.self) { try row.value(at: 0, as: [Int].self) }
    }
  }

  @Test func preparedStatementsOutliveChangedTables() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
      let statement: SQL = "SELECT * FROM t"
      try await #expect(connection.query(statement).columns.count == 1)
      try await connection.execute(script: "ALTER TABLE t ADD b int")
      try await #expect(connection.query(statement).columns.count == 2)
      try await connection.execute(script: "DEALLOCATE ALL")
      try await #expect(connection.query(statement).columns.count == 2)
      try await connection.execute(script: "DEALLOCATE ALL; ALTER TABLE t ADD c int")
      try await #expect(connection.pipeline([statement, statement]).last?.columns.count == 3)
    }
  }

  @Test func keepsABoundedNumberOfPreparedStatements() async throws {
    try await TestDatabase.withConnection { connection in
      for round in 0..<3 {
        for number in 0..<100 {
          let statement = SQL(unsafe: "SELECT \(number) + $1", parameters: [.int32(1)])
          try await #expect(connection.query(statement).first?.value(at: 0) == number + 1, "\(round)")
        }
      }
      // The one that counts is prepared itself and takes the place of another, given up only afterwards.
      let kept = try await connection.query("SELECT count(*) FROM pg_prepared_statements").first
      #expect(try kept?.value(at: 0, as: Int.self) ?? 0 <= PostgresLimits.preparedStatements + 1)
    }
  }

  @Test func sameTextWithOtherTypesIsPreparedAnew() async throws {
    try await TestDatabase.withConnection { connection in
      for parameter in [Parameter.int32(7), .text("7"), .int32(8)] {
        let result = try await connection.query("SELECT \(parameter)::text")
        #expect(["7", "8"].contains(try result.first?.value(at: 0, as: String.self) ?? ""))
      }
    }
  }

  @Test func worksWithoutPreparedStatements() async throws {
    try await TestDatabase.withFresh { connectionString in
      var configuration = ConnectionConfiguration(connectionString)
      configuration.preparedStatements = 0
      let connection = try await Connection.connect(configuration)
      try await #expect(connection.query("SELECT \(1)").first?.value(at: 0) == 1)
      let results = try await connection.pipeline(["SELECT \(1)", "SELECT \("b")"])
      #expect(try results[1].first?.value(at: 0) == "b")
      let count = try await connection.query("SELECT count(*) FROM pg_prepared_statements WHERE name <> ''")
      #expect(try count.first?.value(at: 0) == 0)
      await connection.close()
    }
  }

  @Test func noticesAreHeard() async throws {
    try await TestDatabase.withFresh { connectionString in
      let (stream, continuation) = AsyncStream.makeStream(of: Notice.self)
      let configuration = ConnectionConfiguration(connectionString) { continuation.yield($0) }
      let connection = try await Connection.connect(configuration)
      try await connection.execute(script: "DO $$ BEGIN RAISE WARNING 'careful'; END $$")
      continuation.finish()
      let notices = await stream.reduce(into: []) { $0.append($1) }
      #expect(notices.map(\.message) == ["careful"])
      #expect(notices.map(\.severity) == ["WARNING"])
      #expect(notices.map(\.sqlstate) == ["01000"])
      await connection.close()
    }
  }

  @Test func settingsAndNamesReachTheServer() async throws {
    try await TestDatabase.withFresh { connectionString in
      var configuration = ConnectionConfiguration(connectionString, applicationName: "kurukan/test")
      configuration.settings.append((name: "kurukan.test", value: "a b\\c"))
      let connection = try await Connection.connect(configuration)
      let row = try await connection.query(
        """
        SELECT current_setting('TimeZone'), current_setting('kurukan.test'),
          current_setting('application_name')
        """
      ).first
      let values = try #require(try row?.decode((String, String, String).self))
      #expect(values == ("UTC", "a b\\c", "kurukan/test"))
      await connection.close()
    }
  }

  @Test func refusedConnectionsSayWhy() async throws {
    let server = try TestDatabase.serverConnectionString()
    let unknown = await #expect(throws: DatabaseError.self) {
      try await Connection.connect(ConnectionConfiguration("\(server) dbname=nowhere"))
    }
    #expect(unknown?.kind == .connectFailed)
    #expect(unknown?.sqlstate == "3D000")
    let nobody = await #expect(throws: DatabaseError.self) {
      try await Connection.connect(ConnectionConfiguration("host=/nonexistent"))
    }
    #expect(nobody?.kind == .connectFailed)
    #expect(nobody?.isConnection == true)
    let nonsense = await #expect(throws: DatabaseError.self) {
      try await Connection.connect(ConnectionConfiguration("host='unfinished"))
    }
    #expect(nonsense?.kind == .connectFailed)
  }

  @Test func aClosedConnectionSaysSo() async throws {
    try await TestDatabase.withConnection { connection in
      await connection.close()
      #expect(!connection.isUsable)
      let error = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT 1") }
      #expect(error?.kind == .connectionLost)
    }
  }

  @Test func textWithAZeroByteIsRefused() async throws {
    try await TestDatabase.withConnection { connection in
      let text = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT \("a\0b")") }
      #expect(text?.sqlstate == "22021")
      let script = await #expect(throws: DatabaseError.self) {
        try await connection.execute(script: "SELECT 1\0")
      }
      #expect(script?.kind == .usage)
    }
  }

  @Test func copyByQueryIsRefused() async throws {
    try await TestDatabase.withConnection { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.execute(script: "COPY (SELECT 1) TO STDOUT")
      }
      #expect(error?.kind == .usage)
      #expect(!connection.isUsable)
    }
  }
}
