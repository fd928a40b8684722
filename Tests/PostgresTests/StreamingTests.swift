import TestSupport
import Testing

@testable import Postgres

@Suite struct StreamingTests {
  private struct Refused: Error {}

  private static let rowCount = 100_000

  @Test func cursorsHandOnAllRowsInOrder() async throws {
    try await TestDatabase.withConnection { connection in
      let (count, largest, isOrdered) = try await connection.transaction(.repeatableReadReadOnly) {
        connection in
        var count = 0
        var largest = 0
        var isOrdered = true
        let statement: SQL = "SELECT n, repeat('x', 100) FROM generate_series(1, \(Self.rowCount)) n"
        try await connection.forEachRow(statement, batch: 999) { rows in
          largest = max(largest, rows.count)
          for row in rows {
            let (number, text) = try row.decode((Int, String).self)
            count += 1
            isOrdered = isOrdered && number == count && text.utf8.count == 100
          }
        }
        return (count, largest, isOrdered)
      }
      #expect(count == Self.rowCount)
      #expect(largest == 999)
      #expect(isOrdered)
    }
  }

  @Test func severalCursorsRunInOneTransaction() async throws {
    try await TestDatabase.withConnection { connection in
      let pairs = try await connection.transaction { connection in
        var pairs = 0
        try await connection.forEachRow("SELECT generate_series(1, 20)", batch: 10) { outer in
          try await connection.forEachRow("SELECT generate_series(1, 20)", batch: 20) { inner in
            pairs += outer.count * inner.count
          }
        }
        return pairs
      }
      #expect(pairs == 400)
    }
  }

  @Test func streamingNeedsATransaction() async throws {
    try await TestDatabase.withConnection { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.forEachRow("SELECT 1") { _ in }
      }
      #expect(error?.kind == .usage)
    }
  }

  @Test func aConsumerThatThrowsEndsTheStream() async throws {
    try await TestDatabase.withConnection { connection in
      await #expect(throws: Refused.self) {
        try await connection.transaction { connection in
          try await connection.forEachRow("SELECT generate_series(1, 1000)", batch: 10) { _ in throw Refused()
          }
        }
      }
      #expect(connection.isReusable)
    }
  }

  @Test func copyGoesOutAndComesInAgain() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(
        script: """
          CREATE TABLE source AS SELECT n, repeat('é', 50) AS t FROM generate_series(1, \(Self.rowCount)) n;
          CREATE TABLE target (LIKE source);
          """)
      let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      var largest = 0
      try await connection.copyOut("COPY source TO STDOUT (FORMAT binary)") { @Sendable piece in
        continuation.yield(piece)
      }
      continuation.finish()
      for await piece in stream { largest = max(largest, piece.count) }
      #expect(largest > 0 && largest < 2 * PostgresLimits.copyChunk)

      let (again, feed) = AsyncStream.makeStream(of: [UInt8].self)
      try await connection.copyOut("COPY source TO STDOUT") { @Sendable piece in feed.yield(piece) }
      feed.finish()
      let count = try await connection.copyIn("COPY target FROM STDIN", from: again)
      #expect(count == Self.rowCount)
      let same = try await connection.query("SELECT count(*) FROM source JOIN target USING (n, t)")
      #expect(try same.first?.value(at: 0) == Self.rowCount)
    }
  }

  @Test func aCopyThatFailsKeepsNothing() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int)")
      let wrong = AsyncStream<[UInt8]> { feed in
        feed.yield(Array("1\n2\nthree\n".utf8))
        feed.finish()
      }
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.copyIn("COPY t FROM STDIN", from: wrong)
      }
      #expect(error?.sqlstate == "22P02")
      let broken = AsyncThrowingStream<[UInt8], any Error> { feed in
        feed.yield(Array("1\n".utf8))
        feed.finish(throwing: Refused())
      }
      await #expect(throws: Refused.self) { try await connection.copyIn("COPY t FROM STDIN", from: broken) }
      #expect(connection.isReusable)
      try await #expect(connection.query("SELECT count(*) FROM t").first?.value(at: 0) == 0)
    }
  }

  @Test func aConsumerThatThrowsCancelsTheCopy() async throws {
    try await TestDatabase.withConnection { connection in
      await #expect(throws: Refused.self) {
        try await connection.copyOut(
          "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 1000000)) TO STDOUT"
        ) {
          _ in throw Refused()
        }
      }
      #expect(connection.isReusable)
      try await #expect(connection.query("SELECT 1").first?.value(at: 0) == 1)
    }
  }

  @Test func aCopyHasItsDeadline() async throws {
    try await TestDatabase.withConnection { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.copyOut(
          "COPY (SELECT pg_sleep(30)) TO STDOUT", deadline: .now + .milliseconds(50)
        ) { _ in }
      }
      #expect(error?.kind == .timeout, "\(error as Any)")
      #expect(connection.isReusable)
    }
  }

  @Test func copiesInTheWrongDirectionAreTold() async throws {
    try await TestDatabase.withConnection { connection in
      let nothing = AsyncStream<[UInt8]> { $0.finish() }
      let noCopy = await #expect(throws: DatabaseError.self) {
        try await connection.copyIn("SELECT 1", from: nothing)
      }
      #expect(noCopy?.kind == .usage)
      let unknown = await #expect(throws: DatabaseError.self) {
        try await connection.copyOut("COPY missing TO STDOUT") { _ in }
      }
      #expect(unknown?.sqlstate == "42P01")
      let parameters = await #expect(throws: DatabaseError.self) {
        try await connection.copyOut("COPY (SELECT \(1)) TO STDOUT") { _ in }
      }
      #expect(parameters?.kind == .usage)
      #expect(connection.isReusable)
      let direction = await #expect(throws: DatabaseError.self) {
        try await connection.copyIn("COPY (SELECT 1) TO STDOUT", from: nothing)
      }
      #expect(direction?.kind == .usage)
    }
  }
}
