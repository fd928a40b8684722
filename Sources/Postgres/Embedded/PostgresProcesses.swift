import Glibc

/// PostgreSQL's processes as the kernel knows them. What a file says of a process may be long past; the folder that a
/// process works in is not.
enum PostgresProcesses {
  private static let names: Set<String> = ["postgres", "initdb"]

  /// Whether a process lives, is PostgreSQL's and works in a folder. Those of other users never do.
  static func isWorking(_ process: pid_t, in folder: FolderIdentity) -> Bool {
    guard process > 0, FolderIdentity("/proc/\(process)/cwd") == folder else { return false }
    return isPostgres(process)
  }

  /// All that work in a folder.
  static func working(in folder: FolderIdentity) -> [pid_t] {
    all().filter { isWorking($0, in: folder) }
  }

  /// The server that was started for a path of ours and works in another folder: the data were moved away under it.
  ///
  /// It would go on writing `global/pg_control` at that path, whatever cluster lies there by now.
  static func movedAway(from layout: ClusterLayout, _ folder: FolderIdentity) -> pid_t? {
    let data = FolderIdentity(layout.data)
    return all().first { process in
      guard isPostgres(process), let start = dataArgument(of: process), let slash = start.lastIndex(of: "/"),
        start[slash...] == "/\(ClusterLayout.dataName)",
        // In another container the same path is another folder.
        FolderIdentity("/proc/\(process)/root\(start[..<slash])") == folder,
        let working = FolderIdentity("/proc/\(process)/cwd")
      else { return false }
      return working != data
    }
  }

  /// Where a process works now, in words.
  static func folder(of process: pid_t) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/\(process)/cwd", &buffer, buffer.count)
    guard count > 0 else { return "another folder" }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func isPostgres(_ process: pid_t) -> Bool {
    LocalFiles.read("/proc/\(process)/comm").map { names.contains($0.trimmingNewlines) } ?? false
  }

  /// The folder that a server was started for. Its children have other command lines.
  private static func dataArgument(of process: pid_t) -> String? {
    guard let line = LocalFiles.read("/proc/\(process)/cmdline") else { return nil }
    let words = line.split(separator: "\0", omittingEmptySubsequences: false)
    guard let option = words.firstIndex(of: "-D"), option + 1 < words.count else { return nil }
    return String(words[option + 1])
  }

  private static func all() -> [pid_t] { LocalFiles.names(in: "/proc").compactMap { pid_t($0) } }
}
