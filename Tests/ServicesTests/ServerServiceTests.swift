import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import Records
import Synchronization
import TestSupport
import Testing
import Violations

@testable import Services

@Suite("kurukan.v1.Server and Health") struct ServerServiceTests {
  /// One method of the service, behind a router.
  private struct Served: Sendable {
    let router: Router
    let method: Method

    init(_ name: String, isHealthy: @escaping @Sendable () async -> Bool) throws {
      let service = ServerService(
        version: "1", limits: { .standard }, figures: { [] }, health: Self.health(isHealthy))
      router = Router(methods: service.methods(beside: []), callers: EverybodyKnown())
      method = try #require(router.method("kurukan.v1.\(name)"))
    }

    private static func health(_ isHealthy: @escaping @Sendable () async -> Bool) -> ServerHealth {
      ServerHealth(checks: [HealthCheck { await isHealthy() ? [] : [HealthFault("test", "It does not work.")] }])
    }

    func run(_ write: @escaping @Sendable ([UInt8]) -> Void) async throws -> [UInt8] {
      try await router.run(
        method, ServerServiceTests.context, params: [], RequestReader { nil }, ResponseWriter { write($0) })
    }
  }

  private static let context = CallContext(
    requestID: "r", method: "m", connection: ConnectionState(remoteAddress: "here"), authorization: "Bearer Awa")

  /// What a watch tells while it finds these answers, the last of them again and again.
  private static func messages(of healths: [Bool], asked: Int) async throws -> [String] {
    let count = Atomic(0)
    let watched = try Served(
      "Health/Watch",
      isHealthy: { healths[min(count.add(1, ordering: .relaxed).oldValue, healths.count - 1)] })
    let (told, telling) = AsyncStream.makeStream(of: String.self)
    let watch = Task { try await watched.run { telling.yield(String(decoding: $0, as: UTF8.self)) } }
    while count.load(ordering: .relaxed) < asked { await Task.yield() }
    watch.cancel()
    await #expect(throws: CancellationError.self) { _ = try await watch.value }
    telling.finish()
    return await told.reduce(into: []) { $0.append($1) }
  }

  @Test("A watch tells at once, and again only what has changed")
  func watch() async throws {
    let serving = #"{"status":"SERVING"}"#
    let notServing = #"{"status":"NOT_SERVING"}"#
    #expect(try await Self.messages(of: [true], asked: 3) == [serving])
    #expect(try await Self.messages(of: [false, false, true], asked: 4) == [notServing, serving])
  }

  /// Knows everybody until it is asked once, and then cannot be asked.
  private final class LostDirectory: CallerDirectory {
    private let count = Atomic(0)
    func knownPrincipal(of credential: Credential) -> Principal? { nil }
    func principal(of credential: Credential, from address: String) async throws -> Principal {
      guard count.add(1, ordering: .relaxed).oldValue == 0 else { throw Status(.databaseUnreachable, "Gone.") }
      return Principal(name: credential.token, role: .reviewer, level: .internal)
    }
  }

  @Test("A watch goes on where its caller cannot be looked up: it is there to tell of just that")
  func watchWithoutDatabase() async throws {
    let healths = [true, false, true]
    let count = Atomic(0)
    let health = ServerHealth(checks: [
      HealthCheck {
        healths[min(count.add(1, ordering: .relaxed).oldValue, 2)] ? [] : [HealthFault("test", "It does not work.")]
      }
    ])
    let method = HealthWatch(health: health).method
    let router = Router(methods: [method], callers: LostDirectory())
    let (told, telling) = AsyncStream.makeStream(of: String.self)
    let watch = Task {
      try await router.run(
        method, Self.context, params: [], RequestReader { nil },
        ResponseWriter { telling.yield(String(decoding: $0, as: UTF8.self)) })
    }
    var messages: [String] = []
    for await message in told {
      messages.append(message)
      if messages.count == 3 { break }
    }
    #expect(messages.map { $0.contains("NOT") } == [false, true, false])
    watch.cancel()
    await #expect(throws: CancellationError.self) { _ = try await watch.value }
  }

  @Test("Watchers share what is asked")
  func shared() async throws {
    let count = Atomic(0)
    let watched = try Served(
      "Health/Watch",
      isHealthy: {
        count.add(1, ordering: .relaxed)
        return true
      })
    let (told, telling) = AsyncStream.makeStream(of: Void.self)
    let watchers = (0..<100).map { _ in Task { try await watched.run { _ in telling.yield() } } }
    var left = watchers.count
    for await _ in told {
      left -= 1
      if left == 0 { break }
    }
    #expect(count.load(ordering: .relaxed) < 10)
    for watcher in watchers { watcher.cancel() }
    for watcher in watchers { _ = await watcher.result }
  }

  @Test("The figures are those of the server, each by its name")
  func figures() async throws {
    let service = ServerService(
      version: "1", limits: { .standard },
      figures: { [ServerFigure("connections", 3), ServerFigure("callsBegun", 70)] },
      health: ServerHealth(checks: []))
    let method = try #require(
      service.methods(beside: []).first { $0.declaration.name == "kurukan.v1.Server/Stats" })
    // Whom the figures are for, the table of access says.
    let open = Router(
      methods: [.unary(.open("t.Figures/All")) { try await Self.run(method, $0) }], callers: EverybodyKnown())
    let answer = try await open.run(
      try #require(open.method("t.Figures/All")), Self.context, params: [], RequestReader { nil },
      ResponseWriter { _ in })
    #expect(String(decoding: answer, as: UTF8.self) == #"{"figures":{"connections":3,"callsBegun":70}}"#)
  }

  private static func run(_ method: Method, _ call: Call) async throws -> [UInt8] {
    guard case .unary(let body) = method.body else { return [] }
    return try await body(call)
  }
}
