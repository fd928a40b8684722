import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import Testing
import Violations

@Suite("Media that a server cannot write")
struct UnavailableMediaTests {
  private static let report = "roundtable/synthesis"

  private static func render(_ client: LineClient, _ medium: String) async throws -> ReportsServiceTests.Rendered {
    try await ReportsServiceTests.receive(
      client, "Reports/Render", ["report": .string(report), "programme": "p", "medium": .string(medium)])
  }

  private static func fetch(_ client: LineClient, _ run: String) async throws -> ReportsServiceTests.Rendered {
    try await ReportsServiceTests.receive(client, "Reports/Fetch", ["run": .string(run), "medium": "pdf"])
  }

  /// What a server is asked in vain is answered with the command that helps, and with no place of the server's files.
  private static func refusal(without folder: String, _ body: () async throws -> Void) async throws {
    let status = try #require(await #expect(throws: Status.self) { try await body() })
    #expect(status.reason == .mediumUnavailable && status.code == .failedPrecondition)
    #expect(status.message.en.contains("pdf") && status.message.en.contains("Typst"))
    #expect(status.hint?.en.contains("deploy/install-typst") == true)
    #expect(!"\(status)".contains(folder))
  }

  private static func unavailable(_ client: LineClient) async throws -> [JSONValue] {
    let described = try await client.ask("Reports/Describe", ["report": .string(report)])
    let formats = try await client.ask("Reports/Formats")["formats"]?.array ?? []
    let listed = formats.flatMap { $0["reports"]?.array ?? [] }.first { $0["id"]?.string == report }
    let media = try #require(described["unavailableMedia"]?.array)
    #expect(listed?["unavailableMedia"]?.array == media)
    return media
  }

  @Test(
    "Where there is no Typst, PDF is listed with the remedy and refused before anything is composed; all others come")
  func withoutTypst() async throws {
    try await ServiceFixture.with(typesetting: "/nowhere/kurukan") { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      let unavailable = try await Self.unavailable(client)
      #expect(unavailable.map { $0["medium"] } == ["pdf"])
      for language in ["en", "fr"] {
        #expect(unavailable.first?["why"]?[language]?.string?.contains("Typst") == true)
        #expect(unavailable.first?["remedy"]?[language]?.string?.contains("deploy/install-typst") == true)
      }
      #expect(!JSONValue.array(unavailable).text.contains("/nowhere"))

      try await Self.refusal(without: "/nowhere") { _ = try await Self.render(client, "pdf") }
      #expect(try await client.ask("Reports/Runs")["runs"]?.array == [])

      let described = try await client.ask("Reports/Describe", ["report": .string(Self.report)])
      let others = (described["media"]?.array ?? []).compactMap(\.string).filter { $0 != "pdf" }
      #expect(others.contains("html") && others.contains("docx") && others.contains("xlsx"))
      for medium in others { #expect(try await Self.render(client, medium).bytes.count > 500, "\(medium)") }
      #expect(try await client.ask("Reports/Runs")["runs"]?.array?.count == others.count)
    }
  }

  /// The template with a stand-in for Typst, whose "PDF" is what it was given.
  private static func install(in folder: URL) throws {
    let files = FileManager.default
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders = ["python/typst", "python/typst-0.dist-info", "fonts"]
    for name in folders {
      try files.createDirectory(at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try files.copyItem(
      at: repository.appendingPathComponent("Sources/kurukan-typesetter/Typeset"),
      to: folder.appendingPathComponent("typeset"))
    try Data().write(to: folder.appendingPathComponent("typeset/fonts.txt"))
    let module = """
      class TypstError(Exception):
          pass

      def compile(template, **options):
          return b"%PDF of " + options["sys_inputs"]["report"].encode()
      """
    try Data(module.utf8).write(to: folder.appendingPathComponent("python/typst/__init__.py"))
  }

  @Test(
    "What is installed later is found; once it has gone, a PDF that was written before can still be fetched, and no other"
  )
  func comingAndGoing() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-typeset-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await ServiceFixture.with(typesetting: folder.path) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      try await Self.refusal(without: folder.path) { _ = try await Self.render(client, "pdf") }
      let html = try #require(try await Self.render(client, "html").result["run"]?.string)

      try Self.install(in: folder)
      #expect(try await Self.unavailable(client) == [])
      let pdf = try await Self.render(client, "pdf")
      #expect(pdf.bytes.starts(with: Data("%PDF of {".utf8)))
      let run = try #require(pdf.result["run"]?.string)

      try FileManager.default.removeItem(at: folder)
      #expect(try await Self.unavailable(client).map { $0["medium"] } == ["pdf"])
      #expect(try await Self.fetch(client, run).bytes == pdf.bytes)
      try await Self.refusal(without: folder.path) { _ = try await Self.fetch(client, html) }
      let deliveries = try await client.ask("Reports/Run", ["run": .string(html)])["deliveries"]?.array ?? []
      #expect(deliveries.map { $0["medium"] } == ["html"])
    }
  }
}
