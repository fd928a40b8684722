import Glibc

/// A server's own PostgreSQL as somebody beside the server sees it: found where it runs, and left to the server.
public enum RunningCluster {
  /// Whether a folder holds a cluster at all, running or not.
  public static func exists(directory: String) -> Bool {
    LocalFiles.exists("\(directory)/data/PG_VERSION")
  }

  /// Whether other programs can name the socket of a folder's PostgreSQL: an address has room for 107 bytes.
  public static func hasRoomForSocket(directory: String) -> Bool {
    let folder = realpath(directory, nil).map { path in
      defer { free(path) }
      return String(cString: path)
    }
    return "\(folder ?? directory)/data/\(SocketFolder.name)/\(SocketFolder.socket)".utf8.count <= 107
  }

  /// The connection string of the PostgreSQL that runs on a folder; nil when none answers there.
  ///
  /// What answers is asked which data it serves: a copied folder may hold what answered in the one that it was copied from.
  public static func connectionString(directory: String) async -> String? {
    guard
      let data = realpath("\(directory)/data", nil).map({ path in
        defer { free(path) }
        return String(cString: path)
      })
    else { return nil }
    let host = ConnectionString.quoted("\(data)/\(SocketFolder.name)")
    let name = EmbeddedCluster.name
    let connectionString = "host=\(host) port=5432 user=\(name) dbname=\(name)"
    guard let connection = try? await Connection.connect(ConnectionConfiguration(connectionString)) else { return nil }
    let row = try? await connection.query("SELECT current_setting('data_directory')").first
    await connection.close()
    return (try? row?.value(at: 0, as: String.self)) == data ? connectionString : nil
  }
}
