import Glibc
import Violations

/// What the system says of a file that cannot be used.
struct FileError: Error, CustomStringConvertible {
  let description: String

  init(_ doing: Wording, _ path: String) {
    let why = String(cString: strerror(errno))
    description = Wording(en: "\(doing.en) \(path): \(why)", fr: "\(doing.fr ?? doing.en) \(path) : \(why)").text
  }
}

extension Wording {
  static let cannotOpen = Wording(en: "Cannot open", fr: "Impossible d’ouvrir")
  static let cannotRead = Wording(en: "Cannot read", fr: "Impossible de lire")
  static let cannotCreate = Wording(en: "Cannot create", fr: "Impossible de créer")
  static let cannotWrite = Wording(en: "Cannot write", fr: "Impossible d’écrire")
}

/// Small files, read and written whole.
enum FileBytes {
  /// The first `limit` bytes of a file.
  static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.cannotOpen, path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < limit {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(.cannotRead, path) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return Array(bytes.prefix(limit))
  }

  /// What a file's name ends with until it is whole.
  static let unfinished = ".new"

  /// Writes a file beside its place and moves it there, so that no reader ever sees half of it.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(FileError) {
    let temporary = path + unfinished
    let output = try OutputFile(temporary, mode: mode)
    try output.write(bytes)
    try output.synchronise()
    try output.close()
    try move(temporary, to: path)
  }

  /// Whether a file is there that is no device, link or folder.
  static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Gives a file its final name.
  static func move(_ path: String, to final: String) throws(FileError) {
    guard rename(path, final) == 0 else { throw FileError(.cannotWrite, final) }
  }
}

/// A file that is written from its beginning on.
final class OutputFile {
  private let path: String
  private var descriptor: Int32

  /// Creates the file or empties it. A mode that keeps others out, as the usual one does, holds for a file that was
  /// there, too.
  ///
  /// - Parameter isNew: refuses a file that is there.
  init(_ path: String, mode: mode_t = 0o600, isNew: Bool = false) throws(FileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | (isNew ? O_EXCL : O_TRUNC) | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError(.cannotCreate, path) }
    if mode & 0o077 == 0 { fchmod(descriptor, mode) }
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func write(_ bytes: [UInt8]) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(.cannotWrite, path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Takes the file away again.
  func discard() {
    unlink(path)
    Glibc.close(descriptor)
    descriptor = -1
  }

  /// Waits until what was written would survive a loss of power.
  func synchronise() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(.cannotWrite, path) }
  }

  func close() throws(FileError) {
    defer { descriptor = -1 }
    guard Glibc.close(descriptor) == 0 else { throw FileError(.cannotWrite, path) }
  }
}
