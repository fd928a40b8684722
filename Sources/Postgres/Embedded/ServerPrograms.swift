import Glibc

/// The folder of PostgreSQL's server programs, and their major version.
struct ServerPrograms: Sendable {
  let folder: String
  let majorVersion: Int

  static let packagedFolders = "/usr/lib/postgresql"

  /// The programs for the data's version, or the newest when there are no data yet.
  static func find(dataVersion: Int?) throws(ClusterError) -> ServerPrograms {
    let installed = packaged() + onPath()
    guard let newest = installed.max(by: { $0.majorVersion < $1.majorVersion }) else {
      throw ClusterError(
        .notInstalled,
        "PostgreSQL's server is not installed (no initdb below \(packagedFolders) or on PATH). On Debian: "
          + "apt-get install postgresql-15. Or name a database with --database-file.")
    }
    guard let dataVersion else { return newest }
    if let fitting = installed.first(where: { $0.majorVersion == dataVersion }) { return fitting }
    throw ClusterError(
      .otherVersion,
      "The data are of PostgreSQL \(dataVersion), but only \(newest.majorVersion) is installed. Either "
        + "apt-get install postgresql-\(dataVersion), or migrate with both installed: "
        + "\(newest.folder)/pg_upgrade -b \(packagedFolders)/\(dataVersion)/bin -B \(newest.folder) "
        + "-d OLD_DATA -D NEW_DATA")
  }

  private static func packaged() -> [ServerPrograms] {
    LocalFiles.names(in: packagedFolders).compactMap { name in
      let programs = "\(packagedFolders)/\(name)/bin"
      guard let version = Int(name), isComplete(programs) else { return nil }
      return ServerPrograms(folder: programs, majorVersion: version)
    }
  }

  /// The first programs on PATH; only they themselves can say which version they are.
  private static func onPath() -> [ServerPrograms] {
    guard let value = getenv("PATH") else { return [] }
    for part in String(cString: value).split(separator: ":") where isComplete(String(part)) {
      guard let version = version(of: "\(part)/postgres") else { continue }
      return [ServerPrograms(folder: String(part), majorVersion: version)]
    }
    return []
  }

  private static func isComplete(_ folder: String) -> Bool {
    LocalFiles.isExecutable("\(folder)/initdb") && LocalFiles.isExecutable("\(folder)/postgres")
  }

  /// What `postgres -V` says, such as `postgres (PostgreSQL) 15.18`.
  private static func version(of program: String) -> Int? {
    guard let stream = popen("'\(program.filter { $0 != "'" })' -V 2>/dev/null", "re") else { return nil }
    defer { pclose(stream) }
    var buffer = [CChar](repeating: 0, count: 256)
    guard fgets(&buffer, Int32(buffer.count), stream) != nil else { return nil }
    let line = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let mark = line.split(separator: ")").dropFirst().first else { return nil }
    return Int(mark.drop { $0 == " " }.prefix { $0.isNumber })
  }
}
