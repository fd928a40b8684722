import Glibc
import Synchronization

/// A lock on a folder itself, held until it is released or the process ends, however it ends.
///
/// No file stands for it that could be removed, and it goes with the folder when that is moved.
final class FolderLock: Sendable {
  let path: String
  /// The folder that is held.
  let identity: FolderIdentity
  private let descriptor: Mutex<Int32>

  init(_ path: String) throws(ClusterError) {
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw LocalFiles.fault("open", path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let fault =
        errno == EWOULDBLOCK
        ? ClusterError(.inUse, "Another server uses \(path) already. Stop it, or name another folder.")
        : LocalFiles.fault("lock", path)
      closeDescriptor(opened)
      throw fault
    }
    guard let identity = FolderIdentity(descriptor: opened), identity == FolderIdentity(path) else {
      closeDescriptor(opened)
      throw ClusterError(.files, "\(path) was moved or replaced just now; start again once it stays.")
    }
    self.path = path
    self.identity = identity
    descriptor = Mutex(opened)
  }

  deinit { release() }

  /// Whether the path still leads to the folder that is held.
  var isInPlace: Bool { FolderIdentity(path) == identity }

  func release() {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      // Closing alone would leave it held by a child process that was forked just now, until that runs its program.
      flock(descriptor, LOCK_UN)
      closeDescriptor(descriptor)
      descriptor = -1
    }
  }
}
