import Foundation
import TestSupport

/// Runs the built program as a process of its own.
struct ProgramRun {
  let exitCode: Int32
  let output: String
  let errors: String

  /// The folder that holds what was built, where this test's own bundle stands.
  static let products: URL = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
  }()

  /// Runs `kurukan` with the given arguments and input, and waits for its end.
  static func kurukan(
    _ arguments: [String], in folder: URL? = nil, input: String = "", environment: [String: String] = [:]
  ) async throws -> ProgramRun {
    let program = (folder?.appendingPathComponent("bin") ?? products).appendingPathComponent("kurukan")
    let process = try await ChildProcess.run(
      program, arguments, input: Data(input.utf8),
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 })
    return ProgramRun(
      exitCode: process.exitCode, output: String(decoding: process.output, as: UTF8.self),
      errors: String(decoding: process.errors, as: UTF8.self))
  }
}

/// A folder below the system's own, removed with its holder. Others may read it, as a server that root has started does.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
