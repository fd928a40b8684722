public import Foundation

/// An authority that signs certificates for tests, in a folder of its own, by the `openssl` command.
public final class TestAuthority: Sendable {
  /// The files of one certificate.
  public struct Files: Sendable {
    /// The certificate's path.
    public let certificate: String
    /// Its key's path.
    public let key: String
  }

  /// Where its files lie; removed with it. Others may read the folder.
  public let folder: URL

  /// The path of its own certificate.
  public var certificate: String { folder.appendingPathComponent("authority.pem").path }

  /// Makes an authority.
  public init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-authority-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    try await openssl(
      ["req", "-x509"] + Self.newKey + ["-keyout", "authority.key", "-out", "authority.pem", "-subj", "/CN=Tests"])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Signs a certificate.
  ///
  /// - Parameters:
  ///   - names: for whom, as `subjectAltName` has them.
  ///   - days: how long it holds from now on; a negative number for one that has expired.
  public func sign(
    _ file: String, names: String = "DNS:localhost,IP:127.0.0.1", days: Int = 2
  ) async throws -> Files {
    try await openssl(
      ["req"] + Self.newKey + ["-keyout", "\(file).key", "-out", "\(file).csr", "-subj", "/CN=\(file)"])
    try Data("subjectAltName=\(names)\n".utf8).write(to: folder.appendingPathComponent("\(file).ext"))
    try await openssl([
      "x509", "-req", "-in", "\(file).csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
      "-days",
      "\(days)", "-extfile", "\(file).ext", "-out", "\(file).pem",
    ])
    return Files(
      certificate: folder.appendingPathComponent("\(file).pem").path,
      key: folder.appendingPathComponent("\(file).key").path)
  }

  private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

  private func openssl(_ arguments: [String]) async throws {
    let files = Set(["-keyout", "-out", "-in", "-CA", "-CAkey", "-extfile"])
    let paths = arguments.enumerated().map { index, word in
      index > 0 && files.contains(arguments[index - 1]) ? folder.appendingPathComponent(word).path : word
    }
    let run = try await ChildProcess.run(URL(fileURLWithPath: "/usr/bin/openssl"), paths)
    guard run.exitCode == 0 else { throw Failed(words: String(decoding: run.errors, as: UTF8.self)) }
  }

  private struct Failed: Error { let words: String }
}
