import CLinux
import Glibc
import Violations

/// The folder that a server keeps its files in, and how root gives it to the user whom the server becomes.
struct DataFolder {
  /// The embedded PostgreSQL's part.
  static let cluster = "postgresql"
  /// What the server itself puts there. Nothing else is given away.
  private static let own = [cluster] + TokenFiles.names.flatMap { [$0, $0 + FileBytes.unfinished] }

  let path: String

  /// Makes the folder if it is missing: it holds tokens, so nobody else may look into it.
  func make() throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileError("Cannot create the folder", path) }
    var end = path.endIndex
    while end > path.startIndex, path[path.index(before: end)] == "/" { end = path.index(before: end) }
    try FileBytes.sync(folderOf: String(path[..<end]))
  }

  /// Gives the folder and what is the server's in it to an account, as far as it is root's.
  ///
  /// Symbolic links within are not followed. A folder that root has for something else is left alone.
  func handOver(to account: ServerAccount) throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileError("Cannot open the folder", path) }
    defer { close(folder) }
    let names = try Self.names(folder, path)
    var facts = stat()
    guard fstat(folder, &facts) == 0 else { throw FileError("Cannot open the folder", path) }
    if facts.st_uid == 0 {
      if let foreign = names.first(where: { !Self.own.contains($0) && $0 != "lost+found" }) {
        throw CommandFailure(
          "--data: \(path) belongs to root and holds \(foreign), which is not the server's, so it is not given to user "
            + "\(account.name). Move that elsewhere, name another folder, or give it yourself: "
            + "chown \(account.name) \(ShellWord(path))")
      }
      guard fchown(folder, account.user, account.group) == 0 else { throw Self.refused(path, account) }
    } else if facts.st_uid != account.user {
      throw Self.foreign(path, facts.st_uid, account)
    }
    try Self.give(names.filter(Self.own.contains), in: folder, path, account)
  }

  private static func give(_ names: [String], in folder: Int32, _ path: String, _ account: ServerAccount) throws {
    for name in names {
      let entry = "\(path)/\(name)"
      var owner: uid_t = 0
      switch kurukan_hand_over(folder, name, account.user, account.group, &owner) {
      case KURUKAN_HANDED_ENTRY: continue
      case KURUKAN_HANDED_FOLDER:
        let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 else { throw FileError("Cannot open the folder", entry) }
        defer { close(inner) }
        try give(Self.names(inner, entry), in: inner, entry, account)
      case KURUKAN_NOT_HANDED_FOREIGN: throw foreign(entry, owner, account)
      case KURUKAN_NOT_HANDED_LINKED:
        throw CommandFailure("\(entry) is root's and has other names elsewhere, so it is not given away. Remove it.")
      case KURUKAN_NOT_HANDED_DEVICE:
        throw CommandFailure("\(entry) is a device, which is not the server's. Remove it.")
      default:
        // A PostgreSQL that was left running makes files and removes them meanwhile.
        guard errno == ENOENT else { throw refused(entry, account) }
      }
    }
  }

  private static func foreign(_ path: String, _ owner: uid_t, _ account: ServerAccount) -> CommandFailure {
    let name = getpwuid(owner).map { String(cString: $0.pointee.pw_name) } ?? "\(owner)"
    return CommandFailure(
      "\(path) belongs to user \(name), neither to root nor to \(account.name), whom the server runs as. Start it with "
        + "--user \(name), or give the file yourself: chown --recursive --no-dereference \(account.name) \(ShellWord(path))"
    )
  }

  private static func refused(_ path: String, _ account: ServerAccount) -> CommandFailure {
    let why = String(cString: strerror(errno))
    return CommandFailure(
      "Cannot give \(path) to user \(account.name): \(why). Root needs the capability CHOWN for it; where it has none, as "
        + "in a container, start as the user at once (--user \(account.user):\(account.group) of docker run).")
  }

  private static func names(_ folder: Int32, _ path: String) throws -> [String] {
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { throw FileError("Cannot open the folder", path) }
    return FolderListing.names(stream)
  }
}
