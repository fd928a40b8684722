import Foundation
import TestSupport
import Testing

/// What a terminal would obey does not reach one. Nothing listens where these commands ask, so that whatever is not refused
/// before ends with the connection.
@Suite("Binary media and terminals")
struct BinaryMediaTests {
  private static let server = ["--server", "127.0.0.1:1"]
  private static let report = ["report", "undef/narrative", "--programme", "p"] + server
  private static let fetch = ["runs", "fetch", "1"] + server

  /// Runs `kurukan` with a terminal as its standard output and standard error.
  private static func onTerminal(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> (exitCode: Int32, shown: String) {
    let program = ProgramRun.products.appendingPathComponent("kurukan").path
    let command = ([program] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let process = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/script"), ["--quiet", "--return", "--command", command, "/dev/null"],
      environment: ["PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"].merging(environment) { $1 })
    let shown = String(decoding: process.output, as: UTF8.self).replacing("\r\n", with: "\n")
    return (process.exitCode, shown)
  }

  @Test("A medium that nobody can read is refused with the option to give", arguments: ["pdf", "docx", "xlsx"])
  func refused(_ medium: String) async throws {
    for command in [Self.report, Self.fetch] {
      let run = try await Self.onTerminal(command + ["--medium", medium])
      #expect(run.exitCode == 1)
      #expect(run.shown == "\(medium) cannot be shown on a terminal. Name a file: --output report.\(medium)\n")
    }
    let french = try await Self.onTerminal(Self.report + ["--medium", medium], environment: ["LANG": "fr_ML.UTF-8"])
    #expect(french.exitCode == 1 && french.shown.contains("Nommez un fichier\u{A0}: --output rapport.\(medium)"))
  }

  @Test(
    "What can be read, goes to a file or is a check is not",
    arguments: [
      report + ["--medium", "html"], report + ["--medium", "csv"], report + ["--medium", "xml"],
      fetch + ["--medium", "markdown"], report + ["--medium", "pdf", "--check"],
      report + ["--medium", "pdf", "--output", "/nowhere/report.pdf"],
      fetch + ["--medium", "pdf", "--output", "/nowhere/report.pdf"],
    ])
  func notRefused(_ arguments: [String]) async throws {
    let run = try await Self.onTerminal(arguments)
    #expect(run.exitCode != 1 && run.shown.contains("CONNECT_FAILED"), "\(run.shown)")
  }

  @Test("A pipe takes every medium")
  func pipe() async throws {
    for command in [Self.report, Self.fetch] {
      let run = try await ProgramRun.kurukan(command + ["--medium", "pdf"])
      #expect(run.exitCode != 1 && run.errors.contains("CONNECT_FAILED"), "\(run.errors)")
    }
  }
}
