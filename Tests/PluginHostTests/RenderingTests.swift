import Crypto
import Glibc
import JSONBytes
import LineRPC
import PluginHost
import Synchronization
import Testing
import Violations

extension WorkerTests {
  @Suite struct RenderingTests {
    static let findings: [JSONValue] = (1...50).map { number in
      ["title": .string("Constat \(number)"), "statement": "Rien ne va.", "theme": "procurement"]
    }
    static let inputs: [(String, [JSONValue])] = [
      ("programme", [["title": ["fr": "Programme d’essai", "en": "Trial programme"]]]),
      ("counts", [["theme": "procurement", "count": 50], ["theme": "media_relations", "count": .null]]),
      ("findings", findings),
    ]

    @Test("A plugin in plain C counts its inputs")
    func plainC() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let rows: [JSONValue] = (1...200).map { ["title": .string("r\($0)\nzweite Zeile")] }
        let (text, outcome) = try await workshop.render(workshop.job("plain/count"), [("findings", rows)])
        #expect(text.contains("lignes") && text.contains("200, fins"))
        #expect(outcome.blocks == 2)
        #expect(
          outcome.diagnostics == [["severity": "info", "summary": "counted", "path": "findings"]])
      }
    }

    @Test("A Swift plugin renders in both media; the digest is that of the bytes")
    func swift() async throws {
      try await Workshop.with(["FixtureSwift"]) { workshop in
        try await workshop.host.reload()
        for medium in ["markdown", "html"] {
          let job = try workshop.job("listing/findings", medium: medium)
          let (text, outcome) = try await workshop.render(job, Self.inputs)
          #expect(text.contains("Constat 50"))
          #expect(text.contains("Programme d’essai"))
          #expect(outcome.bytes == text.utf8.count)
          let digest = SHA256.hash(data: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
          }
          #expect(outcome.sha256 == digest.joined())
          #expect(outcome.firstByteMilliseconds > 0)
          #expect(outcome.workerMilliseconds >= outcome.firstByteMilliseconds)
        }
      }
    }

    @Test("The same inputs give the same bytes twice; other inputs do not")
    func deterministic() async throws {
      try await Workshop.with(["FixtureSwift"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("listing/findings", medium: "html")
        let first = try await workshop.render(job, Self.inputs)
        let second = try await workshop.render(job, Self.inputs)
        #expect(first.text == second.text)
        #expect(first.outcome.sha256 == second.outcome.sha256)
        let other = try await workshop.render(job, [Self.inputs[0], Self.inputs[1], ("findings", [])])
        #expect(other.outcome.sha256 != first.outcome.sha256)
        #expect(other.outcome.diagnostics.first?["severity"]?.string == "warning")
      }
    }

    @Test("The writer prints what is withheld, whatever the plugin says")
    func withheld() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job(
          "plain/count", withheld: [RenderJob.Withheld(label: "non validé", count: .about(315))])
        let (text, _) = try await workshop.render(job, [("findings", [])])
        #expect(text.contains("non validé") && text.contains("315"))
      }
    }

    @Test("Progress and diagnostics are told while the report is rendered")
    func events() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let events = Mutex<[RenderEvent]>([])
        _ = try await workshop.host.render(workshop.job("plain/count")) { sink in
          try await sink.end("findings")
        } events: { event in
          events.withLock { $0.append(event) }
        } output: { _ in
        }
        #expect(events.withLock { $0 }.contains(.progress(0.5)))
        #expect(events.withLock { $0.count } == 2)
      }
    }

    @Test("A medium that the worker does not write is refused by name")
    func unknownMedium() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("plain/count", medium: "papyrus")
        let status = await #expect(throws: Status.self) { try await workshop.render(job) }
        #expect(status?.reason == .mediumUnavailable)
        #expect(status?.message.en.contains("papyrus") == true)
      }
    }

    @Test("What fails in the inputs or in the reader is thrown on, and the worker is ended")
    func callersFaults() async throws {
      struct Broken: Error, Equatable { let place: String }
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("plain/count")
        await #expect(throws: Broken(place: "inputs")) {
          _ = try await workshop.host.render(job) { sink in
            try await sink.send(["title": "a"], to: "findings")
            throw Broken(place: "inputs")
          } output: { _ in
          }
        }
        await #expect(throws: Broken(place: "reader")) {
          _ = try await workshop.host.render(job) { sink in
            try await sink.end("findings")
          } output: { _ in
            throw Broken(place: "reader")
          }
        }
        #expect(workshop.survivors == [])
        #expect(workshop.host.load.working == 0)
      }
    }

    @Test("A source that is not needed to its end is told to stop, which is no fault")
    func unneededInputs() async throws {
      try await Workshop.with(["FixtureMisbehaving"]) { workshop in
        try await workshop.host.reload()
        let wasClosed = Mutex(false)
        let outcome = try await workshop.host.render(workshop.job("misbehaving/silence")) { sink in
          do {
            while true { try await sink.send(["title": "a"], to: "findings") }
          } catch is InputClosed {
            wasClosed.withLock { $0 = true }
            throw InputClosed()
          }
        } output: { _ in
        }
        #expect(outcome.blocks == 1)
        #expect(wasClosed.withLock { $0 })
      }
    }

    @Test("A slow reader holds back the worker, and the worker its inputs")
    func backpressure() async throws {
      var limits = PluginHostLimits.standard
      limits.outputBufferBytes = 64 << 10
      limits.inputBufferBytes = 32 << 10
      try await Workshop.with(["FixtureSwift"], limits: limits) { workshop in
        try await workshop.host.reload()
        let rowCount = 2_500
        let row: JSONValue = [
          "title": "Constat", "statement": .string(String(repeating: "mot ", count: 250)),
        ]
        let bytes = row.bytes
        let sent = Mutex(0)
        let sentAtFirstByte = Mutex<Int?>(nil)
        let outcome = try await workshop.host.render(workshop.job("listing/findings", seconds: 120)) { sink in
          try await sink.end("programme")
          try await sink.end("counts")
          for _ in 0..<rowCount {
            try await sink.send(bytes, to: "findings")
            sent.withLock { $0 += 1 }
          }
          try await sink.end("findings")
        } output: { _ in
          guard sentAtFirstByte.withLock({ $0 }) == nil else { return }
          // While the reader is here nothing more is read from the worker. Its inputs must come to rest.
          var last = -1
          while sent.withLock({ $0 }) != last {
            last = sent.withLock { $0 }
            try await Task.sleep(for: .milliseconds(300))
          }
          sentAtFirstByte.withLock { $0 = last }
        }
        let held = try #require(sentAtFirstByte.withLock { $0 })
        // The buffers above, pipes and sockets: some 600 KB of the 2.5 MB.
        #expect(held < 1_500)
        #expect(sent.withLock { $0 } == rowCount)
        #expect(outcome.bytes > rowCount * 1_000)
      }
    }
  }
}
