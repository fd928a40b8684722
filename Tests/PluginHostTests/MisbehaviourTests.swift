import Glibc
import JSONBytes
import LineRPC
import PluginHost
import Synchronization
import Testing
import Violations

extension WorkerTests {
  @Suite struct MisbehaviourTests {
    private static func with(
      _ limits: PluginHostLimits = .standard, _ body: (Workshop) async throws -> Void
    ) async throws {
      try await Workshop.with(["FixtureMisbehaving", "FixturePlain"], limits: limits) { workshop in
        try await workshop.host.reload()
        try await body(workshop)
        // The host has survived: it renders as before.
        let (text, _) = try await workshop.render(workshop.job("plain/count"), [("findings", [])])
        #expect(text.contains("fins"))
        #expect(workshop.survivors == [])
      }
    }

    @Test("A crash names the plugin, the signal and its last words")
    func crash() async throws {
      try await Self.with { workshop in
        let status = try #require(await workshop.failure("crash"))
        #expect(status.reason == .pluginCrashed)
        #expect(!status.isRetryable)
        #expect(status.message.en.contains("misbehaving (libFixtureMisbehaving.so)"))
        #expect(status.message.en.contains("SIGILL") || status.message.en.contains("SIGTRAP"))
        #expect(status.message.en.contains("the fixture crashes as asked"))
        #expect(try await workshop.failure("index")?.reason == .pluginCrashed)
      }
    }

    @Test("A plugin that ends its process, or answers nothing of use, is blamed")
    func wrongEnds() async throws {
      try await Self.with { workshop in
        let exit = try #require(await workshop.failure("exit"))
        #expect(exit.reason == .pluginCrashed && exit.message.en.contains("exit status 7"))
        let fail = try #require(await workshop.failure("fail"))
        #expect(fail.reason == .pluginProtocol && fail.message.en.contains("42"))
        let lie = try #require(await workshop.failure("speak_on_control"))
        #expect(lie.reason == .pluginProtocol)
        // What it writes by itself is checked like all else, and is no other document.
        let direct = try #require(await workshop.failure("speak_on_output"))
        #expect(direct.reason == .pluginProtocol && direct.message.en.contains("malformed"), "\(direct)")
      }
    }

    @Test("An error diagnostic rejects the report")
    func rejected() async throws {
      try await Self.with { workshop in
        let status = try #require(await workshop.failure("error"))
        #expect(status.reason == .reportRejected)
        #expect(status.details == [FieldViolation(path: "grants[0]", message: "the budget is missing")])
      }
    }

    @Test("Blocks that are broken, out of order, or say what is not theirs to say, are refused with their place")
    func badBlocks() async throws {
      try await Self.with { workshop in
        let broken = try #require(await workshop.failure("broken_json"))
        #expect(broken.reason == .pluginProtocol && broken.message.en.contains("Block 2"))
        let order = try #require(await workshop.failure("broken_order"))
        #expect(order.reason == .pluginProtocol && order.message.en.contains("out_of_order"))
        // It goes on composing after it was told to stop; the answer is the first fault all the same.
        let ignored = try #require(await workshop.failure("ignore_stop"))
        #expect(ignored.reason == .pluginProtocol && ignored.message.en.contains("Block 2"))
        let level = try #require(await workshop.failure("level"))
        #expect(level.reason == .pluginProtocol && level.message.en.contains("level is the server's to say"))
      }
    }

    @Test("Progress that comes in waves, and escapes in what is said, are no fault and harm nobody")
    func wavesAndEscapes() async throws {
      try await Self.with { workshop in
        let (_, composition) = try await workshop.render(workshop.job("misbehaving/waves"))
        #expect(composition.diagnostics == [["severity": "info", "summary": "[31mred", "detail": "twoparts"]])
      }
    }

    @Test(
      "A document of its own that is no UTF-8, in its middle or at its end, is refused",
      arguments: ["raw_broken", "raw_unended"])
    func brokenText(report: String) async throws {
      try await Self.with { workshop in
        let status = try #require(await workshop.failure(report))
        #expect(status.reason == .pluginProtocol && status.message.en.contains("no UTF-8"), "\(status)")
      }
    }

    @Test("What is printed goes into no report")
    func printing() async throws {
      try await Self.with { workshop in
        let (text, _) = try await workshop.render(workshop.job("misbehaving/stdout"))
        #expect(text.contains("intact"))
        #expect(!text.contains("printed"))
      }
    }

    @Test(
      "Floods are stopped at their limits",
      arguments: [
        ("flood_blocks", "has more than 2000000 bytes"),
        ("flood_diagnostics", "1000 diagnostics"), ("flood_errors", "printed more than 1000000 bytes"),
      ])
    func floods(report: String, message: String) async throws {
      var limits = PluginHostLimits.standard
      limits.outputBytes = 2_000_000
      limits.printedBytes = 1_000_000
      try await Self.with(limits) { workshop in
        let status = try #require(await workshop.failure(report))
        #expect(status.reason == .renderingLimit)
        #expect(status.message.en.contains(message), "\(status)")
      }
    }

    @Test(
      "Files, sockets and other programs are out of reach",
      arguments: [("open_file", EACCES), ("write_file", EPERM), ("socket", EPERM), ("fork", EPERM)])
    func confined(report: String, fault: Int32) async throws {
      try await Self.with { workshop in
        let (text, _) = try await workshop.render(workshop.job("misbehaving/" + report))
        #expect(
          text.contains("answer -1, errno \(fault)") || text.contains("answer \\-1, errno \(fault)"),
          "\(text)")
      }
    }

    @Test("The server's environment is not passed on")
    func environment() async throws {
      setenv("KURUKAN_TEST_SECRET", "s3cret", 1)
      defer { unsetenv("KURUKAN_TEST_SECRET") }
      try await Self.with { workshop in
        let (text, _) = try await workshop.render(workshop.job("misbehaving/environment"))
        #expect(!text.contains("s3cret"))
        #expect(text.contains("enable=no"))
        #expect(text.contains("variables") && text.contains(" 3"))
      }
    }

    @Test("Memory and processor time are limited")
    func resources() async throws {
      var limits = PluginHostLimits.standard
      limits.processorSeconds = 1
      try await Self.with(limits) { workshop in
        #expect(try await workshop.failure("memory")?.reason == .pluginCrashed)
        let spin = try #require(await workshop.failure("spin"))
        #expect(spin.reason == .renderingLimit && spin.message.en.contains("1 seconds of processor time"))
      }
    }

    @Test("A plugin that hangs is ended at the deadline")
    func deadline() async throws {
      try await Self.with { workshop in
        let start = ContinuousClock.now
        let status = try #require(await workshop.failure("hang", seconds: 0.5))
        #expect(status.reason == .deadlineExceeded)
        let duration = ContinuousClock.now - start
        #expect(duration >= .milliseconds(500) && duration < .seconds(5))
      }
    }

    @Test("Cancelling the call ends a plugin that ignores everything", arguments: ["hang", "spin"])
    func cancelled(report: String) async throws {
      try await Self.with { workshop in
        let job = try workshop.job("misbehaving/" + report)
        let hasStarted = Gate()
        let task = Task {
          // The first progress is there: the plugin is at work.
          try await workshop.host.compose(
            job, inputs: { _ in }, events: { _ in hasStarted.open() }, blocks: { _ in })
        }
        await hasStarted.wait()
        task.cancel()
        let result = await task.result
        let status = #expect(throws: Status.self) { try result.get() }
        #expect(status?.reason == .cancelled)
        #expect(workshop.survivors == [])
      }
    }
  }
}

/// Lets a task wait until something has happened.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }
  private let state = Mutex(State())

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func wait() async {
    await withCheckedContinuation { waiter in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiters.append(waiter) }
        return state.isOpen
      }
      if isOpen { waiter.resume() }
    }
  }
}
