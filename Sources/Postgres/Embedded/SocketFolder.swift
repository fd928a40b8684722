import Glibc

/// The folder of a cluster's socket, closed to all others, within the data: it goes where they go, and a copy has its own.
///
/// It is reached through an open descriptor. So however long the path is, it fits into a socket's address (107 bytes),
/// and whatever is put in its place, no other server's socket is ever taken for this one.
final class SocketFolder: Sendable {
  /// What begins so is left out by PostgreSQL's own backups.
  static let name = "pgsql_tmp.socket"
  static let socket = ".s.PGSQL.5432"

  private let descriptor: Int32

  init(_ layout: ClusterLayout) throws(ClusterError) {
    let path = "\(layout.data)/\(SocketFolder.name)"
    _ = try LocalFiles.makeFolder(path, mode: 0o700)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw LocalFiles.fault("open", path) }
    guard fchmod(descriptor, 0o700) == 0 else {
      closeDescriptor(descriptor)
      throw LocalFiles.fault("close", path)
    }
  }

  deinit { closeDescriptor(descriptor) }

  /// The path for clients in this process.
  var path: String { "/proc/self/fd/\(descriptor)" }

  /// Whether the socket's file is there. It comes before the server is ready, but never after.
  var hasSocket: Bool { LocalFiles.exists("\(path)/\(SocketFolder.socket)") }

  /// Removes what a server left that has ended, or that a copy brought along.
  func clear() {
    for name in [SocketFolder.socket, "\(SocketFolder.socket).lock"] { unlinkat(descriptor, name, 0) }
  }
}
