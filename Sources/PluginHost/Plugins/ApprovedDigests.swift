import Glibc
import LineRPC
import Violations

/// The digests that an administrator has approved, in a file beside the plugins as `sha256sum` writes it. Without the file
/// every plugin in the folder may be run; with it, only those of which the digest stands there, under whatever name.
struct ApprovedDigests {
  /// The file's name.
  static let fileName = "approved.sha256"
  private static let bytes = 1 << 20

  private let digests: Set<String>?

  /// What stands in a folder's file.
  ///
  /// - Throws: `Status` if the file is there and cannot be read, or has a line that is no digest: then nothing is approved.
  init(folder: String) throws {
    let path = folder + "/" + Self.fileName
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw Self.fault(path, SystemFault.last) }
      digests = nil
      return
    }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: Self.bytes + 1)
    var count = 0
    while count < buffer.count {
      let got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + count, $0.count - count) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw Self.fault(path, SystemFault.last) }
      if got == 0 { break }
      count += got
    }
    guard count <= Self.bytes else { throw Self.fault(path, "it has more than \(Self.bytes) bytes") }
    digests = try Self.digests(String(decoding: buffer[..<count], as: UTF8.self), path)
  }

  /// Whether a plugin of that digest may be run.
  func contains(_ digest: String) -> Bool { digests?.contains(digest) ?? true }

  private static func digests(_ text: String, _ path: String) throws -> Set<String> {
    var digests: Set<String> = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let digest = line.prefix { $0 != " " }
      guard digest.utf8.count == 64, digest.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
        throw fault(path, "line \(number + 1) does not begin with a SHA-256 in lower-case digits")
      }
      digests.insert(String(digest))
    }
    return digests
  }

  private static func fault(_ path: String, _ why: String) -> Status {
    Status(
      .pluginInvalid, "\(path) cannot be used: \(why).",
      hint: "Write it with: sha256sum lib*.so > \(fileName)")
  }
}
