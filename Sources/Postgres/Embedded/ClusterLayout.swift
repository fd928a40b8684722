import Glibc

/// The files and folders of one cluster.
struct ClusterLayout: Sendable {
  /// A socket's path has at most 107 bytes; some are left for what the server appends.
  static let socketFolderLimit = 90

  let folder: String

  var data: String { "\(folder)/data" }
  /// Where `initdb` works, so that a half made cluster is never taken for one.
  var unfinishedData: String { "\(folder)/data.new" }
  var lock: String { "\(folder)/lock" }
  var access: String { "\(folder)/pg_hba.conf" }
  var names: String { "\(folder)/pg_ident.conf" }
  var output: String { "\(folder)/postgres.out" }
  var setupOutput: String { "\(folder)/initdb.out" }

  /// An absolute path, as the server needs; the folder is made if it is missing.
  init(_ path: String) throws(ClusterError) {
    _ = try LocalFiles.makeFolder(path, mode: 0o700)
    guard let resolved = realpath(path, nil) else { throw LocalFiles.fault("open", path) }
    defer { free(resolved) }
    folder = String(cString: resolved)
  }

  /// The major version of the data, or nil when there are none.
  func dataVersion() -> Int? {
    LocalFiles.read("\(data)/PG_VERSION").flatMap { Int($0.trimmingNewlines) }
  }

  /// A folder for the socket that nobody else can enter; whether it is a temporary one.
  func makeSocketFolder() throws(ClusterError) -> (path: String, isTemporary: Bool) {
    let near = "\(folder)/socket"
    if near.utf8.count <= ClusterLayout.socketFolderLimit, !near.contains(where: { ",'\\ ".contains($0) }) {
      _ = try LocalFiles.makeFolder(near, mode: 0o700)
      guard chmod(near, 0o700) == 0 else { throw LocalFiles.fault("close", near) }
      return (near, false)
    }
    var parent = "/tmp"
    if let runtime = getenv("XDG_RUNTIME_DIR") { parent = String(cString: runtime) }
    if parent.utf8.count > ClusterLayout.socketFolderLimit - 20 || !LocalFiles.exists(parent) {
      parent = "/tmp"
    }
    var template = Array("\(parent)/kurukan-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw LocalFiles.fault("make a folder in", parent) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (path, true)
  }

  /// What a running server says of itself in `postmaster.pid`.
  func runningServer() -> (process: pid_t, socketFolder: String)? {
    guard let text = LocalFiles.read("\(data)/postmaster.pid") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let process = pid_t(first), process > 0 else { return nil }
    return (process, lines.count > 4 ? String(lines[4]) : "")
  }

  /// The end of a file, for error messages.
  func tail(_ path: String) -> String {
    let lines = (LocalFiles.read(path) ?? "").split(separator: "\n")
    return lines.suffix(5).joined(separator: " | ")
  }
}
