import LineRPC
import LineRPCClient
import LineRPCServer
import Synchronization
import Testing
import Violations

/// The client against the server, over a real socket.
@Suite(.timeLimit(.minutes(1))) struct LineClientTests {
  private func answer(
    _ client: LineClient, _ method: String, _ params: String = "{}", options: CallOptions = CallOptions()
  ) async throws -> String {
    text(try await client.call(method, Array(params.utf8), options: options))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func manyCallsAtOnce() async throws {
    try await Peer.with { _, client in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<2_000 {
          let params = "{\"n\":\(number)}"
          let method = number.isMultiple(of: 2) ? "t.Echo/Now" : "t.Echo/Later"
          group.addTask { try await answer(client, method, params) == params }
        }
        for try await isEqual in group { #expect(isEqual) }
      }
    }
  }

  @Test func errorsAreStatuses() async throws {
    try await Peer.with { _, client in
      let status = await #expect(throws: Status.self) { _ = try await client.call("t.Fail/Status") }
      #expect(status?.reason == .recordInvalid && status?.isRetryable == false)
      #expect(
        status?.details == [FieldViolation(path: "a", message: "is wrong.", found: "x", allowed: ["y"])])
      #expect(status?.retryAfter == .milliseconds(1500))
      let unknown = await #expect(throws: Status.self) { _ = try await client.call("t.Echo/Nwo") }
      #expect(unknown?.reason == .unknownMethod && unknown?.details.first?.suggestion == "t.Echo/Now")
      #expect(client.isOpen)
    }
  }

  @Test func aCallsLanguageIsItsOwnOrTheClients() async throws {
    try await Peer.with { peer, client in
      #expect(try await answer(client, "t.Echo/Language") == #""en""#)
      let options = CallOptions(language: .french)
      #expect(try await answer(client, "t.Echo/Language", options: options) == #""fr""#)
      let french = try await LineClient.connect(
        host: "127.0.0.1", port: peer.port, configuration: LineClientConfiguration(language: .french))
      #expect(try await answer(french, "t.Echo/Language") == #""fr""#)
      #expect(
        try await answer(french, "t.Echo/Language", options: CallOptions(language: .english)) == #""en""#)
      await french.close()
    }
  }

  @Test func whatIsNotAnObjectIsNotSent() async throws {
    try await Peer.with { _, client in
      let broken = await #expect(throws: Status.self) {
        _ = try await client.call("t.Echo/Now", Array("{\"a\":NaN}".utf8))
      }
      #expect(broken?.reason == .parseError && broken?.offset == 5)
      let array = await #expect(throws: Status.self) {
        _ = try await client.call("t.Echo/Now", Array("[]".utf8))
      }
      #expect(array?.reason == .invalidRequest)
      let echoed = try await answer(client, "t.Echo/Now", "{\n\"a\":1}")
      #expect(echoed == "{ \"a\":1}")
    }
  }

  @Test func streamsBringItemsThenTheAnswer() async throws {
    try await Peer.with { _, client in
      var events: [CallEvent] = []
      for try await event in try client.stream("t.Stream/Count", Array("{\"to\":3}".utf8)) {
        events.append(event)
      }
      #expect(
        events.map { event in
          switch event {
          case .item(let json): "item \(text(json))"
          case .result(let json): "result \(text(json))"
          }
        } == ["item 1", "item 2", "item 3", "result {}"])
    }
  }

  @Test func aStreamNobodyReadsHoldsTheServerBack() async throws {
    try await Peer.with { peer, client in
      let stream = try client.stream("t.Stream/Flood")
      var count = 0
      for try await event in stream {
        if case .item = event { count += 1 }
        if count == 1 {
          // The server can have written no more than the window of either side and what the sockets hold.
          try await peer.settled()
          #expect(peer.written.load(ordering: .relaxed) < 40 << 20)
        }
      }
      #expect(count == 1_024)
    }
  }

  @Test func lettingGoOfAStreamCancelsIt() async throws {
    try await Peer.with { peer, client in
      do {
        let stream = try client.stream("t.Stream/Hold")
        for try await event in stream {
          #expect(event == .item(Array("1".utf8)))
          break
        }
      }
      await peer.stopped.wait()
      let echoed = try await answer(client, "t.Echo/Now")
      #expect(echoed == "{}")
    }
  }

  @Test func cancellingTheTaskCancelsTheCall() async throws {
    try await Peer.with { peer, client in
      let task = Task { try await client.call("t.Gate/Wait") }
      await peer.entered.wait()
      task.cancel()
      let status = await #expect(throws: Status.self) { _ = try await task.value }
      #expect(status?.reason == .cancelled)
      await peer.stopped.wait()
      let echoed = try await answer(client, "t.Echo/Now")
      #expect(echoed == "{}")
    }
  }

  @Test func aTaskThatIsCancelledAlreadyMakesNoCall() async throws {
    try await Peer.with { _, client in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await client.call("t.Gate/Wait")
      }
      let status = await #expect(throws: Status.self) { _ = try await task.value }
      #expect(status?.reason == .cancelled)
    }
  }

  @Test func deadlines() async throws {
    // It is the server that answers, however slow the machine is.
    try await Peer.with(LineClientConfiguration(timeoutGrace: .seconds(60))) { _, client in
      let status = await #expect(throws: Status.self) {
        _ = try await client.call("t.Gate/Wait", options: CallOptions(timeout: .milliseconds(20)))
      }
      #expect(status?.reason == .deadlineExceeded && status?.requestID != nil)
      let echoed = try await answer(client, "t.Echo/Now", options: CallOptions(timeout: .seconds(60)))
      #expect(echoed == "{}")
    }
  }

  @Test func oneCredentialForTheConnection() async throws {
    try await Peer.with { _, client in
      let before = await #expect(throws: Status.self) { _ = try await client.call("t.Echo/Secret") }
      #expect(before?.reason == .unauthenticated)
      try await client.authenticate(token: "sesame")
      #expect(try await answer(client, "t.Echo/Secret") == #"{"token":"sesame"}"#)
    }
  }

  @Test func aServerThatDoesNotAnswerTheCredentialIsNotReached() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(LineClientConfiguration(timeoutGrace: .zero))
      let status = await #expect(throws: Status.self) {
        try await client.authenticate(token: "sesame", timeout: .milliseconds(20))
      }
      #expect(status?.reason == .connectFailed && status?.isRetryable == true)
      await client.close()
    }
  }

  @Test func aServerThatGoesSaysWhy() async throws {
    let peer = try await Peer.start()
    let client = try await LineClient.connect(host: "127.0.0.1", port: peer.port)
    let stream = try client.stream("t.Stream/Hold")
    var iterator = stream.makeAsyncIterator()
    _ = try await iterator.next()
    await peer.server.shutdown(grace: .seconds(5))
    let ended = await #expect(throws: Status.self) { _ = try await iterator.next() }
    #expect(ended?.reason == .draining && ended?.isRetryable == true)
    let after = await #expect(throws: Status.self) { _ = try await client.call("t.Echo/Now") }
    #expect(after?.reason == .draining || after?.reason == .connectionLost)
    #expect(!client.isOpen)
  }

  @Test func connectingToNobodyFails() async throws {
    let port = try TakenPort()
    let status = await #expect(throws: Status.self) {
      _ = try await LineClient.connect(host: "127.0.0.1", port: port.number)
    }
    withExtendedLifetime(port) {}
    #expect(status?.reason == .connectFailed && status?.isRetryable == true)
  }

  @Test func closingEndsOpenCalls() async throws {
    try await Peer.with { peer, client in
      let task = Task { try await client.call("t.Gate/Wait") }
      await peer.entered.wait()
      await client.close()
      let status = await #expect(throws: Status.self) { _ = try await task.value }
      #expect(status?.reason == .cancelled)
      #expect(!client.isOpen)
      // The server does not go on for a client that has gone.
      await peer.stopped.wait()
    }
  }
}
