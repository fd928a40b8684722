/// Why a private PostgreSQL cluster cannot be run.
public struct ClusterError: Error, Sendable, CustomStringConvertible {
  /// The sort of fault.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The name of the code, for logs.
    public let description: String

    /// PostgreSQL's server programs are not installed.
    public static let notInstalled = Code(description: "notInstalled")
    /// Another server of ours uses the folder.
    public static let inUse = Code(description: "inUse")
    /// What lies or runs in the folder is not its own: a copy, or data that were moved.
    public static let foreign = Code(description: "foreign")
    /// The task was cancelled before the server ran; nothing runs.
    public static let interrupted = Code(description: "interrupted")
    /// The data are of another major version.
    public static let otherVersion = Code(description: "otherVersion")
    /// The process runs as root, or as a user without a name: PostgreSQL refuses both.
    public static let noUser = Code(description: "noUser")
    /// A folder or a file cannot be made or read.
    public static let files = Code(description: "files")
    /// `initdb` failed.
    public static let initializationFailed = Code(description: "initializationFailed")
    /// The server did not come up.
    public static let startFailed = Code(description: "startFailed")
    /// The server did not go down.
    public static let stopFailed = Code(description: "stopFailed")
  }

  /// The sort of fault.
  public let code: Code
  /// What happened and what to do.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  static let interrupted = ClusterError(.interrupted, "The database's start was interrupted; nothing runs.")
}
