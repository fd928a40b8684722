import TestSupport
import Testing

@testable import Postgres

@Suite struct CopyRowsTests {
  private static let copy: SQL = "COPY copied FROM STDIN (FORMAT binary)"

  private func withTable(
    _ columns: SQL, _ body: nonisolated(nonsending) (Connection) async throws -> Void
  ) async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.query("CREATE TABLE copied (\(fragment: columns))")
      try await body(connection)
    }
  }

  private func count(_ connection: Connection) async throws -> Int? {
    try await connection.query("SELECT count(*) FROM copied").first?.value(at: 0)
  }

  @Test func everyTypeArrivesAsItWasWritten() async throws {
    let columns: SQL = "t text, b bytea, s int2, i int4, l int8, d float8, f bool, day date"
    try await withTable(columns) { connection in
      var rows = CopyRows(columns: 8)
      rows.startRow()
      rows.append("Ségou\n\t\\")
      rows.append([0, 255, 10] as [UInt8])
      rows.append(Int16.min)
      rows.append(Int32.max)
      rows.append(Int64.min)
      rows.append(-0.1)
      rows.append(true)
      rows.append(CalendarDay(daysSince2000: -1))
      rows.startRow()
      for _ in 0..<8 { rows.appendNull() }
      rows.finish()
      #expect(rows.count == 2)
      try await #expect(connection.copyIn(Self.copy, rows: rows) == 2)
      let stored = try await connection.query("SELECT row_to_json(copied)::text FROM copied ORDER BY t NULLS LAST").rows
        .map { try $0.value(at: 0, as: String.self) }
      let wanted = [
        #"{"t":"Ségou\n\t\\","b":"\\x00ff0a","s":-32768,"i":2147483647,"l":-9223372036854775808,"d":-0.1,"f":true,"#
          + #""day":"1999-12-31"}"#,
        #"{"t":null,"b":null,"s":null,"i":null,"l":null,"d":null,"f":null,"day":null}"#,
      ]
      #expect(stored == wanted)
    }
  }

  @Test func manyRowsOfManySizesArrive() async throws {
    try await withTable("n int4, t text") { connection in
      var rows = CopyRows(columns: 2)
      for number in 0..<3_000 {
        rows.startRow()
        rows.append(Int32(number))
        rows.append(String(repeating: "x", count: number))
      }
      rows.finish()
      try await #expect(connection.copyIn(Self.copy, rows: rows) == 3_000)
      let same = try await connection.query("SELECT count(*) FROM copied WHERE length(t) = n")
      #expect(try same.first?.value(at: 0) == 3_000)
    }
  }

  @Test func aRowThatDoesNotFitRefusesAllAndLeavesTheConnection() async throws {
    try await withTable("n int4 CHECK (n < 10), t text") { connection in
      var short = CopyRows(columns: 1)
      var wrong = CopyRows(columns: 2)
      var refused = CopyRows(columns: 2)
      var text = CopyRows(columns: 2)
      for number in [1, 11] as [Int32] {
        short.startRow()
        short.append(number)
        wrong.startRow()
        wrong.append(Int64(number))
        wrong.append("x")
        refused.startRow()
        refused.append(number)
        refused.append("x")
        text.startRow()
        text.append(Int32(1))
        text.append(utf8: number == 1 ? [0x78] : [0xFF])
      }
      for (rows, sqlstate) in [(short, "22P04"), (wrong, "22P03"), (refused, "23514"), (text, "22021")] {
        var rows = rows
        rows.finish()
        let error = await #expect(throws: DatabaseError.self) { try await connection.copyIn(Self.copy, rows: rows) }
        #expect(error?.sqlstate == sqlstate)
        try await #expect(count(connection) == 0)
      }
    }
  }

  @Test func copiesBelongToTheTransactionAroundThem() async throws {
    try await withTable("n int4") { connection in
      var rows = CopyRows(columns: 1)
      rows.startRow()
      rows.append(Int32(1))
      rows.finish()
      let (copied, copy) = (rows, Self.copy)
      struct Undone: Error {}
      await #expect(throws: Undone.self) {
        try await connection.transaction { connection in
          try await connection.copyIn(copy, rows: copied)
          throw Undone()
        }
      }
      try await #expect(count(connection) == 0)
      try await connection.transaction { connection in
        try await connection.copyIn(copy, rows: copied)
        try await connection.copyIn(copy, rows: copied)
      }
      try await #expect(count(connection) == 2)
    }
  }

  @Test func rowsThatAreHandedOnDoNotChangeAnyMore() async throws {
    try await withTable("n int4") { connection in
      var rows = CopyRows(columns: 1)
      rows.startRow()
      rows.append(Int32(1))
      let first = rows
      rows.startRow()
      rows.append(Int32(2))
      rows.finish()
      try await #expect(connection.copyIn(Self.copy, rows: first) == 1)
      try await #expect(connection.copyIn(Self.copy, rows: rows) == 2)
    }
  }
}
