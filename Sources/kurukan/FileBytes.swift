import Glibc
import Violations

/// What the system says of a file that cannot be used.
struct FileError: Error, CustomStringConvertible {
  let description: String

  init(_ doing: Wording, _ path: String) {
    let why = String(cString: strerror(errno))
    self.init(
      Wording(en: "\(doing.en) \(path): \(why)", fr: "\(doing.fr ?? doing.en) \(path) : \(why)"))
  }

  /// What the system would do, and this program does not.
  init(_ message: Wording) { description = message.text }
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

  /// Writes a file beside its place and moves it there, so that no reader ever sees half of it, nor does anybody after
  /// power failed. Once it returns, the file is on disk under its name.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(FileError) {
    let temporary = path + unfinished
    // What an earlier attempt left; a link there would lead elsewhere.
    guard unlink(temporary) == 0 || errno == ENOENT else { throw FileError(.cannotCreate, path) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError(.cannotCreate, path) }
    let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let error = errno
    let isWhole = close(descriptor) == 0 && isWritten && rename(temporary, path) == 0
    guard isWhole else {
      if !isWritten { errno = error }
      let fault = FileError(.cannotWrite, path)
      unlink(temporary)
      throw fault
    }
    try sync(folderOf: path)
  }

  /// Waits until the names in the folder that holds `path` are on disk.
  static func sync(folderOf path: String) throws(FileError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      // It may be written to and not read.
      guard errno == EACCES else { throw FileError(.cannotOpen, folder) }
      return
    }
    defer { close(descriptor) }
    // Some file systems have nothing to wait for.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError(.cannotWrite, folder) }
  }

  /// Writes all bytes; where that fails, `errno` says why.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }

  /// Whether a file is there that is no device, link or folder.
  static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
