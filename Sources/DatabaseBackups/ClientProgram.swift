import CLinux
import Glibc

/// One of PostgreSQL's programs for clients, and its version.
struct ClientProgram: Sendable {
  let path: String
  let version: PostgresVersion

  private static let packagedFolders = "/usr/lib/postgresql"

  /// The program of the lowest version that is not below `major`: an older one refuses a newer database, or cannot read
  /// a newer dump.
  ///
  /// - Parameters:
  ///   - folder: the only folder to look into; nil for where Debian puts them, and PATH.
  ///   - purpose: what the version is that of, for the message.
  static func find(
    _ name: String, in folder: String?, atLeast major: Int, because purpose: String
  ) throws(BackupFault) -> ClientProgram {
    let found = (folder.map { [$0] } ?? usualFolders()).compactMap { folder -> ClientProgram? in
      let path = "\(folder)/\(name)"
      guard access(path, X_OK) == 0, let version = version(of: path) else { return nil }
      return ClientProgram(path: path, version: version)
    }.sorted { $0.version.major < $1.version.major }
    if let fitting = found.first(where: { $0.version.major >= major }) { return fitting }
    let remedy =
      "Install postgresql-client-\(major), name the folder that holds it with --postgresql-programs, or run this where "
      + "the database's own programs are, such as a container of its image (deploy/README.md, Backup and restore)."
    guard let newest = found.last else {
      throw BackupFault("There is no \(name)\(folder.map { " in \($0)" } ?? ""). \(remedy)")
    }
    throw BackupFault("\(newest.path) is of version \(newest.version.text), and \(purpose). \(remedy)")
  }

  private static func usualFolders() -> [String] {
    var folders: [String] = []
    if let folder = opendir(packagedFolders) {
      defer { closedir(folder) }
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if Int(name) != nil { folders.append("\(packagedFolders)/\(name)/bin") }
      }
    }
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return folders + path.split(separator: ":").map(String.init)
  }

  /// What it answers to `--version`, such as `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
  private static func version(of path: String) -> PostgresVersion? {
    let output = kurukan_memory_file_create("version")
    guard output >= 0 else { return nil }
    defer { close(output) }
    let process = try? ToolProcess(
      path, ["--version"], environment: ["PATH=/usr/bin:/bin", "LC_ALL=C"], files: ToolProcess.Files(output: output))
    guard process?.wait() == true else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, filled in
      filled = max(0, pread(output, buffer.baseAddress, buffer.count, 0))
    }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.lazy.compactMap { PostgresVersion(text: String($0)) }.first
  }
}
