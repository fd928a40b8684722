import Glibc

/// What the server that was started last wrote into its folder, `postmaster.pid`. It may be past.
struct PostmasterFile {
  static let name = "postmaster.pid"

  /// Its process; negative for a server in single-user mode.
  let process: pid_t
  /// The folder that it was started for.
  let data: String
  /// The folder of its socket, as it was told; empty until there is one.
  let socketFolder: String

  /// Reads it, or gives nil when there is none.
  init?(in data: String) {
    guard let text = LocalFiles.read("\(data)/\(PostmasterFile.name)") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    process = lines.first.flatMap { pid_t($0) } ?? 0
    self.data = lines.count > 1 ? lines[1] : ""
    socketFolder = lines.count > 4 ? lines[4] : ""
  }
}
