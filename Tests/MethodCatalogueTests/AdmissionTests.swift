import Disclosure
import JSONBytes
import LineRPC
import Synchronization
import Testing
import Violations

@testable import MethodCatalogue

@Suite("Who may call a method") struct AdmissionTests {
  /// A way to call: who shows a token, and whether memory knows it.
  enum Caller: Hashable, CaseIterable {
    case nobody, stranger
    case remembered(Role), stored(Role)

    static var allCases: [Caller] {
      [.nobody, .stranger] + Role.allCases.map { .remembered($0) } + Role.allCases.map { .stored($0) }
    }

    var role: Role? {
      switch self {
      case .nobody, .stranger: nil
      case .remembered(let role), .stored(let role): role
      }
    }

    var token: String? {
      switch self {
      case .nobody: nil
      case .stranger: "stranger"
      case .remembered(let role), .stored(let role): role.rawValue
      }
    }

    var desk: CallDesk {
      switch self {
      case .remembered(let role): CallDesk(remembered: [CallDesk.principal(role)])
      case .stored(let role): CallDesk(stored: [CallDesk.principal(role)])
      case .nobody, .stranger: CallDesk()
      }
    }
  }

  static let accesses: [MethodAccess] =
    [.everyone, .authenticated] + Role.allCases.map { .roles([$0]) } + [
      .roles(Set(Role.allCases)), .roles([]), .exporters,
    ]

  /// What the declaration says, told without the code that decides it.
  private func expected(_ access: MethodAccess, _ caller: Caller) -> Reason? {
    if caller == .stranger { return .unauthenticated }
    switch (access, caller.role) {
    case (.everyone, _), (.authenticated, .some): return nil
    case (.authenticated, nil), (.roles, nil), (.exporters, nil): return .unauthenticated
    case (.exporters, .some(let role)): return role == .auditor ? nil : .permissionDenied
    case (.roles(let roles), .some(let role)): return roles.contains(role) ? nil : .permissionDenied
    }
  }

  private func answer(_ kind: MethodKind, _ access: MethodAccess, _ caller: Caller, _ desk: CallDesk) async -> Reason? {
    let declaration = CallDesk.declaration(access)
    let method: Method =
      switch kind {
      case .unary: .unary(declaration) { _ in [] }
      case .serverStreaming: .serverStreaming(declaration) { _, _ in [] }
      case .bidirectionalStreaming: .bidirectionalStreaming(declaration) { _, _, _ in [] }
      case .immediate:
        .immediate(declaration, reading: { (json) throws(JSONError) in try json.skipValue() }) { _, _, reply in
          reply.succeed([])
        }
      }
    let router = Router(methods: [method], callers: desk, observers: [desk])
    let context = CallDesk.context(caller.token)
    guard kind == .immediate else {
      do {
        _ = try await router.run(method, context, params: [], CallDesk.noItems, ResponseWriter { _ in })
        return nil
      } catch {
        return (error as? Status)?.reason
      }
    }
    return await withCheckedContinuation { continuation in
      let reply = Reply { result in
        switch result {
        case .success: continuation.resume(returning: nil)
        case .failure(let status): continuation.resume(returning: status.reason)
        }
      }
      do throws(JSONError) {
        let read = try JSONReader.read(Array("{}".utf8)) { (json) throws(JSONError) in
          try method.parametersReader!(&json)
        }
        router.run(method, context, read, reply)
      } catch {
        reply.fail(Status(.parseError, "no JSON"))
      }
    }
  }

  @Test(
    "Every kind of method, declared access and caller",
    arguments: [MethodKind.immediate, .unary, .serverStreaming, .bidirectionalStreaming], Caller.allCases)
  func table(kind: MethodKind, caller: Caller) async {
    for access in Self.accesses {
      let desk = caller.desk
      let found = await answer(kind, access, caller, desk)
      #expect(found == expected(access, caller), "\(access)")
      // A refusal is told, whatever the method; what an immediate method did it tells itself.
      if kind != .immediate || found != nil {
        #expect(desk.told.map(\.failure?.reason) == [found])
        #expect(desk.told.first?.method.name == "t.Test/Call")
        #expect(desk.told.first?.principal?.role == caller.role)
      }
    }
  }

  @Test("Another scheme than Bearer is refused, though the connection is known and everybody may call")
  func scheme() async throws {
    let desk = CallDesk(remembered: [CallDesk.principal(.reviewer)])
    let method = Method.unary(CallDesk.declaration(.everyone)) { _ in [] }
    let router = Router(methods: [method], callers: desk)
    for text in ["Basic reviewer", "reviewer", "bearer reviewer", ""] {
      var context = CallDesk.context(nil, connection: "reviewer")
      context.authorization = text
      let status = await #expect(throws: Status.self) {
        try await router.run(method, context, params: [], CallDesk.noItems, ResponseWriter { _ in })
      }
      #expect(status?.reason == .unauthenticated, "\(text)")
    }
  }

  @Test("A call's own token counts before the connection's, and of the connection's the one it had when the call began")
  func ownToken() async throws {
    let desk = CallDesk(remembered: [CallDesk.principal(.submitter), CallDesk.principal(.reviewer)])
    let method = Method.unary(CallDesk.declaration(.authenticated)) { Array(try $0.principal.name.utf8) }
    let router = Router(methods: [method], callers: desk)
    func name(_ context: CallContext) async throws -> String {
      String(
        decoding: try await router.run(method, context, params: [], CallDesk.noItems, ResponseWriter { _ in }),
        as: UTF8.self)
    }
    #expect(try await name(CallDesk.context("reviewer", connection: "submitter")) == "reviewer")
    let context = CallDesk.context(nil, connection: "submitter")
    #expect(try await name(context) == "submitter")
    context.connection.authenticate(with: Credential(token: "reviewer"))
    #expect(try await name(context) == "submitter")
    await #expect(throws: Status.self) { try await name(CallDesk.context(nil, connection: "revoked")) }
  }

  @Test("Who shows another token need not have a valid one before")
  func anotherToken() async throws {
    let desk = CallDesk()
    let declaration = MethodDeclaration(
      "t.Test/Call", "Made for testing.", access: .everyone, cost: .small, timeout: nil, isBarrier: true,
      parameters: .object("Anything."), answer: [])
    let method = Method.unary(declaration) { _ in [7] }
    let router = Router(methods: [method], callers: desk)
    let context = CallDesk.context(nil, connection: "revoked")
    let answer = try await router.run(method, context, params: [], CallDesk.noItems, ResponseWriter { _ in })
    #expect(answer == [7])
    // What it shows itself must be right.
    await #expect(throws: Status.self) {
      try await router.run(
        method, CallDesk.context("wrong", connection: "revoked"), params: [], CallDesk.noItems, ResponseWriter { _ in })
    }
  }

  @Test("A wrong token of one call takes nothing from the connection's; its own does, if it has ended")
  func wrongToken() async throws {
    let desk = CallDesk(remembered: [CallDesk.principal(.reviewer)])
    let method = Method.unary(CallDesk.declaration(.authenticated)) { _ in [] }
    let router = Router(methods: [method], callers: desk)
    func isKnown(_ own: String?, _ connection: String?) async -> Bool {
      let context = CallDesk.context(own, connection: connection)
      _ = try? await router.run(method, context, params: [], CallDesk.noItems, ResponseWriter { _ in })
      return context.connection.isKnown
    }
    #expect(await isKnown("wrong", "reviewer"))
    #expect(await isKnown("reviewer", nil))
    #expect(await !isKnown("wrong", nil))
    #expect(await !isKnown(nil, "revoked"))
  }

  @Test("Where it cannot be found out who calls, what everybody may do is done all the same", arguments: [true, false])
  func nobodyToAsk(isForEverybody: Bool) async throws {
    struct Silent: CallerDirectory {
      func knownPrincipal(of credential: Credential) -> Principal? { nil }
      func principal(of credential: Credential, from address: String) async throws -> Principal {
        throw Status(.databaseUnreachable, "Nobody answers.")
      }
    }
    let method = Method.unary(CallDesk.declaration(isForEverybody ? .everyone : .authenticated)) { call in
      Array(((try? call.principal)?.name ?? "nobody").utf8)
    }
    let router = Router(methods: [method], callers: Silent())
    func run() async throws -> [UInt8] {
      try await router.run(method, CallDesk.context("a"), params: [], CallDesk.noItems, ResponseWriter { _ in })
    }
    if isForEverybody {
      #expect(try await run() == Array("nobody".utf8))
    } else {
      let status = await #expect(throws: Status.self) { try await run() }
      #expect(status?.reason == .databaseUnreachable)
    }
  }

  @Test("One caller has only so many costly calls at work; others and cheap calls are not held up")
  func places() async throws {
    let desk = CallDesk(remembered: [CallDesk.principal(.submitter), CallDesk.principal(.reviewer)])
    let limit = try #require(MethodCost.process.callsAtOnce)
    let isOpen = Atomic(false)
    let entered = Mutex(0)
    let slow = Method.unary(CallDesk.declaration(.authenticated, cost: .process)) { _ in
      entered.withLock { $0 += 1 }
      while !isOpen.load(ordering: .acquiring) { await Task.yield() }
      return []
    }
    let router = Router(methods: [slow], callers: desk)
    let cheap = Method.unary(CallDesk.declaration(.authenticated)) { _ in [] }
    let cheapRouter = Router(methods: [cheap], callers: desk)
    @Sendable func run(_ token: String) async throws {
      _ = try await router.run(slow, CallDesk.context(token), params: [], CallDesk.noItems, ResponseWriter { _ in })
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<limit { group.addTask { try await run("reviewer") } }
      while entered.withLock({ $0 }) < limit { await Task.yield() }
      group.addTask { try await run("reviewer") }
      _ = try await cheapRouter.run(
        cheap, CallDesk.context("reviewer"), params: [], CallDesk.noItems, ResponseWriter { _ in })
      group.addTask { try await run("submitter") }
      while entered.withLock({ $0 }) < limit + 1 { await Task.yield() }
      #expect(entered.withLock { $0 } == limit + 1)
      isOpen.store(true, ordering: .releasing)
      try await group.waitForAll()
    }
    #expect(entered.withLock { $0 } == limit + 2)
    try await run("reviewer")
  }

  @Test("A call that lasts learns that its token has ended, or is another's by now", arguments: ["revoked", "auditor"])
  func endedMeanwhile(later: String) async throws {
    let desk = CallDesk(remembered: [CallDesk.principal(.reviewer), CallDesk.principal(.auditor)])
    let method = Method.unary(CallDesk.declaration(.authenticated)) { call in
      try await call.requireCaller()
      desk.change("reviewer", to: later == "revoked" ? nil : CallDesk.principal(.auditor))
      let status = await #expect(throws: Status.self) { try await call.requireCaller() }
      #expect(status?.reason == .unauthenticated)
      return []
    }
    let context = CallDesk.context(nil, connection: "reviewer")
    let router = Router(methods: [method], callers: desk)
    _ = try await router.run(method, context, params: [], CallDesk.noItems, ResponseWriter { _ in })
  }

  @Test("Observers are told who called, what was noted, and why it failed, but no text")
  func observed() async throws {
    struct Unmapped: Error {}
    let desk = CallDesk(remembered: [CallDesk.principal(.reviewer)])
    let method = Method.unary(CallDesk.declaration(.authenticated)) { call in
      call.notes.note("programme", "p")
      throw Unmapped()
    }
    let router = Router(methods: [method], callers: desk, observers: [desk])
    await #expect(throws: Unmapped.self) {
      try await router.run(method, CallDesk.context("reviewer"), params: [], CallDesk.noItems, ResponseWriter { _ in })
    }
    let told = try #require(desk.told.first)
    #expect(told.principal?.name == "reviewer" && told.notes == ["programme": "p"])
    #expect(told.failure?.reason == .unexpected)
    #expect(told.context.requestID == "r" && desk.told.count == 1)
    #expect(!"\(Credential(token: "secret"))".contains("secret"))
  }
}
