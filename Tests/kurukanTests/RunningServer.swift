import Foundation
import LineRPCClient
import TestSupport
import Testing

/// `kurukan serve` in a process of its own, with a PostgreSQL of its own, for as long as `body` runs.
struct RunningServer: Sendable {
  let folder: URL
  let port: Int
  let process: Int32
  /// What it said until it listened.
  let said: String
  private let text: Said

  /// All that was read so far of what it said.
  var log: String { text.text }

  /// - Parameters:
  ///   - folder: where its data and plugins lie; a new one, unless it is to be started again.
  ///   - port: the port that it takes; 0 for one that the system chooses.
  ///   - descriptors: how many files it may open at most; nil for as many as this process.
  static func with(
    plugins: [String] = [], in folder: TemporaryFolder? = nil, port: Int = 0, options: [String] = [],
    descriptors: Int? = nil,
    _ body: (RunningServer) async throws -> Void
  ) async throws {
    let folder = try folder ?? TemporaryFolder()
    for plugin in plugins {
      try FileManager.default.copyItem(
        at: ProgramRun.products.appendingPathComponent(plugin), to: folder.url.appendingPathComponent(plugin))
    }
    let process = Process()
    let errors = Pipe()
    let program = ProgramRun.products.appendingPathComponent("kurukan")
    process.executableURL = descriptors == nil ? program : URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      (descriptors.map { ["-c", "ulimit -n \($0) && exec \"$0\" \"$@\"", program.path] } ?? []) + [
        "serve", "--listen", "127.0.0.1:\(port)", "--data", folder.url.appendingPathComponent("data").path, "--plugins",
        folder.url.path,
      ] + options
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    let (end, ended) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in ended.finish() }
    let text = Said()
    let said = await said(by: process, errors, text)
    let result: Result<Void, any Error>
    do {
      guard let port = said.firstMatch(of: /address=127\.0\.0\.1:(\d+)/).flatMap({ Int($0.1) }) else {
        throw NotStarted(said: said)
      }
      result = .success(
        try await body(
          RunningServer(
            folder: folder.url, port: port, process: process.processIdentifier, said: said, text: text)))
    } catch {
      result = .failure(error)
    }
    if process.isRunning { process.terminate() }
    for await _ in end {}
    try result.get()
  }

  /// Runs a command against this server with the token in a file of its data folder.
  func kurukan(
    _ arguments: [String], token: String = "administrator.token", input: String = ""
  ) async throws -> ProgramRun {
    try await ProgramRun.kurukan(
      arguments, input: input,
      environment: [
        "KURUKAN_SERVER": "127.0.0.1:\(port)",
        "KURUKAN_TOKEN_FILE": token.hasPrefix("/") ? token : folder.appendingPathComponent("data/\(token)").path,
      ])
  }

  /// Submits a programme p, which reports can be asked for.
  func submitProgramme() async throws {
    let record =
      #"{"kind":"programme","programme":"p","key":"p","title":"P","startsOn":"2023-01-01","#
      + #""confidentiality":"public"}"#
    let submitted = try await kurukan(["submit", "-"], token: "submitter.token", input: record)
    #expect(submitted.exitCode == 0, "\(submitted.errors)")
  }

  /// A connection on which a token of the data folder was shown.
  func client(token: String) async throws -> LineClient {
    let path = folder.appendingPathComponent("data/\(token)").path
    let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let client = try await LineClient.connect(host: "127.0.0.1", port: port)
    try await client.authenticate(token: text)
    return client
  }

  private struct NotStarted: Error { let said: String }

  /// Starts a server and returns what it says until it listens, or until it ends.
  private static func said(by process: Process, _ errors: Pipe, _ text: Said) async -> String {
    await withCheckedContinuation { continuation in
      errors.fileHandleForReading.readabilityHandler = { handle in
        let data = handle.availableData
        if data.isEmpty { handle.readabilityHandler = nil }
        if text.add(data, data.isEmpty) { continuation.resume(returning: text.text) }
      }
      do {
        try process.run()
      } catch {
        if text.add(Data(), true) { continuation.resume(returning: "\(error)") }
      }
    }
  }
}

/// What a server has said so far.
private final class Said: @unchecked Sendable {
  private let lock = NSLock()
  private var data = Data()
  private var isTold = false

  var text: String { lock.withLock { String(decoding: data, as: UTF8.self) } }

  /// Adds some of it, or its end; true when that is the first time that enough was said.
  func add(_ more: Data, _ isEnd: Bool) -> Bool {
    lock.withLock {
      data += more
      let isEnough = isEnd || String(decoding: data, as: UTF8.self).contains("Listening")
      defer { isTold = isTold || isEnough }
      return isEnough && !isTold
    }
  }
}
