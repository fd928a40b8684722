import Foundation
import Synchronization

/// `kurukan serve` in a process of its own, whose log is followed line by line from the start on.
final class FollowedServer: Sendable {
  private let process: Process
  private let lines: Lines
  private let ended: AsyncStream<Void>

  /// The server's process.
  var id: Int32 { process.processIdentifier }

  /// - Parameters:
  ///   - folder: where its data and plugins lie.
  ///   - environment: variables beside `PATH`.
  init(in folder: TemporaryFolder, _ options: [String], environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = ProgramRun.products.appendingPathComponent("kurukan")
    process.arguments =
      ["serve", "--data", folder.url.appendingPathComponent("data").path, "--plugins", folder.url.path] + options
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    let lines = Lines()
    errors.fileHandleForReading.readabilityHandler = { handle in
      let (data, isEnd) = EndOfLog.cut(handle.availableData)
      if isEnd { handle.readabilityHandler = nil }
      lines.add(data, isEnd)
    }
    let (ended, end) = AsyncStream<Void>.makeStream()
    let mark = EndOfLog.marking(errors)
    process.terminationHandler = { _ in
      mark()
      end.finish()
    }
    try process.run()
    self.process = process
    self.lines = lines
    self.ended = ended
    // Whoever waits for a line that never comes is told what was said instead, since the log ends with the server.
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(480)) { [weak self] in self?.send(SIGKILL) }
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// The next line that holds the words. Throws, with all that was said, once nothing more will come.
  func line(with words: String) async throws -> String {
    for await line in lines.stream where line.contains(words) { return line }
    throw NotSaid(words: words, said: lines.said)
  }

  /// The port, once it listens.
  func port() async throws -> Int {
    let line = try await line(with: "Listening")
    guard let match = line.firstMatch(of: /address=[^ ]*:(\d+)/), let port = Int(match.1) else {
      throw NotSaid(words: "address=", said: line)
    }
    return port
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for its end: what it ended with, and all that it said.
  func end() async -> (exitCode: Int32, said: String) {
    for await _ in ended {}
    for await _ in lines.stream {}
    return (process.terminationStatus, lines.said)
  }

  struct NotSaid: Error { let words: String, said: String }
}

/// Text that comes piece by piece, as lines.
private final class Lines: Sendable {
  let stream: AsyncStream<String>
  private let continuation: AsyncStream<String>.Continuation
  private let text = Mutex((said: "", open: ""))

  init() { (stream, continuation) = AsyncStream<String>.makeStream() }

  var said: String { text.withLock { $0.said } }

  func add(_ data: Data, _ isEnd: Bool) {
    defer { if isEnd { continuation.finish() } }
    text.withLock { text in
      let more = String(decoding: data, as: UTF8.self)
      text.said += more
      var lines = (text.open + more).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      text.open = lines.removeLast()
      for line in lines { continuation.yield(line) }
    }
  }
}
