import Foundation
import LineRPC
import Synchronization
import TestSupport
import Testing
import Violations

@testable import PluginHost

extension WorkerTests {
  /// PDF by both of its processes, the second with the Typst that `make test` installs or with one that misbehaves.
  @Suite struct PDFTests {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()

    private static func withTypst(
      _ limits: PluginHostLimits = .standard, _ body: (Workshop) async throws -> Void
    ) async throws {
      let fonts = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-fonts-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: fonts, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: fonts) }
      var places = TypesettingPlaces(program: Workshop.products + "/kurukan-typesetter", folder: "/nowhere")
      places.modules = repository.appendingPathComponent(".build/typst").path
      places.scripts = repository.appendingPathComponent("Sources/kurukan-typesetter/Typeset").path
      places.fonts = fonts.path
      for font in try String(contentsOfFile: places.scripts + "/fonts.txt", encoding: .utf8).split(separator: "\n") {
        try FileManager.default.copyItem(
          atPath: "/usr/share/fonts/truetype/noto/\(font)", toPath: fonts.path + "/\(font)")
      }
      try #require(places.examine().missing == [], "make test installs Typst.")
      try await Workshop.with([], limits: limits, typesetting: places, body)
    }

    /// The lines of a report.
    private static func report(_ title: String, paragraphs: [String] = ["Une phrase."]) -> [UInt8] {
      let lines =
        [#"{"block":"document","title":"\#(title)","donor":"Bailleur"}"#]
        + paragraphs.map { #"{"block":"paragraph","text":"\#($0)"}"# }
      return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// What another program reads in a PDF.
    private static func words(of pdf: [UInt8]) async throws -> String {
      let reader = try await ChildProcess.run(
        URL(fileURLWithPath: "/usr/bin/pdftotext"), ["-enc", "UTF-8", "-", "-"], input: Data(pdf))
      #expect(reader.exitCode == 0)
      return String(decoding: reader.output, as: UTF8.self)
    }

    /// A typesetter that misbehaves as its report's title says, in one place, and the folder that it lies in.
    private static func misbehaving(
      _ limits: PluginHostLimits = onePlace, _ body: (Workshop, String) async throws -> Void
    ) async throws {
      let installation = try TypesettingInstallation()
      let worker = try String(contentsOfFile: TypesettingTests.fixtures + "/worker.py", encoding: .utf8)
      try installation.write(worker, to: "lib/kurukan/typeset/worker.py")
      var places = installation.places
      places.program = Workshop.products + "/kurukan-typesetter"
      places.python = "/usr/bin/python3"
      try await Workshop.with([], limits: limits, typesetting: places) { workshop in
        try await body(workshop, installation.folder)
      }
    }

    /// The process of a typesetter whose script lies in a folder, once there is one.
    private static func typesetter(in folder: String) async throws -> Int {
      while true {
        let children = ProcessList.children
        if let child = children.first(where: { $0.arguments.contains(folder + "/lib") }) { return child.id }
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    private static func refusal(_ body: () async throws -> Void) async throws -> Status {
      try #require(await #expect(throws: Status.self) { try await body() })
    }

    /// One place, which must be free again for the next report after each that fails.
    private static var onePlace: PluginHostLimits {
      var limits = PluginHostLimits.standard
      limits.workers = 1
      limits.lingerMilliseconds = 200
      return limits
    }

    @Test("Another program reads the report's words in what Typst makes, and the same report gives the same bytes")
    func real() async throws {
      try await Self.withTypst { workshop in
        let lines = Self.report("Rapport d’étape", paragraphs: ["La caserne de Ségou manque d’eau.", "ⴰⵣⵓⵍ"])
        let (pdf, written) = try await workshop.writeBytes(lines, medium: "pdf")
        #expect(pdf.starts(with: Array("%PDF-1.7".utf8)))
        let words = try await Self.words(of: pdf)
        for text in ["Rapport d’étape", "Bailleur", "Démonstration", "La caserne de Ségou manque d’eau.", "ⴰⵣⵓⵍ"] {
          #expect(words.contains(text), "\(text): \(words)")
        }
        let again = try await workshop.writeBytes(lines, medium: "pdf")
        #expect(again.bytes == pdf)
        #expect(again.medium.sha256 == written.sha256 && written.bytes == pdf.count)
        #expect(written.firstByteMilliseconds > 0 && written.milliseconds >= written.firstByteMilliseconds)
      }
    }

    @Test(
      "Where Typst is given too little memory for a report, the limit is told, and a smaller report follows in its place"
    )
    func memory() async throws {
      var limits = Self.onePlace
      limits.typesettingDataBytes = 32 << 20
      try await Self.withTypst(limits) { workshop in
        let paragraphs = Array(repeating: String(repeating: "mot ", count: 200), count: 600)
        let status = try await Self.refusal {
          _ = try await workshop.writeBytes(Self.report("Long", paragraphs: paragraphs), medium: "pdf")
        }
        #expect(
          status.reason == .renderingLimit && status.message.en.contains("more than 32 MiB of memory"), "\(status)")
        #expect(workshop.host.load == (0, 0) && workshop.survivors == [])
        let (pdf, _) = try await workshop.writeBytes(Self.report("Court"), medium: "pdf")
        #expect(pdf.starts(with: Array("%PDF".utf8)))
      }
    }

    @Test("A typesetter that is killed, or not ready by the deadline, leaves its place to the next report")
    func ended() async throws {
      try await Self.misbehaving { workshop, folder in
        let killed = Task { try await workshop.writeBytes(Self.report("hang"), medium: "pdf") }
        #expect(kill(pid_t(try await Self.typesetter(in: folder)), SIGKILL) == 0)
        let status = try await Self.refusal { _ = try await killed.value }
        #expect(status.reason == .unexpected && status.message.en.contains("SIGKILL"), "\(status)")
        #expect(workshop.host.load == (0, 0) && workshop.survivors == [])

        let late = Task { try await workshop.writeBytes(Self.report("hang"), medium: "pdf", seconds: 5) }
        _ = try await Self.typesetter(in: folder)
        #expect(workshop.host.load == (1, 0))
        #expect(try await Self.refusal { _ = try await late.value }.reason == .deadlineExceeded)
        #expect(workshop.host.load == (0, 0) && workshop.survivors == [])

        let (data, _) = try await workshop.writeBytes(Self.report("echo"), medium: "pdf")
        #expect(String(decoding: data, as: UTF8.self).contains("Une phrase."))
      }
    }

    @Test("A report with too much to print is refused by the writer's side; no typesetter is started for it")
    func tooLong() async throws {
      var limits = Self.onePlace
      limits.printDataBytes = 1_000
      try await Self.misbehaving(limits) { workshop, _ in
        // If it were started, this one would end with another fault.
        let report = Self.report("exit", paragraphs: [String(repeating: "mot ", count: 300)])
        let status = try await Self.refusal { _ = try await workshop.writeBytes(report, medium: "pdf") }
        #expect(status.reason == .renderingLimit && status.message.en.contains("too long for PDF"), "\(status)")
        #expect(workshop.host.load == (0, 0) && workshop.survivors == [])
        #expect(try await workshop.write(report, medium: "html").text.contains("mot mot"))
      }
    }

    @Test("Without Typst nobody is asked for the report's blocks")
    func unavailable() async throws {
      let places = TypesettingPlaces(program: Workshop.products + "/kurukan-typesetter", folder: "/nowhere")
      try await Workshop.with([], typesetting: places) { workshop in
        let wasAsked = Mutex(false)
        let job = WriteJob(medium: "pdf", stamp: Workshop.stamp(), deadline: .now + .seconds(30))
        let status = try await Self.refusal {
          _ = try await workshop.host.write(job) { _ in
            wasAsked.withLock { $0 = true }
          } output: { _ in
          }
        }
        #expect(status.reason == .mediumUnavailable && status.message.en.contains("Typst"))
        #expect(!wasAsked.withLock { $0 })
      }
    }
  }
}
