import JSONBytes
import LineRPC
import PluginHost
import Synchronization
import Testing

extension WorkerTests {
  @Suite struct LoadTests {
    @Test("Many renderings at once, some of which crash, leave no process and no descriptor")
    func many() async throws {
      var limits = PluginHostLimits.standard
      limits.workers = 3
      limits.waiting = 200
      let before = ProcessList.descriptorCount
      try await Workshop.with(["FixtureSwift", "FixtureMisbehaving"], limits: limits) { workshop in
        try await workshop.host.reload()
        let highest = Highest()
        let results = await withTaskGroup(of: Result<String, any Error>.self) { group in
          for number in 0..<120 {
            group.addTask {
              do {
                let report = number % 4 == 3 ? "misbehaving/crash" : "listing/findings"
                let inputs = number % 4 == 3 ? [] : RenderingTests.inputs
                let (_, composition) = try await workshop.render(workshop.job(report, seconds: 120), inputs)
                let working = workshop.host.load.working
                highest.note(working)
                return .success(composition.blocksDigest)
              } catch {
                return .failure(error)
              }
            }
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        let digests = results.compactMap { try? $0.get() }
        #expect(digests.count == 90)
        #expect(Set(digests).count == 1)
        #expect(highest.value <= 3)
        #expect(workshop.survivors == [])
      }
      // Other tests of this process have descriptors of their own; a leak here would be of hundreds.
      #expect(ProcessList.descriptorCount < before + 30)
    }

    @Test("More renderings than may wait are refused, and one that waits too long too")
    func queue() async throws {
      var limits = PluginHostLimits.standard
      limits.workers = 1
      limits.waiting = 1
      try await Workshop.with(["FixtureMisbehaving", "FixturePlain"], limits: limits) { workshop in
        try await workshop.host.reload()
        let hang = try workshop.job("misbehaving/hang")
        let hasStarted = Gate()
        let first = Task {
          try await workshop.host.compose(
            hang, inputs: { _ in }, events: { _ in hasStarted.open() }, blocks: { _ in })
        }
        await hasStarted.wait()
        let second = Task { try await workshop.render(workshop.job("plain/count", seconds: 2)) }
        while workshop.host.load.waiting == 0 { await Task.yield() }
        let third = await #expect(throws: Status.self) {
          try await workshop.render(workshop.job("plain/count"))
        }
        #expect(third?.reason == .renderingLimit)
        #expect(third?.retryAfter != nil)
        let result = await second.result
        let waited = #expect(throws: Status.self) { try result.get() }
        #expect(waited?.reason == .deadlineExceeded)
        first.cancel()
        _ = await first.result
        let (text, _) = try await workshop.render(workshop.job("plain/count"), [("findings", [])])
        #expect(text.contains("fins"))
      }
    }

    @Test("A waiting rendering can be cancelled")
    func cancelWaiting() async throws {
      var limits = PluginHostLimits.standard
      limits.workers = 1
      try await Workshop.with(["FixtureMisbehaving"], limits: limits) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("misbehaving/hang")
        let hasStarted = Gate()
        let first = Task {
          try await workshop.host.compose(
            job, inputs: { _ in }, events: { _ in hasStarted.open() }, blocks: { _ in })
        }
        await hasStarted.wait()
        let second = Task { try await workshop.render(job) }
        while workshop.host.load.waiting == 0 { await Task.yield() }
        second.cancel()
        let result = await second.result
        let status = #expect(throws: Status.self) { try result.get() }
        #expect(status?.reason == .cancelled)
        #expect(workshop.host.load.waiting == 0)
        first.cancel()
        _ = await first.result
      }
    }

    @Test("Shutting down ends the renderings at work and refuses the next")
    func shutdown() async throws {
      try await Workshop.with(["FixtureMisbehaving"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("misbehaving/hang")
        let hasStarted = Gate()
        let task = Task {
          try await workshop.host.compose(
            job, inputs: { _ in }, events: { _ in hasStarted.open() }, blocks: { _ in })
        }
        await hasStarted.wait()
        await workshop.host.shutdown()
        #expect(workshop.survivors == [])
        let result = await task.result
        let status = #expect(throws: Status.self) { try result.get() }
        #expect(status?.reason == .draining)
        let next = await #expect(throws: Status.self) { try await workshop.render(job) }
        #expect(next?.reason == .draining)
      }
    }

    @Test("What a rendering of nothing much costs: medians of 30, printed by KURUKAN_TEST_MEASURE=1")
    func cost() async throws {
      try await Workshop.with(["FixtureSwift", "FixturePlain"]) { workshop in
        try await workshop.host.reload()
        for (report, inputs) in [
          ("plain/count", [("findings", [])]), ("listing/findings", RenderingTests.inputs),
        ] {
          var composing: [Double] = []
          var writing: [Double] = []
          for _ in 0..<30 {
            let (lines, composition) = try await workshop.compose(workshop.job(report), inputs)
            composing.append(composition.milliseconds)
            writing.append(try await workshop.write(lines).medium.milliseconds)
          }
          let median = (composing.sorted()[15], writing.sorted()[15])
          Measure.report("\(report): composer \(median.0) ms, writer \(median.1) ms")
          // Debug builds on a busy machine: only that it is of the order of a process start.
          #expect(median.1 < 2_000)
        }
      }
    }
  }
}

/// The highest number that was noted.
private final class Highest: Sendable {
  private let state = Mutex(0)

  var value: Int { state.withLock { $0 } }

  func note(_ number: Int) { state.withLock { $0 = max($0, number) } }
}
