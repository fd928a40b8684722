import Disclosure
import JSONBytes
import LineRPC
import LineRPCServer
import Logging
import MethodCatalogue
import NIOSSL
import Synchronization
import TestSupport
import Testing
import Violations

/// An error that no service maps.
struct UnmappedError: Error {}

/// A server on loopback with methods made for testing.
final class TestServer: Sendable {
  /// Opened when `t.Gate/Wait` runs.
  let entered = Latch()
  /// Lets `t.Gate/Wait` end.
  let gate = Latch()
  /// Opened when `t.Gate/Wait` or `t.Stream/Flood` has been told to stop.
  let stopped = Latch()
  /// Bytes that `t.Stream/Flood` has written.
  let flooded = Atomic(0)
  /// The most `t.Load/Step` calls that ran at once.
  let peak = Atomic(0)
  private let current = Atomic(0)
  private let box = Mutex<(server: LineServer, port: Int)?>(nil)

  var server: LineServer { get throws { try box.withLock { $0?.server }.orThrow() } }

  /// The port that it listens on.
  var port: Int { get throws { try box.withLock { $0?.port }.orThrow() } }

  static func start(
    limits: LineLimits = .standard, lingerTime: Duration = .seconds(1),
    changing: (inout LineServerConfiguration) -> Void = { _ in }
  ) async throws -> TestServer {
    let test = TestServer()
    let router = Router(methods: test.methods, callers: EverybodyKnown()) { error in
      error is UnmappedError
        ? Status(.unexpected, "Something went wrong inside the server.") : Status(.databaseFault, "\(error)")
    }
    var configuration = LineServerConfiguration(port: 0, limits: limits, lingerTime: lingerTime)
    changing(&configuration)
    let server = LineServer(
      configuration: configuration, router: router,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let port = try await server.start()
    test.box.withLock { $0 = (server, port) }
    return test
  }

  func connect(reads: Bool = true, tls: NIOSSLContext? = nil) async throws -> RawConnection {
    try await RawConnection.connect(port: port, reads: reads, tls: tls)
  }

  func shutdown(grace: Duration = .seconds(5)) async throws { try await server.shutdown(grace: grace) }

  /// Runs `body` with a server and a connection to it, and shuts both down.
  static func with(
    limits: LineLimits = .standard, lingerTime: Duration = .seconds(1),
    _ body: (TestServer, RawConnection) async throws -> Void
  ) async throws {
    let test = try await start(limits: limits, lingerTime: lingerTime)
    let connection = try await test.connect()
    try await body(test, connection)
    await connection.close()
    try await test.shutdown()
    let end = ContinuousClock.now + .seconds(10)
    // One that was accepted and never used may begin, to be told that the server stops, after it has stopped.
    while try test.server.statistics.connections > 0, ContinuousClock.now < end { await Task.yield() }
    #expect(try test.server.statistics.connections == 0)
    // Work whose call was answered at its deadline ends when it ends: nobody waits for it.
    while try test.server.statistics.callsRunning > 0, ContinuousClock.now < end { await Task.yield() }
    #expect(try test.server.statistics.callsRunning == 0)
  }

  private static func text(_ item: ClientItem) -> String {
    switch item {
    case .json(let bytes): String(decoding: bytes, as: UTF8.self)
    case .unreadable(let status): "\"\(status.reason.name)\""
    }
  }

  private var methods: [Method] {
    [
      .immediate("t.Echo/Now") { _, params, reply in
        reply.succeed(Array(params))
      },
      .immediate("t.Echo/Thread") { _, params, reply in
        let copy = Array(params)
        Task { reply.succeed(copy) }
      },
      .immediate("t.Echo/Lost") { _, _, _ in },
      .immediate("t.Echo/Twice") { _, _, reply in
        reply.succeed(Array("1".utf8))
        reply.fail(Status(.unexpected, "again"))
      },
      .immediate(
        .open("t.Read/Keys"),
        reading: { (reader) throws(JSONError) in
          var keys: [String] = []
          try reader.beginObject()
          while let key = try reader.nextKey() {
            keys.append(key.text)
            try reader.skipValue()
          }
          return keys
        },
        body: { _, keys, reply in reply.succeed(JSONValue.array(keys.map(JSONValue.string)).bytes) }),
      .unary("t.Echo/Later") { call in call.params },
      .unary("t.Echo/Context") { call in
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("method", call.context.method)
        writer.member("authorization", ifPresent: call.context.authorization)
        writer.member("credential", ifPresent: call.context.connection.credential?.token)
        writer.member("hasDeadline", call.context.deadline != nil)
        writer.member("caller", ifPresent: try? call.principal.name)
        writer.endObject()
        return writer.bytes
      },
      .unary("t.Echo/Address") { call in
        var writer = JSONWriter()
        writer.string(call.context.connection.remoteAddress)
        return writer.bytes
      },
      .unary(.open("t.Echo/Authenticate", isBarrier: true)) { call in
        call.context.connection.authenticate(with: Credential(token: "Awa"))
        return Array("{}".utf8)
      },
      .unary("t.Fail/Status") { _ in
        throw Status(
          .parameterInvalid, "One field is wrong.", details: [FieldViolation(path: "a.b", message: "is wrong.")])
      },
      .unary("t.Fail/Unmapped") { _ in throw UnmappedError() },
      .immediate("t.Fail/Credential") { _, _, reply in
        reply.fail(Status(.unauthenticated, "No credential."))
      },
      .immediate(
        .open("t.Gate/Read"), reading: { (reader) throws(JSONError) in try reader.skipValue() },
        body: { [self] _, _, reply in
          entered.open()
          Task {
            try? await gate.wait()
            reply.succeed(Array("{}".utf8))
          }
        }),
      .unary("t.Gate/Wait") { [self] _ in
        entered.open()
        do { try await gate.wait() } catch {
          stopped.open()
          throw error
        }
        return Array(#"{"waited":true}"#.utf8)
      },
      .unary("t.Gate/Deaf") { [self] _ in
        entered.open()
        await Task { [gate] in try? await gate.wait() }.value
        return Array(#"{"waited":true}"#.utf8)
      },
      .immediate("t.Gate/Open") { [self] _, _, reply in
        reply.succeed(Array("{}".utf8))
        gate.open()
      },
      .unary("t.Load/Step") { [self] call in
        let running = current.add(1, ordering: .relaxed).newValue
        peak.max(running, ordering: .relaxed)
        for _ in 0..<20 { await Task.yield() }
        current.subtract(1, ordering: .relaxed)
        return call.params
      },
      .serverStreaming("t.Stream/Count") { _, writer in
        for number in 1...5 { try await writer.write(Array("\(number)".utf8)) }
        return Array(#"{"count":5}"#.utf8)
      },
      .serverStreaming("t.Stream/Flood") { [self] _, writer in
        let item = Array("\"\(String(repeating: "x", count: 65_000))\"".utf8)
        do {
          for _ in 0..<1_024 {
            try await writer.write(item)
            flooded.add(item.count, ordering: .relaxed)
          }
        } catch {
          stopped.open()
          throw error
        }
        return Array("{}".utf8)
      },
      .serverStreaming("t.Stream/Hold") { [self] _, writer in
        try await writer.write(Array("1".utf8))
        try await gate.wait()
        return Array("{}".utf8)
      },
      .bidirectionalStreaming("t.Items/Gather") { [self] _, items, _ in
        var gathered: [String] = []
        do {
          while let batch = try await items.next() { gathered += batch.map(Self.text) }
        } catch {
          stopped.open()
          throw error
        }
        return Array("[\(gathered.joined(separator: ","))]".utf8)
      },
      .bidirectionalStreaming("t.Items/Resumable") { _, items, writer in
        var count = 0
        do {
          while let batch = try await items.next() {
            count += batch.count
            if count == 2 { try await writer.write(Array("2".utf8)) }
          }
        } catch is CancellationError {
          throw Status(.cancelled, "Stopped.", resumeFrom: count)
        }
        return Array("\(count)".utf8)
      },
      .bidirectionalStreaming("t.Items/Wait") { [self] _, items, _ in
        entered.open()
        try await gate.wait()
        var count = 0
        while let batch = try await items.next() { count += batch.count }
        return Array("\(count)".utf8)
      },
    ]
  }
}

extension Optional {
  func orThrow() throws -> Wrapped {
    guard let self else { throw UnmappedError() }
    return self
  }
}
