import Crypto
import Glibc
import LineRPC
import Violations

/// A file's content at one moment, and enough of its inode to see later that it is another one.
struct FileDigest: Sendable, Equatable {
  private static let pieceBytes = 1 << 20

  /// Which file it was.
  struct Identity: Sendable, Equatable {
    let device: UInt64
    let inode: UInt64
    let bytes: Int64
    let changedSeconds: Int
    let changedNanoseconds: Int

    /// The file at `path` now; nil if there is none.
    init?(path: String) {
      var entry = stat()
      guard stat(path, &entry) == 0 else { return nil }
      self.init(entry)
    }

    fileprivate init(_ entry: stat) {
      device = UInt64(entry.st_dev)
      inode = UInt64(entry.st_ino)
      bytes = Int64(entry.st_size)
      changedSeconds = entry.st_ctim.tv_sec
      changedNanoseconds = entry.st_ctim.tv_nsec
    }
  }

  let identity: Identity
  /// SHA-256 in lower-case hexadecimal digits.
  let sha256: String

  /// Reads the file at `path`.
  init(path: String, limit: Int) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.fault(path, SystemFault.last) }
    defer { close(descriptor) }
    var entry = stat()
    guard fstat(descriptor, &entry) == 0 else { throw Self.fault(path, SystemFault.last) }
    guard entry.st_mode & S_IFMT == S_IFREG else { throw Self.fault(path, "it is no regular file") }
    guard entry.st_size <= limit else { throw Self.fault(path, "it has more than \(limit) bytes") }
    identity = Identity(entry)

    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.fault(path, SystemFault.last) }
      if count == 0 { break }
      hash.update(data: piece[..<count])
    }
    sha256 = Hexadecimal.text(hash.finalize())
  }

  private static func fault(_ path: String, _ why: String) -> Status {
    Status(.pluginInvalid, "\(path) cannot be read: \(why).")
  }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
    return text
  }
}
