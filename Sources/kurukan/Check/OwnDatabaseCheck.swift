import Postgres

/// The PostgreSQL that a server keeps for itself. It runs only while the server does, so only its programs are looked at.
enum OwnDatabaseCheck {
  static func finding(_ dataFolder: String) -> CheckFinding {
    let file = "\(dataFolder)/\(DataFolder.cluster)/data/PG_VERSION"
    let text = (try? FileBytes.read(file, limit: 16)).map { String(decoding: $0, as: UTF8.self).filter(\.isNumber) }
    do throws(ClusterError) {
      let version = try EmbeddedCluster.programVersion(dataVersion: text.flatMap { Int($0) })
      let what = text == nil ? "is made at the start" : "is there"
      return .ok("database", "the server's own, which \(what); PostgreSQL \(version) is installed for it")
    } catch {
      return .fault("database", error)
    }
  }
}
