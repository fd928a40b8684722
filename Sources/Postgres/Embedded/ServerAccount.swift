import Glibc

/// The user the server runs as: PostgreSQL refuses to run as root.
struct ServerAccount: Sendable {
  /// The user whom root starts the server as; Debian's package makes it.
  static let name = "postgres"

  let user: uid_t
  let group: gid_t
  /// The names of all who may connect: the server's user and the one who starts it.
  let names: [String]

  static func current() throws(ClusterError) -> ServerAccount {
    let own = geteuid()
    let ownName = nameOfUser(own) ?? "\(own)"
    guard own == 0 else { return ServerAccount(user: own, group: getegid(), names: [ownName]) }
    guard let entry = lookUp(name) else {
      throw ClusterError(
        .noUser,
        "PostgreSQL does not run as root and there is no user \(name): start as another user, or make one "
          + "by: useradd --system \(name)")
    }
    return ServerAccount(user: entry.user, group: entry.group, names: [ownName, name])
  }

  private static func lookUp(_ name: String) -> (user: uid_t, group: gid_t)? {
    var record = passwd()
    var buffer = [CChar](repeating: 0, count: 16_384)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwnam_r(name, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return (record.pw_uid, record.pw_gid)
  }

  private static func nameOfUser(_ user: uid_t) -> String? {
    var record = passwd()
    var buffer = [CChar](repeating: 0, count: 16_384)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwuid_r(user, &record, &buffer, buffer.count, &found) == 0, found != nil,
      let name = record.pw_name
    else { return nil }
    return String(cString: name)
  }
}
