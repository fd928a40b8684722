import Glibc

/// The user that this process, and so PostgreSQL, runs as.
enum ServerUser {
  /// The user's name, by which PostgreSQL knows a caller (`peer`).
  static func name() throws(ClusterError) -> String {
    let user = geteuid()
    guard user != 0 else {
      throw ClusterError(.noUser, "PostgreSQL does not run as root: start as another user.")
    }
    var record = passwd()
    var buffer = [CChar](repeating: 0, count: 16_384)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwuid_r(user, &record, &buffer, buffer.count, &found) == 0, found != nil, let name = record.pw_name
    else {
      throw ClusterError(
        .noUser,
        "PostgreSQL does not run as user id \(user), which has no name: add one to /etc/passwd "
          + "(useradd --system --uid \(user) kurukan), or name a database with --database-file.")
    }
    return String(cString: name)
  }
}
