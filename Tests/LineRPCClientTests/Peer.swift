import JSONBytes
import LineRPC
import LineRPCClient
import LineRPCServer
import Logging
import MethodCatalogue
import Synchronization
import TestSupport
import Testing
import Violations

/// A server on loopback with methods made for testing the client.
final class Peer: Sendable {
  let entered = Signal()
  let stopped = Signal()
  /// Bytes that `t.Stream/Flood` has written.
  let written = Atomic(0)
  private let bound = Mutex<(server: LineServer, port: Int)?>(nil)

  var server: LineServer { bound.withLock { $0!.server } }
  var port: Int { bound.withLock { $0!.port } }

  static func start() async throws -> Peer {
    let peer = Peer()
    var limits = LineLimits.standard
    // A busy machine is no slow reader.
    limits.slowReaderSeconds = 600
    // These clients show no credential, and their calls are many.
    limits.strangerLines = 100_000
    let server = LineServer(
      configuration: LineServerConfiguration(port: 0, limits: limits),
      router: Router(methods: peer.methods, callers: EverybodyKnown()),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let port = try await server.start()
    peer.bound.withLock { $0 = (server, port) }
    return peer
  }

  static func with(
    _ configuration: LineClientConfiguration = LineClientConfiguration(),
    _ body: (Peer, LineClient) async throws -> Void
  ) async throws {
    let peer = try await start()
    let client = try await LineClient.connect(host: "127.0.0.1", port: peer.port, configuration: configuration)
    try await body(peer, client)
    await client.close()
    await peer.server.shutdown(grace: .seconds(5))
    // One that was accepted and never used may begin, to be told that the server stops, after it has stopped.
    let end = ContinuousClock.now + .seconds(10)
    while peer.server.statistics.connections > 0, ContinuousClock.now < end { await Task.yield() }
    #expect(peer.server.statistics.connections == 0)
  }

  /// Waits, by talking to the server over a second connection, until the flood no longer grows.
  func settled() async throws {
    let observer = try await LineClient.connect(host: "127.0.0.1", port: port)
    var before = -1
    while before != written.load(ordering: .relaxed) {
      before = written.load(ordering: .relaxed)
      for _ in 0..<200 { _ = try await observer.call("t.Echo/Later") }
    }
    await observer.close()
  }

  private var methods: [Method] {
    let empty = Array("{}".utf8)
    return [
      .immediate("t.Echo/Now") { _, params, reply in
        reply.succeed(Array(params))
      },
      .unary("t.Echo/Later") { call in call.params },
      .unary("t.Echo/Secret") { call in
        guard let credential = call.context.connection.credential else {
          throw Status(.unauthenticated, "No credential.")
        }
        return Array(credential.token.utf8)
      },
      .immediate("kurukan.v1.Session/Authenticate") { call, params, reply in
        call.context.connection.authenticate(with: Credential(token: String(decoding: params, as: UTF8.self)))
        reply.succeed(empty)
      },
      .unary("t.Echo/Language") { call in
        Array("\"\(call.context.language.rawValue)\"".utf8)
      },
      .unary("t.Fail/Status") { _ in
        throw Status(
          .recordInvalid, "Wrong.",
          details: [FieldViolation(path: "a", message: "is wrong.", found: "x", allowed: ["y"])],
          retryAfter: .milliseconds(1500))
      },
      .unary("t.Gate/Wait") { [self] _ in
        entered.send()
        await Signal().wait()
        stopped.send()
        throw CancellationError()
      },
      .serverStreaming("t.Stream/Count") { call, writer in
        let last = try JSONValue(parsing: call.params)["to"]?.integer ?? 0
        for number in 1...max(1, last) { try await writer.write(Array("\(number)".utf8)) }
        return empty
      },
      .serverStreaming("t.Stream/Flood") { [self] _, writer in
        let item = Array("\"\(String(repeating: "x", count: 65_000))\"".utf8)
        for _ in 0..<1_024 {
          try await writer.write(item)
          written.add(item.count, ordering: .relaxed)
        }
        return empty
      },
      .serverStreaming("t.Stream/Hold") { [self] _, writer in
        try await writer.write(Array("1".utf8))
        await Signal().wait()
        stopped.send()
        throw CancellationError()
      },
    ]
  }
}

/// Lets one task wait, without sleeping, until something has happened or the task is cancelled.
final class Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func send() { continuation.finish() }

  func wait() async { for await _ in stream {} }
}
