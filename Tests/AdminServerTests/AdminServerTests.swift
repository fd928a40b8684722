import TestSupport
import Testing

@testable import AdminServer

@Suite("The admin port") struct AdminServerTests {
  /// Lends the port of a server with these pages.
  private static func with(_ pages: [AdminPage], _ body: (Int) async throws -> Void) async throws {
    let socket = try LoopbackSocket.bound()
    let server = AdminServer(pages: pages)
    let port = try await server.start(on: socket)
    let result: Result<Void, any Error>
    do { result = .success(try await body(port)) } catch { result = .failure(error) }
    await server.stop()
    try result.get()
  }

  private static let pages = [
    AdminPage("/good") { AdminPage.Content(text: "fine\n") },
    AdminPage("/bad") { AdminPage.Content(isGood: false, text: "broken\n") },
  ]

  @Test("A page answers 200 where all is well, else 503, and whatever follows the question mark does not matter")
  func pages() async throws {
    try await Self.with(Self.pages) { port in
      let good = try await LoopbackSocket.exchange("GET /good?x=1 HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
      #expect(good.hasPrefix("HTTP/1.1 200 OK\r\n") && good.hasSuffix("\r\n\r\nfine\n"), "\(good)")
      #expect(good.contains("Content-Length: 5\r\n") && good.contains("Connection: close\r\n"))
      let bad = try await LoopbackSocket.exchange("GET /bad HTTP/1.0\r\n\r\n", port: port)
      #expect(bad.hasPrefix("HTTP/1.1 503 ") && bad.hasSuffix("\r\n\r\nbroken\n"), "\(bad)")
    }
  }

  @Test("HEAD tells what GET would, without its text")
  func head() async throws {
    try await Self.with(Self.pages) { port in
      let answer = try await LoopbackSocket.exchange("HEAD /good HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
      #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("Content-Length: 5\r\n"), "\(answer)")
      #expect(answer.hasSuffix("\r\n\r\n"))
    }
  }

  @Test("Other methods and other paths are refused, with what there is")
  func refused() async throws {
    try await Self.with(Self.pages) { port in
      let post = try await LoopbackSocket.exchange(
        "POST /good HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", port: port)
      #expect(post.hasPrefix("HTTP/1.1 405 ") && post.contains("Allow: GET, HEAD\r\n"), "\(post)")
      let path = try await LoopbackSocket.exchange("GET /%00\u{1b}é HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
      #expect(path.hasPrefix("HTTP/1.1 404 ") || path.hasPrefix("HTTP/1.1 400 "), "\(path)")
      let other = try await LoopbackSocket.exchange("GET /other HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
      #expect(other.hasPrefix("HTTP/1.1 404 ") && other.hasSuffix("There is no page /other; there are /bad, /good.\n"))
      let nonsense = try await LoopbackSocket.exchange("\u{16}\u{03}\u{01}\0\0\r\n\r\n", port: port)
      #expect(nonsense.hasPrefix("HTTP/1.1 400 ") || nonsense.isEmpty, "\(nonsense)")
    }
  }

  @Test("Whoever sends more than a request is cut off, and others are answered")
  func tooMuch() async throws {
    try await Self.with(Self.pages) { port in
      let long = String(repeating: "x", count: AdminLimits.requestBytes)
      let answer = try? await LoopbackSocket.exchange("GET /good HTTP/1.1\r\nHost: \(long)\r\n\r\n", port: port)
      #expect(answer ?? "" == "")
      let good = try await LoopbackSocket.exchange("GET /good HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
      #expect(good.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test("One connection too many is closed, and its place is free again once another has gone")
  func tooManyConnections() async throws {
    let (entered, enter) = AsyncStream<Void>.makeStream()
    let gate = Latch()
    let held = AdminPage("/held") {
      enter.yield()
      try? await gate.wait()
      return AdminPage.Content(text: "held\n")
    }
    try await Self.with(Self.pages + [held]) { port in
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<AdminLimits.connections {
          group.addTask { try await LoopbackSocket.exchange("GET /held HTTP/1.1\r\nHost: a\r\n\r\n", port: port) }
        }
        var places = entered.makeAsyncIterator()
        for _ in 0..<AdminLimits.connections { await places.next() }
        let refused = try? await LoopbackSocket.exchange("GET /good HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
        #expect(refused ?? "" == "")
        gate.open()
        for try await answer in group { #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)") }
      }
      let deadline = ContinuousClock.now + .seconds(20)
      var answer = ""
      while !answer.hasPrefix("HTTP/1.1 200 "), ContinuousClock.now < deadline {
        answer = (try? await LoopbackSocket.exchange("GET /good HTTP/1.1\r\nHost: a\r\n\r\n", port: port)) ?? ""
      }
      #expect(answer.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test("Whoever sends nothing loses the connection, and so does whoever waits for a page that hangs")
  func silence() async throws {
    try await Self.with(
      Self.pages + [
        AdminPage("/stuck") {
          try? await Task.sleep(for: .seconds(60)); return .init(text: "")
        }
      ]
    ) {
      port in
      async let silent = LoopbackSocket.exchange("", port: port)
      async let stuck = LoopbackSocket.exchange("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
      let answers = try await (silent, stuck)
      #expect(answers.0 == "" && answers.1 == "")
    }
  }
}
