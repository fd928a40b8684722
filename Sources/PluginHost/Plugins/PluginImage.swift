import CLinux
import Digests
import Glibc
import JSONBytes
import LineRPC
import Violations

/// A plugin's shared object as it was when it was read: the bytes that were hashed are those that workers load,
/// whatever becomes of the file.
final class PluginImage: Sendable {
  private static let pieceBytes = 1 << 20
  /// How an ELF file begins (System V ABI, "ELF Identification").
  private static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

  /// A sealed file in memory.
  let descriptor: Int32
  /// SHA-256 in lower-case hexadecimal digits.
  let sha256: String

  /// Reads the file at `path`.
  ///
  /// - Throws: `Status` if it is no regular file of at most `limit` bytes, or no shared object.
  init(path: String, limit: Int) throws {
    // Whatever lies there must not stop the server: a FIFO would wait for its writer.
    let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard source >= 0 else {
      let isRefused = errno == EACCES
      throw Self.fault(
        path, SystemFault.last, hint: isRefused ? "Let the server's user read it: chmod a+r \(path)" : nil)
    }
    defer { close(source) }
    var entry = stat()
    guard fstat(source, &entry) == 0 else { throw Self.fault(path, SystemFault.last) }
    guard entry.st_mode & S_IFMT == S_IFREG else { throw Self.fault(path, "it is no regular file") }
    guard entry.st_size <= limit else { throw Self.fault(path, "it has more than \(limit) bytes") }
    let copy = kurukan_memory_file_create("plugin")
    guard copy >= 0 else { throw Self.fault(path, SystemFault.last) }
    do {
      sha256 = try Self.copy(source, to: copy, path, limit)
      guard kurukan_memory_file_seal(copy) == 0 else { throw Self.fault(path, SystemFault.last) }
    } catch {
      close(copy)
      throw error
    }
    descriptor = copy
  }

  deinit { close(descriptor) }

  /// Copies a file; returns its digest.
  private static func copy(_ source: Int32, to copy: Int32, _ path: String, _ limit: Int) throws -> String {
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: pieceBytes)
    var total = 0
    while true {
      let count = read(source, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw fault(path, SystemFault.last) }
      if count == 0 { break }
      if total == 0, !piece[..<count].starts(with: magic) { throw notShared(path) }
      total += count
      // It may grow while it is read.
      guard total <= limit else { throw fault(path, "it has more than \(limit) bytes") }
      hash.update(piece[..<count])
      try write(piece[..<count], to: copy, path)
    }
    guard total > 0 else { throw notShared(path) }
    return Hexadecimal.text(hash.digest)
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to copy: Int32, _ path: String) throws {
    try bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let written = Glibc.write(copy, piece.baseAddress, piece.count)
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { throw fault(path, SystemFault.last) }
        rest = rest.dropFirst(written)
      }
    }
  }

  private static func fault(_ path: String, _ why: String, hint: Wording? = nil) -> Status {
    Status(.pluginInvalid, "\(path) cannot be read: \(why).", hint: hint)
  }

  private static func notShared(_ path: String) -> Status {
    Status(
      .pluginInvalid, "\(path) is no shared object: it does not begin as an ELF file does.",
      hint: "Build it as Plugins/README.md says; what is no plugin has no place in the plugins' folder.")
  }
}
