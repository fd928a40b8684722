/// What became of waiting for a server.
enum ServerAnswer {
  /// It answers, and is the one that was waited for.
  case ours
  /// Something answers that is not it, and how that shows.
  case foreign(String)
  /// It ended.
  case ended
  /// It did not answer in time.
  case late
}

/// What a server that answers says of itself.
struct ServerClaim {
  private let data: String
  private let systemIdentifier: String
  private let process: String

  /// Asks for it.
  static func asked(on connection: Connection) async throws(DatabaseError) -> ServerClaim {
    // Apart from the rest, which a server fails to say whose data were moved.
    let data = try await connection.query("SELECT current_setting('data_directory')")
    let folder = data.first?.text ?? ""
    guard FolderIdentity(folder) != nil else { return ServerClaim(data: folder, systemIdentifier: "", process: "") }
    let identifier = try await connection.query("SELECT system_identifier::text FROM pg_control_system()")
    let process = try await connection.query(
      "SELECT split_part(pg_read_file('postmaster.pid', 0, 20), chr(10), 1)")
    return ServerClaim(
      data: folder, systemIdentifier: identifier.first?.text ?? "", process: process.first?.text ?? "")
  }

  /// How it differs from what it should be; nil where it does not.
  func fault(process: Int32, data: FolderIdentity, systemIdentifier: UInt64) -> String? {
    if FolderIdentity(self.data) != data { return "it was started for \(self.data), which is another folder by now" }
    // The database's type has a sign.
    if self.systemIdentifier != "\(Int64(bitPattern: systemIdentifier))" {
      return "its system identifier is \(self.systemIdentifier), not \(systemIdentifier)"
    }
    return self.process == "\(process)" ? nil : "its process is \(self.process), not \(process)"
  }
}

extension Row {
  fileprivate var text: String? { (try? value(at: 0, as: String?.self)) ?? nil }
}
