import JSONBytes
import LineRPC
import LineRPCServer
import MethodCatalogue
import TestSupport
import Testing

/// Streams of clients.
@Suite(.timeLimit(.minutes(1))) struct ItemTests {
  private func call(_ id: Int, _ method: String) -> String { #"{"id":\#(id),"method":"t.Items/\#(method)"}"# + "\n" }
  private func item(_ json: String, of id: Int = 1) -> String { #"{"id":\#(id),"item":\#(json)}"# + "\n" }
  private let end = #"{"id":1,"end":true}"# + "\n"

  @Test("Messages come in order, whichever way the bytes do", arguments: [1, 7, 1_000_000])
  func order(size: Int) async throws {
    try await TestServer.with { _, connection in
      let text = call(1, "Gather") + (1...9).map { item("\($0)") }.joined() + end
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        try await connection.send(bytes: Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(await connection.line() == #"{"id":1,"result":[1,2,3,4,5,6,7,8,9]}"#)
    }
  }

  @Test("Two streams and a call of one connection do not hinder each other")
  func interleaved() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(call(1, "Gather") + call(2, "Gather") + item("1") + item("2", of: 2))
      try await connection.send(#"{"id":3,"method":"t.Echo/Now","params":{"a":1}}"# + "\n")
      #expect(await connection.line() == #"{"id":3,"result":{"a":1}}"#)
      try await connection.send(item("3", of: 2) + #"{"id":2,"end":true}"# + "\n")
      #expect(await connection.line() == #"{"id":2,"result":[2,3]}"#)
      try await connection.send(item("4") + end)
      #expect(await connection.line() == #"{"id":1,"result":[1,4]}"#)
    }
  }

  @Test("A message that cannot be read takes its place, and the others are read")
  func unreadable() async throws {
    try await TestServer.with(limits: .with { $0.lineBytes = 2_000 }) { _, connection in
      try await connection.send(
        call(1, "Gather") + item("1") + item(#"{"a":}"#) + item("\"\(String(repeating: "x", count: 3_000))\"")
          + item("2") + end)
      #expect(await connection.line() == #"{"id":1,"result":[1,"PARSE_ERROR","LINE_TOO_LONG",2]}"#)
    }
  }

  @Test("A stream whose client closes its side without an end fails, and the connection ends")
  func cut() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(call(1, "Gather") + item("1"))
      try await connection.closeOutput()
      let lines = try await connection.rest()
      #expect(lines.map { $0["error"]?["reason"] } == ["INPUT_ENDED"])
      #expect(lines[0]["id"] == 1)
    }
  }

  @Test("Cancelled, or late, a stream stops reading, and what still comes for it is dropped", arguments: [true, false])
  func stopped(isCancelled: Bool) async throws {
    try await TestServer.with { test, connection in
      let meta = isCancelled ? "" : #","meta":{"timeout":"50ms"}"#
      try await connection.send(#"{"id":1,"method":"t.Items/Gather"\#(meta)}"# + "\n" + item("1"))
      if isCancelled { try await connection.send(#"{"id":1,"cancel":true}"# + "\n") }
      let answer = try #require(try await connection.answer())
      #expect(answer["error"]?["reason"] == (isCancelled ? "CANCELLED" : "DEADLINE_EXCEEDED"))
      try await test.stopped.wait()
      try await connection.send(item("2") + end + #"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"result":{}}"#)
    }
  }

  @Test("A stream of a server that shuts down is told from where to resume")
  func drained() async throws {
    let test = try await TestServer.start()
    let connection = try await test.connect()
    try await connection.send(call(1, "Resumable") + item("1") + item("2"))
    #expect(await connection.line() == #"{"id":1,"item":2}"#)
    async let down: Void = test.shutdown(grace: .seconds(30))
    let lines = try await connection.rest()
    #expect(lines.map { $0["error"]?["reason"] } == ["DRAINING", "DRAINING"])
    #expect(lines[0]["error"]?["resumeFrom"] == 2)
    try await down
  }

  @Test("A method that does not take its messages holds up its client, not the server's memory")
  func backpressure() async throws {
    let limits = LineLimits.with { $0.requestBytesPerConnection = 100_000 }
    try await TestServer.with(limits: limits) { test, connection in
      let text = item("\"\(String(repeating: "x", count: 990))\"")
      try await connection.send(call(1, "Wait"))
      try await test.entered.wait()
      let lines = 20_000
      async let sent: Void = connection.send(String(repeating: text, count: lines) + end)
      // The kernel's buffers take some megabytes more; what the server has read stays as it is once it has read enough.
      let statistics = { try test.server.statistics.bytesRead }
      while try statistics() < 80_000 { await Task.yield() }
      for _ in 0..<2_000 { await Task.yield() }
      #expect(try statistics() < 100_000 + 2 * 65_536 * 4)
      let another = try await test.connect()
      try await another.send(#"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      #expect(await another.line() == #"{"id":1,"result":{}}"#)
      await another.close()
      test.gate.open()
      try await sent
      #expect(await connection.line() == #"{"id":1,"result":\#(lines)}"#)
    }
  }

  @Test("Neither a connection that goes nor a message at the wrong place leaves anything behind")
  func leavings() async throws {
    let test = try await TestServer.start()
    let connection = try await test.connect()
    try await connection.send(call(1, "Gather") + item("1"))
    await connection.close()
    try await test.stopped.wait()
    let end = ContinuousClock.now + .seconds(10)
    while try test.server.statistics.callsRunning > 0, ContinuousClock.now < end { await Task.yield() }
    #expect(try test.server.statistics.callsRunning == 0)
    try await test.shutdown()
  }
}

extension LineLimits {
  fileprivate static func with(_ change: (inout LineLimits) -> Void) -> LineLimits {
    var limits = LineLimits.standard
    // Tests of streams are no strangers.
    limits.strangerLines = 100_000
    limits.strangerRequestBytes = limits.requestBytesPerConnection
    change(&limits)
    limits.strangerRequestBytes = limits.requestBytesPerConnection
    return limits
  }
}
