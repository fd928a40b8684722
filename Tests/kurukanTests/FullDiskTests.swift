import Foundation
import Glibc
import TestSupport
import Testing

/// Commands whose output finds no place, as processes of their own.
@Suite("Output that finds no place", .serialized)
struct FullDiskTests {
  /// Runs the program below a shell that first does something.
  private static func below(
    _ shell: String, _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
  ) async throws -> ProgramRun {
    let program = ProgramRun.products.appendingPathComponent("kurukan").path
    let change = folder.map { "cd '\($0.path)'; " } ?? ""
    let process = try await ChildProcess.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", change + shell, program] + arguments,
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 })
    return ProgramRun(
      exitCode: process.exitCode, output: String(decoding: process.output, as: UTF8.self),
      errors: String(decoding: process.errors, as: UTF8.self))
  }

  private static func environment(_ server: RunningServer, _ token: String) -> [String: String] {
    [
      "KURUKAN_SERVER": "127.0.0.1:\(server.port)",
      "KURUKAN_TOKEN_FILE": server.folder.appendingPathComponent("data/\(token)").path,
    ]
  }

  @Test(
    "A full disk is a failure of every command that writes to standard output",
    arguments: [
      ["explain"], ["explain", "NOT_FOUND"], ["kinds"], ["kinds", "finding", "--json-schema"], ["codes"],
      ["codes", "sex"], ["template", "risk"], ["template", "risk", "--format", "csv"], ["--help"], ["--version"],
      ["submit", "--check", "/dev/null"],
    ])
  func local(arguments: [String]) async throws {
    let run = try await Self.below("exec \"$0\" \"$@\" > /dev/full", arguments)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("Cannot write to standard output"), "\(run.errors)")
  }

  @Test("Who reads no further ends a command without a word") func closedPipe() async throws {
    let run = try await Self.below("{ \"$0\" \"$@\"; echo $? >&2; } | :", ["kinds", "finding"])
    // The reader may have gone only after everything was written.
    #expect(["141\n", "0\n"].contains(run.errors), "\(run.errors)")
  }

  @Test("Nor do the commands that ask a server say that all went well, and nothing half written is left")
  func asking() async throws {
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"]) { server in
      try await server.submitProgramme()
      let reviewer = Self.environment(server, "reviewer.token")
      let report = ["report", "misbehaving/large", "--programme", "p", "--medium", "markdown"]
      for arguments in [
        ["formats"], ["formats", "--json"], ["review", "--list"], ["records", "list"], ["whoami"], ["describe"],
        ["runs", "list"], report,
      ] {
        // Nothing was rendered before, so the list of runs would be empty.
        if arguments == ["runs", "list"] { _ = try await server.kurukan(report, token: "reviewer.token") }
        let run = try await Self.below("exec \"$0\" \"$@\" > /dev/full", arguments, environment: reviewer)
        #expect(run.exitCode == 1, "\(arguments)")
        #expect(run.errors.contains("Cannot write to standard output"), "\(arguments) \(run.errors)")
      }
      let folder = try TemporaryFolder()
      // The report has megabytes; the limit is 64 KiB.
      let limited = try await Self.below(
        "ulimit -f 128; exec \"$0\" \"$@\"", report + ["--output", "report.md"], in: folder.url, environment: reviewer)
      #expect(limited.exitCode == 1 && limited.errors.contains("Cannot write report.md"), "\(limited.errors)")
      let device = try await Self.below(
        "exec \"$0\" \"$@\"", report + ["--output", "/dev/full"], environment: reviewer)
      #expect(device.exitCode == 1 && device.errors.contains("Cannot write /dev/full"), "\(device.errors)")
      let failed = try await Self.below(
        "exec \"$0\" \"$@\"",
        ["report", "misbehaving/crash", "--programme", "p", "--medium", "markdown", "--output", "report.md"],
        in: folder.url, environment: reviewer)
      #expect(failed.exitCode > 64, "\(failed.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
      let redirected = try await Self.below(
        "exec \"$0\" \"$@\" > whole.md", report + ["--output", "/dev/stdout"], in: folder.url, environment: reviewer)
      #expect(redirected.exitCode == 0, "\(redirected.errors)")
      let whole = try Data(contentsOf: folder.url.appendingPathComponent("whole.md"))
      #expect(whole.count > 10_000_000)
    }
  }

  @Test("A signal in the middle of a report leaves nothing of it") func signals() async throws {
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"]) { server in
      try await server.submitProgramme()
      for number in [SIGINT, SIGTERM, SIGHUP] { try await Self.interrupt(server, by: number) }
    }
  }

  private static func interrupt(_ server: RunningServer, by number: Int32) async throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Whoever runs the tests in the background has SIGINT ignored, and the program would keep to that.
    process.arguments = [
      "--default-signal", ProgramRun.products.appendingPathComponent("kurukan").path, "report", "misbehaving/hang",
      "--programme", "p", "--medium", "markdown", "--output",
      folder.url.appendingPathComponent("report.md").path,
    ]
    process.environment = environment(server, "reviewer.token")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let (end, ended) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in ended.finish() }
    try process.run()
    let limit = ContinuousClock.now + .seconds(20)
    var names: [String] = []
    while names.isEmpty, ContinuousClock.now < limit {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      await Task.yield()
    }
    #expect(names.count == 1 && names[0].hasSuffix(".part"))
    kill(process.processIdentifier, number)
    for await _ in end {}
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == number)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }
}
