import Glibc

/// The files and folders of one cluster.
struct ClusterLayout: Sendable {
  static let dataName = "data"
  /// How the names of folders begin in which `initdb` works.
  static let unfinishedName = "data.new"

  let folder: String

  var data: String { "\(folder)/\(ClusterLayout.dataName)" }
  /// Where the server's collector writes.
  var log: String { "\(data)/log" }
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

  /// A new folder in which `initdb` works, so that a half made cluster is never taken for one, and an `initdb` that was
  /// left behind has another.
  func makeUnfinishedFolder() throws(ClusterError) -> String {
    var template = Array("\(folder)/\(ClusterLayout.unfinishedName)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw LocalFiles.fault("make a folder in", folder) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The folders of starts that were interrupted.
  func unfinishedFolders() -> [String] {
    LocalFiles.names(in: folder).filter { $0.hasPrefix(ClusterLayout.unfinishedName) }.map { "\(folder)/\($0)" }
  }

  /// Who may connect, in files beside the data: the starting user may be another one each time.
  func writeAccess(for user: String) throws(ClusterError) {
    let role = EmbeddedCluster.name
    // The second is for pg_basebackup, which "all" does not mean.
    let lines = ["all", "replication"].map { "local \($0) \(role) peer map=kurukan\n" }
    try LocalFiles.write(lines.joined(), to: access, mode: 0o644)
    try LocalFiles.write("kurukan \"\(user)\" \(role)\n", to: names, mode: 0o644)
  }

  /// The end of a file, for error messages.
  func tail(_ path: String) -> String {
    let lines = (LocalFiles.read(path) ?? "").split(separator: "\n")
    return lines.suffix(5).joined(separator: " | ")
  }
}
