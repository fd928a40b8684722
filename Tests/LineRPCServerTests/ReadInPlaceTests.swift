import JSONBytes
import Testing

/// A method that reads its parameters while the line is read, over a real socket.
@Suite(.timeLimit(.minutes(1))) struct ReadInPlaceTests {
  @Test(arguments: [
    #"{"id":1,"method":"t.Read/Keys","params":{"a":1,"b":[{"c":2}]}}"#,
    #"{"params":{"a":1,"b":[{"c":2}]},"method":"t.Read/Keys","id":1}"#,
  ]) func membersInAnyOrder(_ line: String) async throws {
    try await TestServer.with { _, connection in
      try await connection.send(line + "\n")
      #expect(await connection.line() == #"{"id":1,"result":["a","b"]}"#)
    }
  }

  @Test func noParametersAreAnEmptyObject() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Read/Keys"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"result":[]}"#)
    }
  }

  @Test(arguments: [
    (#"{"id":1,"method":"t.Read/Keys","params":{"a":NaN}}"#, 45, "params.a"),
    (#"{"id":1,"method":"t.Read/Keys","params":{"a":1,"a":2}}"#, 50, "params.a"),
    (#"{"params":{"a":1,"a":2},"id":1,"method":"t.Read/Keys"}"#, 20, "params.a"),
  ]) func faultsOfJSONHaveTheirPlace(_ line: String, _ offset: Int, _ path: String) async throws {
    try await TestServer.with { _, connection in
      try await connection.send(line + "\n")
      let answer = try #require(try await connection.answer())
      // An id that stands behind the fault is not known.
      #expect(answer["id"] == (line.hasPrefix("{\"id\"") ? 1 : .null))
      #expect(answer["error"]?["reason"] == "PARSE_ERROR")
      #expect(answer["error"]?["offset"]?.integer == Int64(offset))
      #expect(answer["error"]?["details"]?.array?.first?["path"]?.string == path)
      try await connection.send(#"{"id":2,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":2,"result":{}}"#)
    }
  }
}
