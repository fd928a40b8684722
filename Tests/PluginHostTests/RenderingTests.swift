import Digests
import Glibc
import JSONBytes
import LineRPC
import PluginDescriptions
import PluginHost
import Records
import ReportDocument
import Synchronization
import Testing
import Violations

extension WorkerTests {
  @Suite struct RenderingTests {
    static let findings: [JSONValue] = (1...50).map { number in
      ["title": .string("Constat \(number)"), "statement": "Rien ne va.", "theme": "procurement"]
    }
    static let inputs: [(String, [JSONValue])] = [
      ("counts", [["theme": "procurement", "count": 50], ["theme": "media_relations", "count": .null]]),
      ("findings", findings),
    ]

    @Test("A plugin in plain C counts its inputs")
    func plainC() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let rows: [JSONValue] = (1...200).map { ["title": .string("r\($0)\nzweite Zeile")] }
        let (text, composition) = try await workshop.render(workshop.job("plain/count"), [("findings", rows)])
        #expect(text.contains("lignes") && text.contains("200, fins"))
        #expect(composition.blocks == 2)
        #expect(
          composition.diagnostics == [["severity": "info", "summary": "counted", "path": "findings"]])
      }
    }

    @Test("One composition is written in both media; the digests are those of the bytes")
    func swift() async throws {
      try await Workshop.with(["FixtureSwift"]) { workshop in
        try await workshop.host.reload()
        let (lines, composition) = try await workshop.compose(workshop.job("listing/findings"), Self.inputs)
        #expect(composition.blocksDigest == Self.digest(lines))
        #expect(composition.blocks == lines.count { $0 == 0x0A })
        for medium in ["markdown", "html"] {
          let (text, written) = try await workshop.write(lines, medium: medium)
          #expect(text.contains("Constat 50") && text.contains("Démonstration"))
          #expect(written.bytes == text.utf8.count)
          #expect(written.sha256 == Self.digest(Array(text.utf8)))
          #expect(written.firstByteMilliseconds > 0 && written.milliseconds >= written.firstByteMilliseconds)
        }
      }
    }

    private static func digest(_ bytes: [UInt8]) -> String {
      SHA256.digest(of: bytes).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    @Test("The same inputs give the same bytes twice; other inputs do not")
    func deterministic() async throws {
      try await Workshop.with(["FixtureSwift"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("listing/findings")
        let first = try await workshop.compose(job, Self.inputs)
        let second = try await workshop.compose(job, Self.inputs)
        #expect(first.lines == second.lines)
        #expect(first.composition.blocksDigest == second.composition.blocksDigest)
        #expect(first.composition.inputDigest == second.composition.inputDigest)
        let other = try await workshop.compose(job, [Self.inputs[0], ("findings", [])])
        #expect(other.composition.blocksDigest != first.composition.blocksDigest)
        #expect(other.composition.inputDigest != first.composition.inputDigest)
        #expect(other.composition.diagnostics.first?["severity"]?.string == "warning")
      }
    }

    @Test("A report of more headings than a document may have is refused with the limit, before a byte of it is kept")
    func tooManyHeadings() async throws {
      try await Workshop.with(["RoundtableSynthesis"]) { workshop in
        let catalogue = try await workshop.host.reload()
        let report = try #require(catalogue.report("roundtable/synthesis")).report
        let finding: JSONValue = [
          "key": "f", "title": "Constat", "statement": "Une phrase.", "theme": "external_audit",
          "place": ["region": "gao"], "language": "fr",
        ]
        let inputs = report.queries.map(\.name).map { name in
          (name, name == "findings" ? Array(repeating: finding, count: 20_000) : [])
        }
        let status = await #expect(throws: Status.self) {
          try await workshop.compose(workshop.job("roundtable/synthesis", seconds: 60), inputs)
        }
        #expect(status?.reason == .renderingLimit)
        #expect(status?.message.en.contains("More than 10000 headings and tables") == true, "\(status as Any)")
      }
    }

    @Test("A document of the format's own comes out as it went in, however it was cut")
    func raw() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let (lines, composition) = try await workshop.compose(workshop.job("plain/xml"))
        #expect(try await workshop.write(lines, medium: "xml").text == "<r>café</r>\n")
        #expect(try await workshop.write(lines).text.contains("en XML"))
        #expect(composition.blocks == 5)
        // A report that has none cannot be written so.
        let (others, _) = try await workshop.compose(workshop.job("plain/count"), [("findings", [])])
        await #expect(throws: Status.self) { try await workshop.write(others, medium: "xml") }
      }
    }

    @Test("The writer prints what the core says, whatever the plugin says")
    func stamped() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let (lines, _) = try await workshop.compose(workshop.job("plain/count"), [("findings", [])])
        let stamp = ReportStamp(
          language: .french, level: "Interne", programme: "Titre du programme",
          withheld: [WithheldLine(reason: "non validé", count: .about(315))])
        let (text, _) = try await workshop.write(lines, stamp: stamp)
        for word in ["non validé", "315", "Interne", "Titre du programme"] { #expect(text.contains(word)) }
      }
    }

    @Test("Progress and diagnostics are told while the report is rendered")
    func events() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let events = Mutex<[RenderEvent]>([])
        _ = try await workshop.host.compose(workshop.job("plain/count")) { sink in
          try await sink.end("findings")
        } events: { event in
          events.withLock { $0.append(event) }
        } blocks: { _ in
        }
        #expect(events.withLock { $0 }.contains(.progress(0.5)))
        #expect(events.withLock { $0.count } == 2)
      }
    }

    @Test("A medium that no writer writes is refused by name")
    func unknownMedium() async throws {
      try await Workshop.with([]) { workshop in
        let status = await #expect(throws: Status.self) { try await workshop.write([], medium: "papyrus") }
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
          _ = try await workshop.host.compose(job) { sink in
            try await sink.send(["title": "a"], to: "findings")
            throw Broken(place: "inputs")
          } blocks: { _ in
          }
        }
        await #expect(throws: Broken(place: "reader")) {
          _ = try await workshop.host.compose(job) { sink in
            try await sink.end("findings")
          } blocks: { _ in
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
        let outcome = try await workshop.host.compose(workshop.job("misbehaving/silence")) { sink in
          do {
            while true { try await sink.send(["title": "a"], to: "findings") }
          } catch is InputClosed {
            wasClosed.withLock { $0 = true }
            throw InputClosed()
          }
        } blocks: { _ in
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
        let outcome = try await workshop.host.compose(workshop.job("listing/findings", seconds: 120)) { sink in
          try await sink.end("counts")
          for _ in 0..<rowCount {
            try await sink.send(bytes, to: "findings")
            sent.withLock { $0 += 1 }
          }
          try await sink.end("findings")
        } blocks: { _ in
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
        #expect(outcome.blocks > rowCount)
      }
    }
  }
}
