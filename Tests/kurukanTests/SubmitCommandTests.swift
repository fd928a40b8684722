import Foundation
import Glibc
import JSONBytes
import TestSupport
import Testing

/// `kurukan submit` as a process of its own, against a server of its own.
@Suite("Submitting files", .serialized)
struct SubmitCommandTests {
  private static func risk(_ key: String, status: String = "open") -> String {
    #"{"kind":"risk","programme":"p","key":"\#(key)","title":"t","description":"d","category":"security","#
      + #""status":"\#(status)"}"#
  }

  private static func risks(_ count: Int) -> String { (0..<count).map { risk("r-\($0)") + "\n" }.joined() }

  private static func file(_ name: String, _ text: String, in folder: TemporaryFolder) throws -> String {
    let url = folder.url.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// How many records of a kind the server has.
  private static func stored(_ server: RunningServer) async throws -> Int {
    let list = try await server.kurukan(["records", "list", "--kind", "risk"], token: "reviewer.token")
    #expect(list.exitCode == 0, "\(list.errors)")
    return list.output.split(separator: "\n").count
  }

  private static func summary(_ run: ProgramRun) throws -> JSONValue { try JSONValue(parsing: run.output) }

  @Test("Rejects are mended and submitted as they are; a file of rejects may itself be sent") func rejects()
    async throws
  {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let rejects = folder.url.appendingPathComponent("rejected.ndjson").path
      let lines = [Self.risk("a"), Self.risk("b", status: "opne"), "{\"kind\":", "7", Self.risk("c")]
      let input = try Self.file("risks.ndjson", lines.joined(separator: "\n"), in: folder)
      let first = try await server.kurukan(["submit", input, "--rejects", rejects], token: "submitter.token")
      #expect(first.exitCode == 67, "\(first.errors)")
      #expect(first.output == "5 records: 2 created, 0 revised, 0 duplicates, 3 rejected (see \(rejects))\n")
      #expect(first.errors.contains("risks.ndjson:2: INVALID_ARGUMENT RECORD_INVALID"))
      #expect(first.errors.contains("Did you mean \"open\"?") && first.errors.contains("Allowed: open,"))
      #expect(first.errors.contains("risks.ndjson:3: INVALID_ARGUMENT PARSE_ERROR"))
      // Sent as it is, while its own rejects are written: nothing of it is lost.
      let again = try await server.kurukan(["submit", rejects, "--rejects", rejects], token: "submitter.token")
      let second = folder.url.appendingPathComponent("rejected-2.ndjson").path
      #expect(again.exitCode == 67 && again.output.contains("3 records: 0 created"), "\(again.errors)")
      #expect(again.output.contains("(see \(second))"))
      let text = try String(contentsOfFile: rejects, encoding: .utf8)
      let kept = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
      #expect(kept.sorted() == lines[1...3].sorted())
      let mendedText = text.split(separator: "\n").filter { $0.hasPrefix("#") || $0.contains("opne") }
        .joined(separator: "\n").replacing(#""status":"opne""#, with: #""status":"open""#)
      let mended = try Self.file("mended.ndjson", mendedText, in: folder)
      let third = try await server.kurukan(["submit", mended], token: "submitter.token")
      #expect(third.exitCode == 0 && third.output == "1 records: 1 created, 0 revised, 0 duplicates, 0 rejected\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 4)
    }
  }

  @Test("The credential is looked at before anything is read") func credential() async throws {
    try await RunningServer.with { server in
      let folder = try TemporaryFolder()
      let empty = try Self.file("empty.token", "", in: folder)
      let wrong = try Self.file("wrong.token", "nothing.good\n", in: folder)
      let none = try await ProgramRun.kurukan(["submit", "--server", "127.0.0.1:\(server.port)"], input: "")
      #expect(none.exitCode == 80 && none.output.isEmpty, "\(none.errors)")
      #expect(none.errors.contains("UNAUTHENTICATED: ") && none.errors.contains("--token-file FILE"))
      #expect(!none.errors.contains("UNAUTHENTICATED UNAUTHENTICATED") && !none.errors.contains("meta."))
      #expect(try await server.kurukan(["submit", "-"], token: wrong).exitCode == 80)
      #expect(try await server.kurukan(["submit", "-"], token: empty).exitCode == 1)
      let nothing = try await server.kurukan(["submit", "-"], token: "submitter.token")
      #expect(nothing.exitCode == 0 && nothing.output.hasPrefix("0 records: 0 created"))
      let away = try await ProgramRun.kurukan(["submit", "--server", "127.0.0.1:1"], input: "")
      #expect(away.exitCode == 78)
    }
  }

  @Test("Files of every form, by name and by pattern; what cannot be read loses nothing of the others")
  func files() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      _ = try Self.file("a1.ndjson", "\u{FEFF}" + Self.risk("a1") + "\r\n\r\n", in: folder)
      _ = try Self.file("a2.ndjson", "[\(Self.risk("a2")),\n\(Self.risk("a3"))]", in: folder)
      let zipped = try await ChildProcess.run(
        URL(fileURLWithPath: "/usr/bin/gzip"), ["-c"], input: Data((Self.risk("a4") + "\n").utf8))
      try zipped.output.write(to: folder.url.appendingPathComponent("a5.gz"))
      try zipped.output.dropLast(6).write(to: folder.url.appendingPathComponent("a6.gz"))
      let pattern = folder.url.appendingPathComponent("a*").path
      let missing = folder.url.appendingPathComponent("missing.ndjson").path
      let run = try await server.kurukan(["submit", missing, pattern, folder.url.path], token: "submitter.token")
      #expect(run.exitCode == 1)
      #expect(
        run.output == "5 records: 4 created, 0 revised, 1 duplicates, 0 rejected, 3 files not read to their end\n",
        "\(run.errors)")
      #expect(run.errors.contains("missing.ndjson: No such file") && run.errors.contains("a6.gz: The compressed file"))
      #expect(run.errors.contains("This is a folder."))
      let json = try await server.kurukan(["submit", "--json", pattern, "-"], token: "submitter.token")
      #expect(try Self.summary(json)["duplicates"] == 5 && Self.summary(json)["unreadableFiles"] == 1)
    }
  }

  @Test("Warnings are said once a kind with examples, and each with an option") func warnings() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let lines = (0..<6).map {
        #"{"kind":"finding","programme":"p","key":"f\#($0)","origin":"audit","title":"t","statement":"s","#
          + #""theme":"external_audit"}"#
      }
      let folder = try TemporaryFolder()
      let input = try Self.file("findings.ndjson", lines.joined(separator: "\n"), in: folder)
      let run = try await server.kurukan(["submit", input], token: "submitter.token")
      #expect(run.exitCode == 0)
      #expect(run.errors.contains("6 × criterion: ") && run.errors.contains("findings.ndjson:3 and 3 more)"))
      let all = try await server.kurukan(["submit", "--all-warnings", input], token: "submitter.token")
      #expect(all.errors.contains("findings.ndjson:6: criterion: ") && !all.errors.contains(" × "))
      let check = try await server.kurukan(["submit", "--check", input])
      #expect(check.errors.contains("6 × criterion: ") && check.output.hasPrefix("6 records: 6 sound"))
    }
  }

  /// A submission on its way, with its input a pipe or a file.
  private final class Sending {
    let process = Process()
    private let end: AsyncStream<Void>
    private let folder: TemporaryFolder

    init(_ server: RunningServer, _ arguments: [String], in folder: TemporaryFolder) throws {
      self.folder = folder
      let (end, ended) = AsyncStream<Void>.makeStream()
      self.end = end
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["--default-signal", ProgramRun.products.appendingPathComponent("kurukan").path, "submit", "--json"] + arguments
      process.environment = Self.environment(server, folder)
      process.currentDirectoryURL = folder.url
      for name in ["output", "errors"] {
        _ = FileManager.default.createFile(atPath: folder.url.appendingPathComponent(name).path, contents: nil)
      }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: folder.url.appendingPathComponent("output"))
      process.standardError = try FileHandle(forWritingTo: folder.url.appendingPathComponent("errors"))
      process.terminationHandler = { _ in ended.finish() }
      try process.run()
    }

    static func environment(_ server: RunningServer, _ folder: TemporaryFolder) -> [String: String] {
      [
        "KURUKAN_SERVER": "127.0.0.1:\(server.port)", "PATH": "/usr/bin:/bin", "HOME": folder.url.path,
        "KURUKAN_TOKEN_FILE": server.folder.appendingPathComponent("data/submitter.token").path,
      ]
    }

    var errors: String {
      (try? String(contentsOf: folder.url.appendingPathComponent("errors"), encoding: .utf8)) ?? ""
    }

    /// Waits for its end; its summary, if it gave one.
    func finish() async throws -> (status: Int32, summary: JSONValue?) {
      for await _ in end {}
      let output = try Data(contentsOf: folder.url.appendingPathComponent("output"))
      return (process.terminationStatus, try? JSONValue(parsing: Array(output)))
    }

    /// Waits until something is so; false if that takes too long.
    func wait(until isSo: () throws -> Bool) async throws -> Bool {
      let limit = ContinuousClock.now + .seconds(60)
      while ContinuousClock.now < limit {
        if try isSo() { return true }
        await Task.yield()
      }
      return false
    }
  }

  /// How far the journal says that a file is settled.
  private static func journalled(_ folder: TemporaryFolder) -> Int? {
    let path = folder.url.appendingPathComponent(".local/state/kurukan/submit.journal").path
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let line = text.split(separator: "\n").first, let entry = try? JSONValue(parsing: String(line))
    else { return nil }
    return entry["offset"]?.integer.map(Int.init)
  }

  @Test("Killed in the middle, a submission goes on where it stopped, and every record is stored once")
  func killed() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let count = 5_000
      // One of them is rejected.
      let text = Self.risk("bad", status: "opne") + "\n" + Self.risks(count)
      let input = try Self.file("risks.ndjson", text, in: folder)
      // Small, so that the file takes longer than the journal's second.
      let window = ["--window", "2"]
      let first = try Sending(server, window + [input], in: folder)
      #expect(try await first.wait { Self.journalled(folder) ?? 0 > 0 })
      // Meanwhile nobody else sends the file.
      let other = try await ProgramRun.kurukan(
        ["submit", input], environment: Sending.environment(server, folder))
      #expect(other.exitCode == 1 && other.errors.contains("Another kurukan submit"), "\(other.errors)")
      kill(first.process.processIdentifier, SIGKILL)
      #expect(try await first.finish().summary == nil)
      let offset = try #require(Self.journalled(folder))
      let settled = text.utf8.prefix(offset).filter { $0 == 0x0A }.count
      #expect(settled > 1 && settled < count)
      let (status, summary) = try await Sending(server, [input], in: folder).finish()
      // What the first run has rejected is still to be mended.
      #expect(status == 67 && summary?["read"] == .integer(Int64(count + 1)) && summary?["rejected"] == 0)
      let rejects = try #require(summary?["rejectsBefore"]?.array?.first?.string)
      #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains(#""key":"bad""#))
      // Nothing that was settled is sent again, and nothing else is missing.
      #expect(summary?["settledBefore"] == .integer(Int64(settled)))
      let sent = (summary?["created"]?.integer ?? 0) + (summary?["duplicates"]?.integer ?? 0)
      #expect(Int(sent) == count + 1 - settled && summary?["revised"] == 0)
      #expect(try await Self.stored(server) == count)
      #expect(Self.journalled(folder) == nil)
      // Whole, it is sent again as a whole.
      #expect(try await Sending(server, [input], in: folder).finish().summary?["duplicates"] == .integer(Int64(count)))
    }
  }

  @Test("A server that does not have what an earlier run has sent to its address is sent everything")
  func anotherServer() async throws {
    let folder = try TemporaryFolder()
    // Each of fifty records is revised again and again: what the file says last must stand.
    let (keys, count) = (50, 3_000)
    let text = (0..<count).map {
      Self.risk("r-\($0 % keys)").replacing(#""title":"t""#, with: #""title":"t\#($0)""#) + "\n"
    }
    let input = try Self.file("risks.ndjson", text.joined(), in: folder)
    var port = 0
    try await RunningServer.with { server in
      port = server.port
      try await server.submitProgramme()
      let sending = try Sending(server, ["--window", "2", input], in: folder)
      #expect(try await sending.wait { Self.journalled(folder) ?? 0 > 0 })
      kill(sending.process.processIdentifier, SIGKILL)
      _ = try await sending.finish()
    }
    let data = try TemporaryFolder()
    try await RunningServer.with(in: data, port: port) { server in
      try await server.submitProgramme()
      let sending = try Sending(server, [input], in: folder)
      let (status, summary) = try await sending.finish()
      #expect(status == 0 && sending.errors.contains("does not have what an earlier run"), "\(sending.errors)")
      #expect(summary?["settledBefore"] == 0 && summary?["created"] == .integer(Int64(keys)))
      #expect(summary?["revised"] == .integer(Int64(count - keys)) && summary?["duplicates"] == 0)
      let export = try await server.kurukan(["records", "export", "--kind", "risk"], token: "reviewer.token")
      for key in 0..<keys {
        #expect(export.output.contains(#""title":"t\#(count - keys + key)""#), "r-\(key)")
      }
    }
  }

  @Test("Whoever waits for a silent pipe is interrupted at once, with what became of its records")
  func silentPipe() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let pipe = folder.url.appendingPathComponent("pipe").path
      try #require(mkfifo(pipe, 0o600) == 0)
      let sending = try Sending(server, [pipe], in: folder)
      let descriptor = open(pipe, O_RDWR | O_CLOEXEC)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      let line = Array((Self.risk("bad", status: "opne") + "\n" + Self.risk("half").dropLast(5)).utf8)
      #expect(write(descriptor, line, line.count) == line.count)
      #expect(try await sending.wait { sending.errors.contains("RECORD_INVALID") })
      kill(sending.process.processIdentifier, SIGTERM)
      let (status, summary) = try await sending.finish()
      #expect(status == 143 && summary?["read"] == 1 && summary?["rejected"] == 1, "\(sending.errors)")
      #expect(try await Self.stored(server) == 0)
    }
  }

  @Test("An export survives connections that are cut, and some that cannot be made") func cutExport() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let input = try Self.file("risks.ndjson", Self.risks(50), in: folder)
      #expect(try await Sending(server, [input], in: folder).finish().status == 0)
      // In the call, then twice in the credential.
      let proxy = try CuttingProxy(to: server.port, cuttingAfter: [280, 40, 40])
      var environment = Sending.environment(server, folder)
      environment["KURUKAN_TOKEN_FILE"] = server.folder.appendingPathComponent("data/reviewer.token").path
      let run = try await ProgramRun.kurukan(
        ["records", "export", "--kind", "risk", "--server", "127.0.0.1:\(proxy.port)"], environment: environment)
      proxy.close()
      #expect(run.exitCode == 0 && proxy.cuts == 3, "\(run.errors)")
      #expect(Set(run.output.split(separator: "\n")).count == 50)
    }
  }

  @Test("Interrupted, a submission says what became of every record, and an edited file is sent whole")
  func interrupted() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let count = 5_000
      let text = Self.risks(count)
      let input = try Self.file("risks.ndjson", text, in: folder)
      let sending = try Sending(server, ["--window", "2", "--journal", "j", input], in: folder)
      let journal = folder.url.appendingPathComponent("j").path
      #expect(try await sending.wait { FileManager.default.fileExists(atPath: journal) })
      kill(sending.process.processIdentifier, SIGINT)
      let (status, answer) = try await sending.finish()
      #expect(status == 130, "\(sending.errors)")
      let summary = try #require(answer)
      let parts = ["created", "revised", "duplicates", "rejected", "settledBefore", "unanswered", "notSent"]
      #expect(parts.reduce(0) { $0 + (summary[$1]?.integer ?? 0) } == summary["read"]?.integer)
      #expect(try await Self.stored(server) >= summary["created"]?.integer.map(Int.init) ?? 0)
      _ = try Self.file("risks.ndjson", text.replacing("\"key\":\"r-0\"", with: "\"key\":\"s-0\""), in: folder)
      let (after, whole) = try await Sending(server, ["--journal", "j", input], in: folder).finish()
      #expect(after == 0 && whole?["settledBefore"] == 0 && whole?["read"] == .integer(Int64(count)))
      #expect(try await Self.stored(server) == count + 1)
    }
  }

  @Test("A restart of the server is survived, and said") func restart() async throws {
    let data = try TemporaryFolder()
    let folder = try TemporaryFolder()
    let count = 3_000
    var port = 0
    var sending: Sending?
    try await RunningServer.with(in: data) { server in
      port = server.port
      try await server.submitProgramme()
      let input = try Self.file("risks.ndjson", Self.risks(count), in: folder)
      let started = try Sending(server, ["--window", "2", input], in: folder)
      sending = started
      #expect(try await started.wait { Self.journalled(folder) ?? 0 > 0 })
    }
    let started = try #require(sending)
    #expect(try await started.wait { started.errors.contains("Trying again") })
    try await RunningServer.with(in: data, port: port) { server in
      let (status, summary) = try await started.finish()
      #expect(status == 0 && summary?["read"] == .integer(Int64(count)), "\(started.errors)")
      #expect(started.errors.contains("The server answers again."))
      #expect(try await Self.stored(server) == count)
    }
  }

  @Test("A server that stays away ends it after the patience, with everything accounted for") func away() async throws {
    let folder = try TemporaryFolder()
    var sending: Sending?
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let input = try Self.file("risks.ndjson", Self.risks(5_000), in: folder)
      let started = try Sending(server, ["--window", "2", "--patience", "2", input], in: folder)
      sending = started
      #expect(try await started.wait { Self.journalled(folder) ?? 0 > 0 })
    }
    let started = try #require(sending)
    let (status, answer) = try await started.finish()
    #expect(status == 78 && started.errors.contains("give the same command again"), "\(started.errors)")
    let summary = try #require(answer)
    let parts = ["created", "revised", "duplicates", "rejected", "settledBefore", "unanswered", "notSent"]
    #expect(parts.reduce(0) { $0 + (summary[$1]?.integer ?? 0) } == summary["read"]?.integer)
  }

  @Test("A link that is cut twenty times loses nothing and stores nothing twice") func cuts() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let count = 20_000
      let input = try Self.file("risks.ndjson", Self.risks(count), in: folder)
      // In the middle of lines, of credentials and between: every cut at another byte, and with a window that is smaller
      // than what passes, most after something was acknowledged.
      let small = ["--window", "100"]
      let places = (0..<4).map { 40 + $0 * 301 } + (4..<20).map { 60_000 + $0 * 3_001 }
      let proxy = try CuttingProxy(to: server.port, cuttingAfter: places)
      let run = try await ProgramRun.kurukan(
        ["submit", "--json", "--server", "127.0.0.1:\(proxy.port)", input] + small,
        environment: Sending.environment(server, folder))
      // The first connection shows the credential before anything is read, and is not repeated.
      let again = try await ProgramRun.kurukan(
        ["submit", "--json", "--server", "127.0.0.1:\(proxy.port)", input] + small,
        environment: Sending.environment(server, folder))
      proxy.close()
      #expect(run.exitCode == 78 && again.exitCode == 0, "\(run.errors) \(again.errors)")
      #expect(proxy.cuts == 20)
      let summary = try Self.summary(again)
      #expect(summary["read"] == .integer(Int64(count)) && summary["revised"] == 0 && summary["rejected"] == 0)
      #expect(try await Self.stored(server) == count)
    }
  }

  @Test("A server that stands still is waited for, and that is said within seconds") func standstill() async throws {
    try await RunningServer.with { server in
      try await server.submitProgramme()
      let folder = try TemporaryFolder()
      let count = 3_000
      let input = try Self.file("risks.ndjson", Self.risks(count), in: folder)
      let sending = try Sending(server, ["--window", "2", input], in: folder)
      #expect(try await sending.wait { Self.journalled(folder) ?? 0 > 0 })
      kill(server.process, SIGSTOP)
      let stopped = ContinuousClock.now
      #expect(try await sending.wait { sending.errors.contains("has not answered for 3 s; waiting") })
      #expect(.now - stopped < .seconds(15))
      kill(server.process, SIGCONT)
      let (status, summary) = try await sending.finish()
      #expect(status == 0 && summary?["created"] == .integer(Int64(count)), "\(sending.errors)")
      #expect(sending.errors.contains("The server answers again."))
    }
  }
}
