import Glibc
import Violations

/// A file that a command writes: there whole, or not at all.
///
/// A file of the caller's own is written beside its place and renamed once it is whole; its mode stays, and what was
/// begun is taken away when anything fails or a signal ends the program. Whatever else has the name (a device, a pipe,
/// somebody else's file, a file with further names) is written in place and stays what it is. A link to a file is
/// refused: in a folder that others write to, it would lead wherever they like.
final class OutputFile {
  private enum Place {
    /// Written under another name, and renamed.
    case beside(String)
    /// Under its own name, new: taken away if it does not become whole.
    case new
    /// Something that was there before.
    case inPlace(isRegular: Bool)
  }

  private let path: String
  private let place: Place
  private var descriptor: Int32
  /// Whether a file that is written in place still has its former content.
  private var holdsFormer: Bool

  /// Opens what is to be written. Nothing that is there changes before the first ``write(_:)``.
  ///
  /// - Parameters:
  ///   - mode: of a new file.
  ///   - mustBeNew: refuses whatever has the name.
  init(_ path: String, mode: mode_t = 0o600, mustBeNew: Bool = false) throws(FileError) {
    self.path = path
    // A limit of a file's size is a fault like a full disk, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    var facts = stat()
    if mustBeNew {
      (place, holdsFormer) = (.new, false)
      descriptor = Self.create(path, mode: mode)
      guard descriptor >= 0 else { throw FileError(.cannotCreate, path) }
    } else if lstat(path, &facts) == 0, !Self.isReplaced(facts) {
      (descriptor, holdsFormer) = try Self.openInPlace(path, facts)
      place = .inPlace(isRegular: holdsFormer)
    } else {
      let isThere = facts.st_mode & S_IFMT == S_IFREG
      let beside: String
      (descriptor, beside) = try Self.create(beside: path, mode: isThere ? facts.st_mode & 0o777 : mode)
      (place, holdsFormer) = (.beside(beside), false)
    }
  }

  deinit { discard() }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(FileError) {
    if holdsFormer {
      guard ftruncate(descriptor, 0) == 0 else { throw FileError(.cannotWrite, path) }
      holdsFormer = false
    }
    guard FileBytes.writeAll(bytes, to: descriptor) else { throw FileError(.cannotWrite, path) }
  }

  /// Gives the file its name, once it would survive a loss of power. Nothing can be written any more.
  func finish() throws(FileError) {
    // An empty file replaces what was there, too.
    if holdsFormer { try write([]) }
    if case .inPlace(isRegular: false) = place {
      // A pipe or a device has nothing to be flushed.
    } else {
      guard fsync(descriptor) == 0 else { throw FileError(.cannotWrite, path) }
    }
    let open = descriptor
    descriptor = -1
    guard Glibc.close(open) == 0 else {
      let fault = FileError(.cannotWrite, path)
      removeUnfinished()
      throw fault
    }
    if case .beside(let temporary) = place {
      guard rename(temporary, path) == 0 else {
        let fault = FileError(.cannotWrite, path)
        removeUnfinished()
        throw fault
      }
    }
    if let unfinished { UnfinishedFiles.remove(unfinished) }
  }

  /// Takes away what was begun.
  func discard() {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    descriptor = -1
    removeUnfinished()
  }

  private func removeUnfinished() {
    guard let unfinished else { return }
    unlink(unfinished)
    UnfinishedFiles.remove(unfinished)
  }

  private var unfinished: String? {
    switch place {
    case .beside(let path): path
    case .new: path
    case .inPlace: nil
    }
  }

  // MARK: - Opening

  /// Whether a file may be renamed over: one of the caller's own, without another name elsewhere.
  private static func isReplaced(_ facts: stat) -> Bool {
    facts.st_mode & S_IFMT == S_IFREG && facts.st_uid == geteuid() && facts.st_nlink == 1
  }

  private static func openInPlace(_ path: String, _ facts: stat) throws(FileError) -> (Int32, Bool) {
    var opened = stat()
    guard facts.st_mode & S_IFMT == S_IFLNK else {
      // No terminal becomes the controlling one, and no link takes the file's place meanwhile.
      let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0, fstat(descriptor, &opened) == 0 else { throw FileError(.cannotWrite, path) }
      return (descriptor, opened.st_mode & S_IFMT == S_IFREG)
    }
    // /dev/stdout and its like, whatever they lead to; no other link leads to a file.
    var own = stat()
    for number in [STDOUT_FILENO, STDERR_FILENO] {
      guard stat(path, &opened) == 0, fstat(number, &own) == 0, opened.st_dev == own.st_dev, opened.st_ino == own.st_ino
      else { continue }
      let descriptor = fcntl(number, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { throw FileError(.cannotWrite, path) }
      return (descriptor, false)
    }
    guard stat(path, &opened) != 0 || [S_IFREG, S_IFDIR].contains(opened.st_mode & S_IFMT) else {
      let descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(.cannotWrite, path) }
      return (descriptor, false)
    }
    throw FileError(
      Wording(
        en: "\(path) is a link. Name the file that it leads to, or remove the link.",
        fr: "\(path) est un lien. Nommez le fichier auquel il mène, ou supprimez le lien."))
  }

  private static func create(_ path: String, mode: mode_t) -> Int32 {
    UnfinishedFiles.create(path) { open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode) }
  }

  /// A new file in the folder of `path`, under a name that nobody guesses.
  private static func create(beside path: String, mode: mode_t) throws(FileError) -> (Int32, String) {
    let temporary = path + "." + String(UInt64.random(in: .min ... .max), radix: 36) + ".part"
    let descriptor = create(temporary, mode: 0o600)
    guard descriptor >= 0 else { throw FileError(.cannotCreate, path) }
    guard fchmod(descriptor, mode) == 0 else {
      let fault = FileError(.cannotCreate, path)
      Glibc.close(descriptor)
      unlink(temporary)
      UnfinishedFiles.remove(temporary)
      throw fault
    }
    return (descriptor, temporary)
  }
}
