import Foundation
import Glibc
import JSONBytes
import TestSupport
import Testing

@testable import kurukan

/// `kurukan plugins`, without a server and with one, in processes of their own.
@Suite("Plugins on the command line")
struct PluginsCommandTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A plugin in C, made and built in `folder`.
  private static func build(_ name: String, in folder: URL) async throws -> URL {
    let header = repository.appendingPathComponent("Sources/CReportPlugin/include/CReportPlugin.h").path
    let scaffold = PluginScaffold(name: name).c(header: try String(contentsOfFile: header, encoding: .utf8))
    for file in scaffold {
      try file.text.write(to: folder.appendingPathComponent(file.path), atomically: true, encoding: .utf8)
    }
    let object = folder.appendingPathComponent("lib\(name).so")
    let compiler = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "cc", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", object.path,
        folder.appendingPathComponent("\(name).c").path,
      ], input: Data(), environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
    try #require(compiler.exitCode == 0, "\(String(decoding: compiler.errors, as: UTF8.self))")
    return object
  }

  @Test("A new plugin in C is built with one line, tested without a server, and has under 100 lines")
  func newInC() async throws {
    let folder = try TemporaryFolder()
    let object = try await Self.build("OsloFund", in: folder.url)
    let source = try String(contentsOf: folder.url.appendingPathComponent("OsloFund.c"), encoding: .utf8)
    #expect(source.split(separator: "\n", omittingEmptySubsequences: false).count < 100)
    let rows = folder.url.appendingPathComponent("rows.ndjson")
    try "{\"input\":\"findings\",\"row\":{\"title\":\"a\"}}\n{\"input\":\"findings\",\"row\":{}}\n"
      .write(to: rows, atomically: true, encoding: .utf8)
    let run = try await ProgramRun.kurukan([
      "plugins", "test", object.path, "--inputs", rows.path, "--output", folder.url.path,
    ])
    #expect(run.exitCode == 0, "\(run.output) \(run.errors)")
    #expect(run.output.contains("oslo_fund/findings (fr): 2 blocks"))
    let markdown = folder.url.appendingPathComponent("oslo_fund-findings.en.md")
    #expect(try String(contentsOf: markdown, encoding: .utf8).contains("Findings: 2"))
  }

  @Test("The new plugin in Swift is the very code that is compiled here, in under 100 lines, and works")
  func newInSwift() async throws {
    let files = PluginScaffold(name: "FixtureScaffold").swift(kurukan: "../kurukan")
    #expect(files.map(\.path) == ["Package.swift", "Sources/FixtureScaffold/FixtureScaffoldFormat.swift"])
    let compiled = Self.repository
      .appendingPathComponent("Tests/FixturePlugins/FixtureScaffold/FixtureScaffoldFormat.swift")
    #expect(files[1].text == (try String(contentsOf: compiled, encoding: .utf8)))
    #expect(files[1].text.split(separator: "\n", omittingEmptySubsequences: false).count < 100)
    #expect(files[0].text.contains("path: \"../kurukan\"") && !files[0].text.contains("@"))
    let object = ProgramRun.products.appendingPathComponent("libFixtureScaffold.so").path
    let run = try await ProgramRun.kurukan(["plugins", "test", object])
    #expect(run.exitCode == 0 && run.output.contains("fixture_scaffold/findings (en)"), "\(run.output) \(run.errors)")
  }

  @Test("Nothing is replaced, and a name that cannot be one is refused", arguments: ["oslo", "Oslo-Fund", "", "Ôslo"])
  func names(_ name: String) async throws {
    #expect(PluginScaffold.fault(of: name) != nil)
    let run = try await ProgramRun.kurukan(["plugins", "new", "--language", "c", "--", name])
    #expect(run.exitCode != 0)
  }

  @Test(
    "What is wrong with a plugin is said, and fails the command",
    arguments: [
      ("FixtureVersion", "version 7"), ("FixtureSymbol", "kurukan_plugin_FixtureSymbol"),
      ("FixtureDescription", "Not A Name"), ("FixtureTwin", "plain/count (fr): compose of libFixtureTwin.so returned"),
    ])
  func faults(_ plugin: String, words: String) async throws {
    let object = ProgramRun.products.appendingPathComponent("lib\(plugin).so").path
    let run = try await ProgramRun.kurukan(["plugins", "test", object])
    #expect(run.exitCode != 0 && run.output.contains(words), "\(run.output) \(run.errors)")
  }

  @Test("Whoever runs it, a plugin is confined alike: as an ordinary user too")
  func ordinaryUser() async throws {
    let folder = try TemporaryFolder()
    for name in ["kurukan", "kurukan-composer", "kurukan-writer", "libFixtureConstructor.so", "libFixtureScaffold.so"] {
      try FileManager.default.copyItem(
        at: ProgramRun.products.appendingPathComponent(name), to: folder.url.appendingPathComponent(name))
    }
    func run(_ plugin: String, as user: [String]) async throws -> String {
      let command = [
        folder.url.appendingPathComponent("kurukan").path, "plugins", "test",
        folder.url.appendingPathComponent(plugin).path,
      ]
      let process = try await ChildProcess.run(
        URL(fileURLWithPath: "/usr/bin/env"), user + command, input: Data(), environment: ["PATH": "/usr/bin:/bin"])
      return String(decoding: process.output + process.errors, as: UTF8.self)
    }
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    for user in getuid() == 0 ? [[], nobody] : [[]] {
      let works = try await run("libFixtureScaffold.so", as: user)
      #expect(works.contains("fixture_scaffold/findings (fr): 7 blocks"), "\(user) \(works)")
      let attempts = try await run("libFixtureConstructor.so", as: user).matches(of: /([a-z]+)=(\d+)/)
      #expect(attempts.count == 23)
      for attempt in attempts { #expect(attempt.2 != "0", "\(user) \(attempt.0)") }
    }
  }

  @Test(
    "A plugin that is dropped into a running server's folder renders without a restart, and is disabled and enabled")
  func dropped() async throws {
    try await RunningServer.with { server in
      let workshop = try TemporaryFolder()
      let object = try await Self.build("OsloFund", in: workshop.url)
      let record = """
        {"kind":"programme","programme":"p","key":"p","title":{"fr":"Programme","en":"Programme"},\
        "startsOn":"2023-01-01","confidentiality":"public"}
        """
      let file = workshop.url.appendingPathComponent("programme.ndjson")
      try record.write(to: file, atomically: true, encoding: .utf8)
      let submitted = try await server.kurukan(["submit", file.path], token: "submitter.token")
      #expect(submitted.exitCode == 0, "\(submitted.errors)")
      let report = ["report", "oslo_fund/findings", "--programme", "p", "--language", "en", "--medium", "markdown"]
      #expect(try await server.kurukan(report, token: "reviewer.token").exitCode != 0)

      // As an installer does: beside its place first.
      try FileManager.default.copyItem(at: object, to: server.folder.appendingPathComponent("new"))
      try FileManager.default.moveItem(
        at: server.folder.appendingPathComponent("new"), to: server.folder.appendingPathComponent("libOsloFund.so"))
      let reload = try await server.kurukan(["plugins", "reload"])
      #expect(reload.output.contains("oslo_fund"), "\(reload.errors)")
      let checked = try await server.kurukan(report + ["--check"], token: "reviewer.token")
      #expect(checked.exitCode == 0 && checked.output.contains("Nothing is missing"), "\(checked.errors)")
      let rendered = try await server.kurukan(report, token: "reviewer.token")
      #expect(rendered.exitCode == 0 && rendered.output.contains("Findings: 0"), "\(rendered.errors)")

      let disabled = try await server.kurukan(["plugins", "disable", "oslo_fund", "--reason", "checked anew"])
      #expect(disabled.exitCode == 0, "\(disabled.errors)")
      let refused = try await server.kurukan(report, token: "reviewer.token")
      #expect(refused.exitCode != 0 && refused.errors.contains("checked anew"))
      #expect(try await server.kurukan(["plugins", "list"]).output.contains("\"enabled\":false"))
      #expect(try await server.kurukan(["plugins", "enable", "oslo_fund"]).exitCode == 0)
      #expect(try await server.kurukan(report, token: "reviewer.token").exitCode == 0)

      let listed = try await server.kurukan(["runs", "list", "--limit", "1"], token: "reviewer.token")
      let run = try #require(try JSONValue(parsing: listed.output)["run"]?.string)
      let fetched = try await server.kurukan(["runs", "fetch", run, "--medium", "markdown"], token: "reviewer.token")
      #expect(fetched.output == rendered.output)
      let shown = try JSONValue(
        parsing: try await server.kurukan(["runs", "show", run], token: "reviewer.token").output)
      #expect(shown["deliveries"]?.array?.count == 2 && shown["state"] == "composed")
      #expect(try await server.kurukan(["runs", "list"], token: "administrator.token").exitCode != 0)
    }
  }
}
