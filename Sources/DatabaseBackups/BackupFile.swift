import Glibc
import JSONBytes

/// A backup that is being written: nothing has its name until it is whole and on the disk.
///
/// One tar archive of two files: the dump, whose header is written last since only then its size is known, and the
/// manifest behind it. So neither can be lost without the other, and both can be taken out by `tar` alone.
final class BackupFile: @unchecked Sendable {
  static let dumpName = "kurukan.dump"
  static let encryptedDumpName = "kurukan.dump.age"
  static let manifestName = "manifest.json"

  private let path: String
  private let folder: String
  private let unfinished: String
  private var descriptor: Int32
  private var place = Int64(TarEntry.block)

  /// Creates the file under another name, closed to everybody else from the first moment.
  init(_ path: String) throws(BackupFault) {
    self.path = path
    let slash = path.lastIndex(of: "/")
    folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    unfinished = "\(folder)/.\(name).\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
    descriptor = -1
    try Self.refuseExisting(path)
    // A limit of a file's size is a fault like a full disk, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system("create", path) }
  }

  deinit { discard() }

  /// Adds bytes of the dump.
  func write(_ bytes: UnsafeRawBufferPointer) throws(BackupFault) {
    try put(bytes, at: place)
    place += Int64(bytes.count)
  }

  /// Bytes of the dump so far.
  var dumped: Int64 { place - Int64(TarEntry.block) }

  /// Completes the archive and gives it its name, once it would survive a loss of power.
  func finish(_ manifest: BackupManifest, at seconds: Int64) throws(BackupFault) {
    let name = manifest.isEncrypted ? Self.encryptedDumpName : Self.dumpName
    try put(TarEntry(name: name, size: dumped, modified: seconds).header, at: 0)
    place = Int64(TarEntry.block) + TarEntry.padded(dumped)
    let text = Array(manifest.json.indentedText.utf8)
    try put(TarEntry(name: Self.manifestName, size: Int64(text.count), modified: seconds).header, at: place)
    place += Int64(TarEntry.block)
    try put(text, at: place)
    place += TarEntry.padded(Int64(text.count))
    // Two empty blocks are the end of an archive.
    guard ftruncate(descriptor, off_t(place) + 2 * off_t(TarEntry.block)) == 0, fsync(descriptor) == 0 else {
      throw .system("write", path)
    }
    try Self.refuseExisting(path)
    guard rename(unfinished, path) == 0 else { throw .system("write", path) }
    close(descriptor)
    descriptor = -1
    try flushFolder()
  }

  /// Takes away what was begun.
  func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    unlink(unfinished)
  }

  private static func refuseExisting(_ path: String) throws(BackupFault) {
    var facts = stat()
    guard lstat(path, &facts) != 0 else {
      throw BackupFault("\(path) is there already: a backup replaces nothing. Name another file, or a folder.")
    }
  }

  private func put(_ bytes: [UInt8], at place: Int64) throws(BackupFault) {
    let result = bytes.withUnsafeBytes { bytes -> Result<Void, BackupFault> in
      do throws(BackupFault) { return .success(try put(bytes, at: place)) } catch { return .failure(error) }
    }
    try result.get()
  }

  private func put(_ bytes: UnsafeRawBufferPointer, at place: Int64) throws(BackupFault) {
    var written = 0
    while written < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(place) + off_t(written))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system("write", path) }
      written += count
    }
  }

  private func flushFolder() throws(BackupFault) {
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .system("open", folder) }
    defer { close(opened) }
    guard fsync(opened) == 0 else { throw .system("write", folder) }
  }
}
