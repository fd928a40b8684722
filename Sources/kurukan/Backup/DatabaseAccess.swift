import CLinux
import DatabaseBackups
import Glibc
import Postgres
import Settings

/// The way of a command to a database, prepared while this process has one thread: root gives itself up for the user of
/// the server's own PostgreSQL, which lets nobody else in.
struct DatabaseAccess: Sendable {
  /// How long a PostgreSQL that the server is starting just now is waited for.
  private static let patience: Duration = .seconds(60)
  private static let pause: Duration = .milliseconds(200)
  private static let applicationName = "kurukan/\(Version.text)"

  private let address: DatabaseAddress?
  /// The folder of the server's own PostgreSQL.
  private let cluster: String

  /// The database that a server has.
  init(existing options: DatabaseAccessOptions) throws {
    try self.init(options) { data, cluster in
      guard RunningCluster.exists(directory: cluster) else {
        throw CommandFailure(
          "--data: \(data) holds no PostgreSQL of a server. Name the server's folder, or a database: "
            + "--database-file FILE"
        )
      }
      try ServerAccount.ofOwner(data, wanted: options.user)?.become()
      try FileAccess.check(data, .own)
    }
  }

  /// The database that a server will have: its own is made where there is none.
  init(new options: DatabaseAccessOptions) throws {
    try self.init(options) { data, _ in
      let folder = DataFolder(path: data)
      try folder.make()
      if let account = try ServerAccount.ofOwner(data, wanted: options.user) {
        try folder.handOver(to: account)
        try account.become()
      }
      try FileAccess.check(data, .own)
    }
  }

  private init(_ options: DatabaseAccessOptions, prepare: (_ data: String, _ cluster: String) throws -> Void) throws {
    // The password is in this process's memory.
    _ = kurukan_hide_process()
    cluster = "\(options.data)/\(DataFolder.cluster)"
    guard let file = options.databaseFile else {
      guard options.databasePasswordFile == nil else {
        throw CommandFailure("--database-password-file: needs --database-file.")
      }
      address = nil
      try prepare(options.data, cluster)
      return
    }
    do {
      address = try DatabaseAddress(
        try SecretFile.line(of: file, named: DatabaseOptions.file.flag),
        password: try options.databasePasswordFile.map {
          try SecretFile.line(of: $0, named: DatabaseOptions.passwordFile.flag)
        }, applicationName: Self.applicationName)
    } catch let error as BackupFault {
      throw CommandFailure("--database-file: \(error)")
    }
  }

  /// Lends the address of a database that is there. A PostgreSQL of the server's own that runs is used as it runs; one
  /// that stands still is started for as long as it takes.
  func existing<Value: Sendable>(
    _ body: (DatabaseAddress) async throws -> Value
  ) async throws -> Value {
    if let address { return try await body(address) }
    try checkPath()
    let end = ContinuousClock.now + Self.patience
    while true {
      if let running = await RunningCluster.connectionString(directory: cluster) {
        return try await body(try DatabaseAddress(running, applicationName: Self.applicationName))
      }
      do {
        return try await started(body)
      } catch let error as ClusterError where error.code == .inUse && ContinuousClock.now < end {
        // A server has the folder, and its PostgreSQL does not answer yet.
        try await Task.sleep(for: Self.pause)
      }
    }
  }

  /// Lends the address of a database that no server uses: one's own is made if it is missing, and started.
  func unused<Value: Sendable>(_ body: (DatabaseAddress) async throws -> Value) async throws -> Value {
    if let address { return try await body(address) }
    try checkPath()
    do {
      return try await started(body)
    } catch let error as ClusterError where error.code == .inUse {
      throw CommandFailure(
        "A server uses \(cluster). Stop it first; a backup is restored into a database that nobody uses.")
    }
  }

  private func checkPath() throws {
    guard RunningCluster.hasRoomForSocket(directory: cluster) else {
      throw CommandFailure(
        "--data: the path of \(cluster) is too long for PostgreSQL's tools, which reach its socket by 107 bytes; move it to"
          + " a shorter one.")
    }
  }

  private func started<Value: Sendable>(_ body: (DatabaseAddress) async throws -> Value) async throws -> Value {
    let running = try await EmbeddedCluster.start(directory: cluster) { Terminal.error($0) }
    let result: Result<Value, any Error>
    do {
      // The tools of PostgreSQL are processes of their own: they reach the socket by its path alone.
      guard let reachable = await RunningCluster.connectionString(directory: cluster) else {
        throw CommandFailure("The PostgreSQL of \(cluster) was started and does not answer.")
      }
      result = .success(try await body(try DatabaseAddress(reachable, applicationName: Self.applicationName)))
    } catch {
      result = .failure(error)
    }
    try await running.stop()
    return try result.get()
  }
}

extension ServerAccount {
  /// The account that has a folder, if root asks and names nobody; else as ``toBecome(_:)``.
  static func ofOwner(_ folder: String, wanted: String?) throws -> ServerAccount? {
    var facts = stat()
    let isOwned = geteuid() == 0 && wanted == nil && stat(folder, &facts) == 0 && facts.st_uid != 0
    let owner = isOwned ? getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) } : nil
    return try toBecome(wanted ?? EnvironmentVariable.value(ProcessOptions.user.variable) ?? owner)
  }
}
