import Glibc

/// Which folder it is, wherever it is moved: what a path leads to can change, this cannot.
struct FolderIdentity: Hashable, Sendable {
  private let device: dev_t
  private let inode: ino_t

  /// The folder that a path leads to, or nil when there is none.
  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return nil }
    (device, inode) = (facts.st_dev, facts.st_ino)
  }

  /// The folder that is open.
  init?(descriptor: Int32) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    (device, inode) = (facts.st_dev, facts.st_ino)
  }
}
