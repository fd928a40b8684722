import Foundation
import Synchronization

/// `kurukan serve` in a process of its own, whose log is followed line by line from the start on.
///
/// The log is a file, not a pipe: whoever waits for a pipe's end may wait for every process that was started meanwhile.
final class FollowedServer: Sendable {
  /// How long something may take that is waited for.
  private static let patience: Duration = .seconds(300)

  private let process: Process
  /// There as long as the server is.
  private let folder: TemporaryFolder
  private let file: URL
  /// The lines that were asked for so far, and those before them.
  private let seen = Mutex(0)

  /// The server's process.
  var id: Int32 { process.processIdentifier }

  /// - Parameters:
  ///   - folder: where its data and plugins lie.
  ///   - environment: variables beside `PATH`.
  init(in folder: TemporaryFolder, _ options: [String], environment: [String: String] = [:]) throws {
    self.folder = folder
    file = folder.url.appendingPathComponent("log-\(UUID().uuidString)")
    try Data().write(to: file)
    let process = Process()
    process.executableURL = ProgramRun.products.appendingPathComponent("kurukan")
    process.arguments =
      ["serve", "--data", folder.url.appendingPathComponent("data").path, "--plugins", folder.url.path] + options
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let log = try FileHandle(forWritingTo: file)
    defer { try? log.close() }
    process.standardError = log
    try process.run()
    self.process = process
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  private var said: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  /// The next line that holds the words. Throws, with all that was said, once nothing more will come.
  func line(with words: String) async throws -> String {
    let end = ContinuousClock.now + Self.patience
    while true {
      let isRunning = process.isRunning
      let said = said
      // What stands behind the last line feed is not whole yet.
      let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      let place = seen.withLock { seen in
        let place = lines.indices.dropFirst(seen).first { lines[$0].contains(words) }
        if let place { seen = place + 1 }
        return place
      }
      if let place { return lines[place] }
      guard isRunning, ContinuousClock.now < end else { throw NotSaid(words: words, said: said) }
      await Task.yield()
    }
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

  /// Waits for its end: what it ended with, -1 if it goes on, and all that it said.
  func end() async -> (exitCode: Int32, said: String) {
    let end = ContinuousClock.now + Self.patience
    while process.isRunning, ContinuousClock.now < end { await Task.yield() }
    return (process.isRunning ? -1 : process.terminationStatus, said)
  }

  struct NotSaid: Error { let words: String, said: String }
}
