import Glibc

/// Whether this process's user may use a file, and by which command they may.
enum FileAccess {
  /// What a file is to the server, which decides who is to have it.
  enum Purpose {
    /// A file for the server alone.
    case secret
    /// A folder that the server writes to.
    case own
    /// A folder that the server reads and others may read, too.
    case shared
    /// What the server starts.
    case program
  }

  /// Throws what is missing and the command that gives it. What is not there at all is for others to tell.
  static func check(_ path: String, _ purpose: Purpose) throws(CommandFailure) {
    guard isRefused(path, need(purpose)) else { return }
    let user = user()
    var above = "/"
    for part in absolute(path).split(separator: "/").dropLast() {
      above += (above == "/" ? "" : "/") + part
      guard isRefused(above, X_OK) else { continue }
      throw CommandFailure(
        "User \(user) cannot reach \(path): \(above) is closed to them. Open it, chmod a+x \(ShellWord(above)), or use a "
          + "folder elsewhere.")
    }
    let word = ShellWord(path)
    let remedy =
      switch purpose {
      case .secret: "chown \(user) \(word) && chmod 400 \(word)"
      case .own: "chown --recursive --no-dereference \(user) \(word) && chmod u+rwx \(word)"
      case .shared, .program: "chmod a+rx \(word)"
      }
    throw CommandFailure("User \(user) may not use \(path). Let them, as its owner or root: \(remedy)")
  }

  /// Throws if there is no such folder.
  static func checkFolder(_ path: String, named option: String) throws(CommandFailure) {
    var entry = stat()
    if stat(path, &entry) == 0, entry.st_mode & S_IFMT == S_IFDIR { return }
    guard errno != EACCES else { return }
    throw CommandFailure("\(option): there is no folder \(path).")
  }

  private static func need(_ purpose: Purpose) -> Int32 {
    switch purpose {
    case .secret: R_OK
    case .own: R_OK | W_OK | X_OK
    case .shared: R_OK | X_OK
    case .program: X_OK
    }
  }

  private static func isRefused(_ path: String, _ need: Int32) -> Bool { access(path, need) != 0 && errno == EACCES }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// This process's user.
  static func user() -> String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
  }
}
