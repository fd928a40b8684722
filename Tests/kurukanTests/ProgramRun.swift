import Foundation

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
  ) throws -> ProgramRun {
    let program = (folder?.appendingPathComponent("bin") ?? products).appendingPathComponent("kurukan")
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 }
    let files = try TemporaryFolder()
    let names = ["input", "output", "errors"].map { files.url.appendingPathComponent($0) }
    try Data(input.utf8).write(to: names[0])
    for name in names[1...] { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    // Not as a file of text, which would lose a mark of byte order.
    let texts = try names[1...].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return ProgramRun(exitCode: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}

/// A folder below the system's own, removed with its holder. Others may pass through it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
