import Testing

@testable import Postgres

@Suite struct SQLTests {
  @Test func interpolationsBecomeParameters() {
    let key = "a'; DROP TABLE finding; --"
    let statement: SQL = "SELECT 1 FROM finding WHERE key = \(key) AND level <= \(Int16(2))"
    #expect(statement.text == "SELECT 1 FROM finding WHERE key = $1 AND level <= $2")
    #expect(statement.parameters.map(\.type) == [.text, .int2])
  }

  @Test func fragmentsAreNumberedAnew() {
    let inner: SQL = "a = \(1) OR b = \("x")"
    let statement: SQL = "SELECT \(true) WHERE (\(fragment: inner)) AND c = \(2.5) ORDER BY 1 \(raw: "DESC")"
    #expect(statement.text == "SELECT $1 WHERE (a = $2 OR b = $3) AND c = $4 ORDER BY 1 DESC")
    #expect(statement.parameters.map(\.type) == [.bool, .int8, .text, .float8])
  }

  @Test func joinsAndAdds() {
    let parts: [SQL] = ["a = \(1)", "b", "c = \(2)"]
    #expect(SQL.joined(parts, separator: " AND ").text == "a = $1 AND b AND c = $2")
    #expect((parts[0] + " OR " + parts[2]).text == "a = $1 OR c = $2")
    #expect(SQL.joined([]).text == "")
  }

  @Test func identifiersAreQuoted() {
    let statement: SQL = "SELECT * FROM \(identifier: "odd\"name; DROP")"
    #expect(statement.text == "SELECT * FROM \"odd\"\"name; DROP\"")
  }

  @Test func nothingBecomesNull() {
    let missing: String? = nil
    let statement: SQL = "SELECT \(missing), \([1, 2] as [Int32])"
    #expect(statement.parameters[0].isNull)
    #expect(statement.parameters.map(\.type) == [.text, .int4Array])
  }

  @Test func faultsAreKeptUntilSent() {
    let unsafe = SQL(unsafe: "a = $1", parameters: [.int32(1)])
    #expect(unsafe.fault == nil)
    let composed: SQL = "SELECT 1 WHERE \(fragment: unsafe)"
    #expect(composed.fault?.kind == .usage)
    #expect(SQL(unsafe: "SELECT 1\0", parameters: []).fault?.kind == .usage)
    let many = SQL(unsafe: "", parameters: Array(repeating: .int16(1), count: 65_536))
    #expect(many.fault?.kind == .usage)
    #expect(SQL(unsafe: "", parameters: Array(many.parameters.dropLast())).fault == nil)
  }
}
