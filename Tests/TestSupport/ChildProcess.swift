public import Foundation

/// A program that ran to its end, as a process of its own.
public struct ChildProcess: Sendable {
  /// What it ended with.
  public let exitCode: Int32
  /// What it wrote to standard output.
  public let output: Data
  /// What it wrote to standard error.
  public let errors: Data

  /// Runs a program and returns when it has ended. While it runs, no thread waits: tests share few of them, and those
  /// of other tests would stand still.
  public static func run(
    _ program: URL, _ arguments: [String], input: Data = Data(), environment: [String: String]? = nil
  ) async throws -> ChildProcess {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kurukan-process-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes, which would fill up while nobody reads.
    let files = ["input", "output", "errors"].map { folder.appending(path: $0) }
    try input.write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let environment { process.environment = environment }
    let handles = [
      try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
      try FileHandle(forWritingTo: files[2]),
    ]
    // Foundation keeps them otherwise; and with more than some 1,350 open files its next start of a process reads past the
    // end of a buffer.
    defer { for handle in handles { try? handle.close() } }
    process.standardInput = handles[0]
    process.standardOutput = handles[1]
    process.standardError = handles[2]
    let exitCode = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    return ChildProcess(
      exitCode: exitCode, output: try Data(contentsOf: files[1]), errors: try Data(contentsOf: files[2]))
  }
}
