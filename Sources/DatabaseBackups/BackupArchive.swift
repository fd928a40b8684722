import Digests
import Glibc
import JSONBytes

/// A file that a database can be restored from: a backup of this program's, or a bare dump of
/// `pg_dump --format=custom`.
public final class BackupArchive: Sendable {
  /// Where the file lies.
  public let path: String
  /// What the backup says of itself; nil for a bare dump.
  public let manifest: BackupManifest?
  /// Whether the dump is encrypted by `age`.
  public let isEncrypted: Bool
  /// The SHA-256 that stands in a file of the same name with `.sha256` behind it, as `sha256sum` writes them.
  private let sumBeside: String?
  private let descriptor: Int32
  private let start: Int64
  private let size: Int64

  /// Opens a file and finds out what it is, without reading all of it.
  public init(_ path: String) throws(BackupFault) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .system("open", path) }
    do throws(BackupFault) {
      var facts = stat()
      guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        throw BackupFault("\(path) is no file. Write what a pipe gives into one first: it is read twice.")
      }
      let content = try ArchiveContent(descriptor, size: Int64(facts.st_size), path)
      (manifest, isEncrypted) = (content.manifest, content.isEncrypted)
      (start, size) = (content.start, content.size)
      sumBeside = content.manifest == nil ? Self.sum(in: path + ".sha256") : nil
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// What can be known of the dump's bytes only from the dump itself.
  public var canBeVerified: Bool { manifest != nil || sumBeside != nil }

  /// Reads all of the dump and compares its SHA-256 with what was noted down when it was made.
  func verify(_ progress: (Int64) -> Void) throws(BackupFault) {
    guard let expected = manifest?.sha256 ?? sumBeside else { return }
    var hash = SHA256()
    var read: Int64 = 0
    try forEachPiece { piece throws(BackupFault) in
      hash.update(piece)
      read += Int64(piece.count)
      progress(read)
    }
    guard Hexadecimal.text(hash.digest) == expected else {
      throw BackupFault(
        "\(path) is damaged: its SHA-256 is not the one that was noted down when it was made. Nothing was changed; "
          + "restore another copy.")
    }
  }

  /// Hands on the dump's bytes as they are stored.
  func forEachPiece(_ body: (UnsafeRawBufferPointer) throws(BackupFault) -> Void) throws(BackupFault) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: BackupLimits.piece, alignment: 16)
    defer { buffer.deallocate() }
    var place = start
    while place < start + size {
      let wanted = Int(min(Int64(buffer.count), start + size - place))
      let count = pread(descriptor, buffer.baseAddress, wanted, off_t(place))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", path) }
      guard count > 0 else { throw BackupFault("\(path) became shorter while it was read.") }
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
      place += Int64(count)
    }
  }

  private static func sum(in path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 65)
    guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).lowercased()
    return text.utf8.count == 64 && text.allSatisfy(\.isHexDigit) ? text : nil
  }
}

/// Where the dump lies in a file, and what the file says of it.
struct ArchiveContent {
  let manifest: BackupManifest?
  let isEncrypted: Bool
  let start: Int64
  let size: Int64

  init(_ descriptor: Int32, size: Int64, _ path: String) throws(BackupFault) {
    let head = Self.read(descriptor, at: 0, count: TarEntry.block)
    if head.starts(with: "PGDMP".utf8) {
      (manifest, isEncrypted, start, self.size) = (nil, false, 0, size)
      return
    }
    if head.starts(with: "age-encryption.org/".utf8) || head.starts(with: "-----BEGIN AGE ENCRYPTED FILE".utf8) {
      (manifest, isEncrypted, start, self.size) = (nil, true, 0, size)
      return
    }
    guard let dump = TarEntry(header: head), [BackupFile.dumpName, BackupFile.encryptedDumpName].contains(dump.name)
    else {
      throw BackupFault(
        "\(path) is neither a backup that kurukan backup made nor a dump of pg_dump --format=custom.")
    }
    let behind = Int64(TarEntry.block) + TarEntry.padded(dump.size)
    let header = Self.read(descriptor, at: behind, count: TarEntry.block)
    let entry = TarEntry(header: header)
    let isManifest =
      entry?.name == BackupFile.manifestName && entry.map { $0.size <= Int64(BackupLimits.manifest) } == true
    let wanted = isManifest ? Int(entry?.size ?? 0) : 0
    let text = Self.read(descriptor, at: behind + Int64(TarEntry.block), count: wanted)
    guard isManifest, text.count == wanted else {
      throw BackupFault("\(path) is not whole: it ends before its manifest does. Copy it again, or take another.")
    }
    do throws(BackupFault) {
      let read = try BackupManifest(parsing: text)
      guard read.bytes == dump.size, read.isEncrypted == (dump.name == BackupFile.encryptedDumpName) else {
        throw BackupFault("its manifest is of another dump")
      }
      manifest = read
      isEncrypted = read.isEncrypted
    } catch {
      throw BackupFault(
        "\(path) cannot be restored: \(error). Take another backup, or this one's dump out of it by tar.")
    }
    start = Int64(TarEntry.block)
    self.size = dump.size
  }

  /// As many of the bytes as there are.
  private static func read(_ descriptor: Int32, at place: Int64, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(place) + off_t(filled))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        filled += got
      }
    }
  }
}
