import Glibc
import JSONBytes
import LineRPC
import Synchronization
import Testing
import Violations

@testable import PluginHost

extension WorkerTests {
  /// The process that makes PDF, with scripts in the place of the real ones that try what these must not.
  @Suite struct TypesettingTests {
    /// A host whose typesetter runs the scripts of a folder; the fixture's unless it is said.
    static func with(
      scripts: String = fixtures, _ limits: PluginHostLimits = .standard, withoutLandlock: Bool = false,
      _ body: (Workshop) async throws -> Void
    ) async throws {
      var places = TypesettingPlaces(program: Workshop.products + "/kurukan-typesetter", folder: "/nowhere")
      (places.modules, places.scripts, places.fonts) = (scripts, scripts, scripts)
      try await Workshop.with([], limits: limits, typesetting: places, body)
    }

    static let fixtures = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Typesetters"

    /// The server's name for a file that nobody else may read.
    private static func secret<Result>(_ body: (String) async throws -> Result) async throws -> Result {
      var template = Array("/tmp/kurukan-secret-XXXXXX".utf8CString)
      let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
      defer { unlink(folder + "/secret"); rmdir(folder) }
      try Workshop.write(Array("s3cret".utf8), to: folder + "/secret")
      return try await body(folder + "/secret")
    }

    static func typeset(_ data: JSONValue, _ workshop: Workshop, seconds: Double = 30) async throws -> String {
      let held = PrintData(limit: 1 << 20)
      try held.take(data.bytes)
      let bytes = Mutex<[UInt8]>([])
      let job = WriteJob(medium: "pdf", stamp: Workshop.stamp(), deadline: .now + .seconds(seconds))
      let host = workshop.host
      let written = try await host.withPlace(until: job.deadline) {
        try await host.typeset(held, job, after: 0) { piece in bytes.withLock { $0 += piece } }
      }
      #expect(written.bytes == bytes.withLock { $0.count })
      return bytes.withLock { String(decoding: $0, as: UTF8.self) }
    }

    private static func failure(
      _ mischief: String, _ workshop: Workshop, seconds: Double = 30
    ) async throws -> Status {
      let status = await #expect(throws: Status.self) {
        try await typeset(["do": .string(mischief)], workshop, seconds: seconds)
      }
      return try #require(status)
    }

    private static func attempts(_ workshop: Workshop) async throws -> JSONObject {
      try await secret { path in
        let text = try await typeset(
          ["do": "attempts", "secret": .string(path), "server": .integer(Int64(getpid()))], workshop)
        return try #require(try JSONValue(parsing: Array(text.utf8)).object)
      }
    }

    @Test("Files, sockets, processes, programs and limits are out of reach")
    func confined() async throws {
      try await Self.with { workshop in
        let answers = try await Self.attempts(workshop)
        let unreadable = Set([
          "read a file", "read what users there are", "list a folder", "read its own environment",
          "read the server's memory",
        ])
        #expect(answers.members.count == 27)
        for (name, answer) in answers.members.map({ ($0.key, $0.value) }) {
          let wanted: JSONValue =
            name == "raise a limit"
            ? "not allowed to raise maximum limit" : .integer(Int64(unreadable.contains(name) ? EACCES : EPERM))
          #expect(answer == wanted, "\(name): \(answer.text)")
        }
        #expect(access("/tmp/kurukan-typesetter-was-here", F_OK) != 0)
      }
    }

    @Test("It is given its folders, its descriptors and its limits, may make threads, and knows nothing of the server")
    func surroundings() async throws {
      setenv("KURUKAN_TEST_SECRET", "s3cret", 1)
      defer { unsetenv("KURUKAN_TEST_SECRET") }
      try await Self.with { workshop in
        let text = try await Self.typeset(["do": "surroundings"], workshop)
        let limits = PluginHostLimits.standard
        let given = try JSONValue(parsing: Array(text.utf8))
        #expect(
          given == [
            "environment": ["HOME", "MALLOC_ARENA_MAX", "RAYON_NUM_THREADS"], "thread": ["ran"],
            "limits": [
              "AS": .integer(Int64(limits.typesettingAddressSpaceBytes)),
              "DATA": .integer(Int64(limits.typesettingDataBytes)), "FSIZE": 0, "CORE": 0,
            ], "descriptors": [0, 1, 2, 3, 4], "folder": "/", "site": false,
          ])
      }
    }

    @Test("Print data arrives as it was, whatever stands in it and wherever it is cut")
    func passing() async throws {
      try await Self.with { workshop in
        let hostile = "é€𞤀\u{2028}\"\\\u{1}" + String(repeating: "ߞߎߙߎߞߊ߲ 🟢", count: 9_000)
        let data: JSONValue = ["do": "echo", "text": .string(hostile)]
        let passed = try await Self.typeset(data, workshop)
        #expect(passed == data.text)
      }
    }

    @Test(
      "What breaks the protocol or ends without an answer is refused",
      arguments: [
        ("exit", .unexpected, "exit status 7"), ("say nothing", .unexpected, "without an answer"),
        ("raise", .unexpected, "ZeroDivisionError"), ("abort", .unexpected, "SIGABRT"),
        ("abort for memory", .renderingLimit, "more than 384 MiB of memory"),
        ("abort for the compression's memory", .renderingLimit, "more than 384 MiB of memory"),
        ("talk nonsense", .pluginProtocol, "no frame"), ("answer twice", .pluginProtocol, "after its answer"),
        ("lie", .pluginProtocol, "counted other bytes"), ("send blame", .pluginProtocol, "it was you"),
      ] as [(String, Reason, String)])
    func broken(mischief: String, reason: Reason, words: String) async throws {
      try await Self.with { workshop in
        let status = try await Self.failure(mischief, workshop)
        #expect(status.reason == reason && status.message.en.contains(words), "\(status)")
      }
    }

    @Test(
      "Floods are stopped at their limits",
      arguments: [("flood the output", "has more than"), ("flood the errors", "printed more than")])
    func floods(mischief: String, words: String) async throws {
      var limits = PluginHostLimits.standard
      limits.outputBytes = 2_000_000
      limits.printedBytes = 1_000_000
      try await Self.with(limits) { workshop in
        let status = try await Self.failure(mischief, workshop)
        #expect(status.reason == .renderingLimit && status.message.en.contains(words), "\(status)")
        #expect(try await Self.failure("flood the control", workshop).reason == .pluginProtocol)
      }
    }

    @Test("Time, processor time and memory are limited")
    func resources() async throws {
      var limits = PluginHostLimits.standard
      limits.processorSeconds = 1
      limits.typesettingDataBytes = 64 << 20
      limits.lingerMilliseconds = 200
      try await Self.with(limits) { workshop in
        #expect(try await Self.failure("fill", workshop).message.en.contains("MemoryError"))
        let spin = try await Self.failure("spin", workshop)
        #expect(spin.reason == .renderingLimit && spin.message.en.contains("1 seconds of processor time"))
        let start = ContinuousClock.now
        #expect(try await Self.failure("hang", workshop, seconds: 0.5).reason == .deadlineExceeded)
        #expect(try await Self.failure("close and linger", workshop).reason == .pluginProtocol)
        #expect(ContinuousClock.now - start < .seconds(5))
      }
    }

    @Test("Twenty that misbehave leave no process, no descriptor and no place taken")
    func leftovers() async throws {
      var limits = PluginHostLimits.standard
      limits.workers = 2
      limits.lingerMilliseconds = 200
      try await Self.with(limits) { workshop in
        _ = try await Self.typeset(["do": "echo"], workshop)
        let mischief = ["hang", "leave threads", "flood the output", "close and linger", "abort"]
        await withTaskGroup(of: Void.self) { group in
          for number in 0..<20 {
            group.addTask {
              let data: JSONValue = ["do": .string(mischief[number % 5])]
              _ = try? await Self.typeset(data, workshop, seconds: number % 5 == 0 ? 0.3 : 30)
            }
          }
        }
        #expect(workshop.survivors == [])
        #expect(workshop.host.load == (0, 0))
        // Nothing but workers has such a descriptor; other tests of this process have a few at a time.
        #expect(ProcessList.processDescriptorCount < 10)
      }
    }

    @Test("Cancelling ends it, and a place covers both processes, so that full gates do not wait for themselves")
    func cancelled() async throws {
      var limits = PluginHostLimits.standard
      limits.workers = 1
      try await Self.with(limits) { workshop in
        let task = Task { try await Self.typeset(["do": "hang"], workshop) }
        while workshop.survivors.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let result = await task.result
        let status = #expect(throws: Status.self) { try result.get() }
        #expect(status?.reason == .cancelled)
        #expect(workshop.survivors == [])
        let next = try await Self.typeset(["do": "echo"], workshop)
        #expect(next == #"{"do":"echo"}"#)
      }
    }

    @Test("Print data beyond the limit is refused with what to do")
    func tooMuch() throws {
      let data = PrintData(limit: 1 << 20)
      try data.take([UInt8](repeating: 0x20, count: 1 << 20))
      let status = #expect(throws: Status.self) { try data.take([0x20]) }
      #expect(status?.reason == .renderingLimit)
      #expect(status?.message.en.contains("more than 1 MiB") == true)
      #expect(status?.hint?.en.contains("html") == true && status?.hint?.text(in: .french).contains("html") == true)
    }
  }
}
