import Glibc
import Synchronization

/// A lock on a folder, held until it is released or the process ends, however it ends.
final class FolderLock: Sendable {
  private let descriptor: Mutex<Int32>

  init(_ path: String) throws(ClusterError) {
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw LocalFiles.fault("open", path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let fault =
        errno == EWOULDBLOCK
        ? ClusterError(.inUse, "Another server uses the folder already (it holds \(path)).")
        : LocalFiles.fault("lock", path)
      closeDescriptor(opened)
      throw fault
    }
    descriptor = Mutex(opened)
  }

  deinit { release() }

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
