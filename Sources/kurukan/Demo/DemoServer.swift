import ArgumentParser
import CLinux
import Glibc
import RecordStore
import Settings
import Synchronization
import Violations

/// A server process of the demonstration's own, in a folder that nobody else uses.
struct DemoServer {
  /// How long a server may take to start; it makes a database cluster first.
  static let startTime: Duration = .seconds(60)
  /// How long it may take to stop.
  static let stopTime: Duration = .seconds(60)
  private static let pause: Duration = .milliseconds(20)
  /// What the server keeps stands apart from what the demonstration does: only that is given to the server's user.
  private static let dataName = "data"

  let processID: pid_t
  let program: String
  let folder: String
  private(set) var port = 0

  /// Starts a server and returns when it listens. An interruption of this program stops it, too.
  static func start() async throws -> DemoServer {
    // A server that root starts becomes another user, who cannot enter a home folder.
    var template = Array("/tmp/kurukan-demo-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template).map({ String(cString: $0) }) else {
      throw FileError("Cannot create a folder below", "/tmp")
    }
    chmod(path, 0o711)
    let program = try ProgramFolder.program()
    let keyPath = path + "/pseudonym.key"
    try FileBytes.write(Array(PseudonymKey.random().utf8), to: keyPath, mode: 0o600)
    let log = open(path + "/server.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else { throw FileError(.cannotCreate, path + "/server.log") }
    defer { close(log) }
    let arguments = [
      program, "serve", "--listen", "127.0.0.1:0", "--data", path + "/" + dataName, "--port-file", path + "/port",
      "--pseudonym-key-file", keyPath,
    ]
    let variable = ProcessOptions.user.variable
    let user = EnvironmentVariable.value(variable).map { ["\(variable)=\($0)"] } ?? []
    let processID = CStrings.withPointers(arguments) { arguments in
      CStrings.withPointers(["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"] + user) { environment in
        kurukan_spawn(program, arguments, environment, path, log)
      }
    }
    guard processID > 0 else { throw FileError("Cannot start", program) }
    stopOnInterruption(processID)
    var server = DemoServer(processID: processID, program: program, folder: path)
    do {
      server.port = try await server.waitForPort()
    } catch {
      try? await server.stop()
      throw error
    }
    return server
  }

  private init(processID: pid_t, program: String, folder: String) {
    self.processID = processID
    self.program = program
    self.folder = folder
  }

  /// Where its tokens are.
  var dataFolder: String { folder + "/" + Self.dataName }

  /// How to reach it with one of its tokens.
  func options(token: String) -> ClientOptions {
    var options = ClientOptions()
    options.server = "127.0.0.1:\(port)"
    options.tokenFile = "\(dataFolder)/\(token).token"
    options.tls = .none
    return options
  }

  /// The end of its log.
  var logTail: String {
    let bytes = (try? FileBytes.read(folder + "/server.log", limit: 1 << 20)) ?? []
    return String(decoding: bytes.suffix(4_000), as: UTF8.self)
  }

  /// Stops the server, waits for it, and removes its folder.
  func stop() async throws {
    kill(processID, SIGTERM)
    let end = ContinuousClock.now + Self.stopTime
    while !hasEnded {
      guard ContinuousClock.now < end else {
        throw CommandFailure("The server with process id \(processID) does not stop; its log is in \(folder).")
      }
      try await Task.sleep(for: Self.pause)
    }
    FolderListing.remove(folder)
  }

  private func waitForPort() async throws -> Int {
    let end = ContinuousClock.now + Self.startTime
    while ContinuousClock.now < end {
      if let bytes = try? FileBytes.read(folder + "/port", limit: 16),
        let port = Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
      {
        return port
      }
      guard !hasEnded else { throw CommandFailure("The server ended at once:\n" + logTail) }
      try await Task.sleep(for: Self.pause)
    }
    throw CommandFailure("The server did not start in \(Self.startTime):\n" + logTail)
  }

  private var hasEnded: Bool {
    var status: Int32 = 0
    let result = waitpid(processID, &status, WNOHANG)
    return result == processID || (result < 0 && kill(processID, 0) != 0)
  }

  // MARK: - Kept servers

  /// Notes the server down, to be found by the next demonstration.
  func keep(in output: String) throws {
    try FileBytes.write(Array("\(processID) \(folder)\n".utf8), to: output + "/server")
  }

  /// Stops the server that an earlier demonstration left running.
  static func stopKept(in output: String) throws {
    let path = output + "/server"
    guard let bytes = try? FileBytes.read(path, limit: 4_096) else { return }
    let parts = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    unlink(path)
    guard parts.count == 2, let processID = pid_t(parts[0]) else { return }
    let folder = String(parts[1])
    // The number may have been given to another process since.
    let arguments = (try? FileBytes.read("/proc/\(processID)/cmdline", limit: 4_096)) ?? []
    guard String(decoding: arguments, as: UTF8.self).contains(folder) else { return }
    Terminal.error("Stopping the server that was left running (process \(processID)).")
    kill(processID, SIGTERM)
    let end = ContinuousClock.now + stopTime
    while kill(processID, 0) == 0, ContinuousClock.now < end { usleep(20_000) }
    FolderListing.remove(folder)
  }

  // MARK: - Interruption

  private static let interrupted = Atomic<pid_t>(0)

  private static func stopOnInterruption(_ processID: pid_t) {
    interrupted.store(processID, ordering: .releasing)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        kill(DemoServer.interrupted.load(ordering: .acquiring), SIGTERM)
        _exit(128 + number)
      }
    }
  }
}

/// Arrays of C strings that end with a null pointer.
enum CStrings {
  static func withPointers<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
