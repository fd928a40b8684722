import Foundation
import Glibc
import TestSupport
import Testing

/// What signals and the end of a terminal do to a server, each in a session of its own.
@Suite("Signals", .serialized, .timeLimit(.minutes(10)))
struct SignalTests {
  /// Runs a server in a session of its own, with a terminal or without one, and follows it step by step: `signal NAME`,
  /// `await TEXT` in its log, `copy FILE FILE`, `close` for the terminal. Prints how it ended.
  private static let script = """
    import os, pty, shutil, signal, sys, time
    terminal, log, steps, program = sys.argv[1], sys.argv[2], sys.argv[3].split(";"), sys.argv[4:]
    if terminal == "terminal":
        child, master = pty.fork()
    else:
        child, master = os.fork(), None
        if child == 0: os.setsid()
    if child == 0:
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        os.execv(program[0], program)
    seen = 0
    for step in steps:
        name, _, rest = step.partition(" ")
        if name == "signal": os.kill(child, getattr(signal, rest))
        elif name == "copy": shutil.copyfile(*rest.split(" "))
        elif name == "close": os.close(master)
        elif name == "await":
            end = time.monotonic() + 60
            while True:
                text = open(log).read() if os.path.exists(log) else ""
                if rest in text[seen:]:
                    seen = text.index(rest, seen) + len(rest)
                    break
                if time.monotonic() > end or os.waitpid(child, os.WNOHANG)[0] != 0: sys.exit("no: " + rest + "\\n" + text)
                time.sleep(0.02)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """

  private func run(_ steps: [String], onTerminal: Bool = false, options: [String] = []) async throws -> (
    end: String, log: String
  ) {
    let folder = try TemporaryFolder()
    let log = folder.url.appendingPathComponent("log")
    let arguments =
      [
        "-c", Self.script, onTerminal ? "terminal" : "none", log.path, steps.joined(separator: ";"),
        ProgramRun.products.appendingPathComponent("kurukan").path, "serve", "--listen", "127.0.0.1:0", "--data",
        folder.url.appendingPathComponent("data").path, "--plugins", folder.url.path,
      ] + options
    let process = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/python3"), arguments, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
    let end = String(decoding: process.output + process.errors, as: UTF8.self)
    return (end.trimmingCharacters(in: .whitespacesAndNewlines), try String(contentsOf: log, encoding: .utf8))
  }

  @Test("A closed terminal stops the server and its PostgreSQL in good order")
  func closedTerminal() async throws {
    let (end, log) = try await run(["await Listening", "close"], onTerminal: true)
    #expect(end == "0")
    #expect(log.contains("Stopping") && log.contains("PostgreSQL has stopped"), "\(log)")
  }

  @Test("SIGQUIT stops it in good order")
  func quit() async throws {
    let (end, log) = try await run(["await Listening", "signal SIGQUIT"])
    #expect(end == "0")
    #expect(log.contains("PostgreSQL has stopped"), "\(log)")
  }

  @Test("Without a terminal SIGHUP has the certificate read anew; a bad pair leaves the old one")
  func hangUp() async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let other = try await authority.sign("other", days: 9)
    if geteuid() == 0 {
      let account = try #require(getpwnam("kurukan") ?? getpwnam("postgres")).pointee
      for path in [files.certificate, files.key] { #expect(chown(path, account.pw_uid, account.pw_gid) == 0) }
    }
    let (end, log) = try await run(
      [
        "await Listening", "signal SIGHUP", "await were read anew", "copy \(other.key) \(files.key)", "signal SIGHUP",
        "await cannot be read anew", "copy \(other.certificate) \(files.certificate)", "signal SIGHUP",
        "await were read anew", "signal SIGTERM",
      ], options: ["--tls-certificate", files.certificate, "--tls-key", files.key])
    #expect(end == "0", "\(log)")
    #expect(log.contains("does not belong to the certificate"))
  }

}
