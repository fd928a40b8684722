import Postgres
import TestSupport
import Testing

/// Every type goes to the server and comes back the same, in one statement each.
@Suite struct ValueTests {
  private func roundTrip<Value: DatabaseValue & Equatable>(
    _ connection: Connection, _ values: [Value?], _ type: StaticString
  ) async throws {
    for value in values {
      let result = try await connection.query("SELECT \(value)::\(raw: type), \(value) IS NULL")
      let (back, isNull) = try #require(try result.first?.decode((Value?, Bool).self))
      #expect(back == value, "\(type)")
      #expect(isNull == (value == nil), "\(type)")
    }
  }

  @Test func scalars() async throws {
    try await TestDatabase.withConnection { connection in
      try await roundTrip(connection, [Int16.min, -1, 0, .max, nil], "int2")
      try await roundTrip(connection, [Int32.min, -1, 0, .max, nil], "int4")
      try await roundTrip(connection, [Int64.min, -1, 0, .max, nil], "int8")
      try await roundTrip(connection, [Int.min, -1, 0, .max, nil], "int8")
      try await roundTrip(connection, [true, false, nil], "bool")
      try await roundTrip(connection, [0.1, -Double.infinity, .greatestFiniteMagnitude, nil], "float8")
      try await roundTrip(
        connection, ["", "é\u{0301} ∞ 'quote' \\", String(repeating: "x", count: 70_000), nil],
        "text")
      try await roundTrip(connection, [[], [0, 255, 10], nil] as [[UInt8]?], "bytea")
      try await roundTrip(connection, [UInt64.min, .max, nil], "xid8")
      let days = [Int32(0), -1, 9_000, .max].map(CalendarDay.init) as [CalendarDay?]
      try await roundTrip(connection, days + [nil], "date")
      let moments = [Int64(0), -1, 817_000_000_000_000].map(Timestamp.init) as [Timestamp?]
      try await roundTrip(connection, moments + [nil], "timestamptz")
    }
  }

  @Test func arrays() async throws {
    try await TestDatabase.withConnection { connection in
      try await roundTrip(connection, [[], [1, nil, -5], nil] as [[Int16?]?], "int2[]")
      try await roundTrip(connection, [[], [1, nil, -5], nil] as [[Int32?]?], "int4[]")
      try await roundTrip(connection, [[], [1, nil, -5], nil] as [[Int64?]?], "int8[]")
      try await roundTrip(connection, [[], [true, nil, false], nil] as [[Bool?]?], "bool[]")
      try await roundTrip(connection, [[], [1.5, nil], nil] as [[Double?]?], "float8[]")
      try await roundTrip(connection, [[], ["", nil, "{,\"}"], nil] as [[String?]?], "text[]")
      try await roundTrip(connection, [[], [CalendarDay(daysSince2000: 1), nil], nil], "date[]")
      try await roundTrip(
        connection, [[], [Timestamp(microsecondsSince2000: 1), nil], nil], "timestamptz[]")
      try await roundTrip(connection, [[], [7, nil], nil] as [[UInt64?]?], "xid8[]")
      try await roundTrip(connection, [["a", "b"], []] as [[String]?], "text[]")
    }
  }

  @Test func unnestedColumns() async throws {
    try await TestDatabase.withConnection { connection in
      var names = ArrayBuilder<String>(capacity: 3, averageLength: 4)
      names.append("one")
      names.append(nil)
      names.append(utf8: Array("trois".utf8))
      let bodies = Parameter.bytesArray([[1, 2], nil, []])
      let days = Parameter.dateArray(daysSince2000: [0, 366, nil])
      let moments = Parameter.timestampArray(microsecondsSince2000: [0, nil, 1_000_000])
      let result = try await connection.query(
        """
        SELECT n, b, d::text, extract(epoch FROM m)::int8
        FROM unnest(\(names.finish()), \(bodies), \(days), \(moments)) AS t(n, b, d, m)
        """)
      let rows = try result.rows.map { try $0.decode((String?, [UInt8]?, String?, Int?).self) }
      #expect(rows.map(\.0) == ["one", nil, "trois"])
      #expect(rows.map(\.1) == [[1, 2], nil, []])
      #expect(rows.map(\.2) == ["2000-01-01", "2001-01-01", nil])
      #expect(rows.map(\.3) == [946_684_800, nil, 946_684_801])
    }
  }

  @Test func aFinishedArrayDoesNotGrow() async throws {
    try await TestDatabase.withConnection { connection in
      var builder = ArrayBuilder<Int32>()
      builder.append(1)
      let first = builder.finish()
      builder.append(2)
      let second = builder.finish()
      let row = try await connection.query("SELECT \(first), \(second)").first
      let values = try #require(try row?.decode(([Int32], [Int32]).self))
      #expect(values == ([1], [1, 2]))
    }
  }

  @Test func jsonAndNumeric() async throws {
    try await TestDatabase.withConnection { connection in
      let body = #"{"b": 1, "a": "é"}"#
      let row = try await connection.query(
        """
        SELECT \(Parameter.json(body)), \(Parameter.jsonb(body)), \(Parameter.numeric("187000.00"))::text,
          \(Parameter.numeric(nil))::text
        """
      ).first
      let values = try #require(try row?.decode((String, String, String, String?).self))
      #expect(values == (body, #"{"a": "é", "b": 1}"#, "187000.00", nil))
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.query("SELECT \(Parameter.numeric("12,5"))")
      }
      #expect(error?.sqlstate == "22P02")
    }
  }

  @Test func nullInsideOfAnArrayIsTold() async throws {
    try await TestDatabase.withConnection { connection in
      let row = try #require(
        try await connection.query("SELECT ARRAY[1, NULL]::int4[], ARRAY[[1],[2]]").first)
      #expect(throws: DatabaseError.self) { try row.value(at: 0, as: [Int32].self) }
      #expect(try row.value(at: 0, as: [Int32?].self) == [1, nil])
      #expect(throws: DatabaseError.self) { try row.value(at: 1, as: [Int32].self) }
    }
  }

  @Test func cellsGiveTheirBytesAsTheyAre() async throws {
    try await TestDatabase.withConnection { connection in
      let row = try #require(try await connection.query("SELECT 'abc'::text, NULL::text").first)
      #expect(try row.cell(at: 0).withBytes { Array($0) } == Array("abc".utf8))
      #expect(try row.cell(at: 1).isNull)
      #expect(try row.cell(at: 1).withBytes { $0.count } == 0)
    }
  }
}
