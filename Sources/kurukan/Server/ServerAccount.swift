import CLinux
import Glibc
import Settings

/// The ordinary user whom a server becomes that root has started.
///
/// It becomes that user within its one process, while that has one thread: what only root may read stays in its memory,
/// what only root may open stays open, and nothing has to be passed on as a program that is executed anew would need.
struct ServerAccount {
  /// Whom it becomes unless it is told: the first of these that there is. Debian's PostgreSQL brings the second.
  static let usual = ["kurukan", "postgres"]

  let name: String
  let user: uid_t
  let group: gid_t
  private let home: String

  /// The account that is wanted, or the usual one; nil for an ordinary user, who stays who they are.
  static func toBecome(_ wanted: String?) throws -> ServerAccount? {
    guard geteuid() == 0 else {
      if let wanted, lookUp(wanted)?.user != geteuid() {
        throw CommandFailure("--user: only root can become \(wanted). Start as root or as \(wanted), or leave it out.")
      }
      return nil
    }
    guard let account = (wanted.map { [$0] } ?? usual).lazy.compactMap(lookUp).first else {
      throw CommandFailure(
        "--user: the server does not run as root, and there is no user \(wanted ?? usual.joined(separator: " or "))."
          + " Make one: useradd --system \(wanted ?? usual[0]); or name another with --user or \(ProcessOptions.user.variable)."
      )
    }
    guard account.user != 0, account.group != 0 else {
      throw CommandFailure("--user: \(account.name) is root, or of root's group. Name an ordinary user.")
    }
    return account
  }

  /// Gives up root for good, with all that depends on who somebody is.
  func become() throws {
    guard kurukan_become(name, user, group) == 0 else {
      let why = String(cString: strerror(errno))
      throw CommandFailure(
        "Cannot become user \(name): \(why). Root needs the capabilities SETUID and SETGID for it; where it has none, as"
          + " in a container, start as the user at once (--user \(user):\(group) of docker run).")
    }
    // libpq looks for certificates at home, and root's is closed to others.
    setenv("HOME", home, 1)
    unsetenv("XDG_RUNTIME_DIR")
  }

  private static func lookUp(_ name: String) -> ServerAccount? {
    var record = passwd()
    var buffer = [CChar](repeating: 0, count: 16_384)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwnam_r(name, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    let home = record.pw_dir.map { String(cString: $0) } ?? "/"
    return ServerAccount(name: name, user: record.pw_uid, group: record.pw_gid, home: home)
  }
}
