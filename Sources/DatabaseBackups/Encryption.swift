import CLinux
import Glibc

/// How a dump is encrypted and decrypted: by `age`, Debian's package, in its own format.
public enum Encryption {
  /// Whom a backup is encrypted to.
  public struct Recipients: Sendable {
    let keys: [String]
    /// The content of files that list recipients.
    let lists: [UInt8]

    /// Keys (`age1…`, `ssh-…`), and the content of files that list them.
    public init(keys: [String], lists: [UInt8]) {
      self.keys = keys
      self.lists = lists
    }
  }

  static func encrypt(to recipients: Recipients, _ files: ToolProcess.Files) throws(BackupFault) -> ToolProcess {
    var arguments = recipients.keys.flatMap { ["--recipient", $0] }
    if !recipients.lists.isEmpty { arguments += ["--recipients-file", "/dev/fd/3"] }
    return try start(arguments, third: recipients.lists, files)
  }

  /// - Parameter identity: the content of a file with the secret key, which no other program gets to see.
  static func decrypt(with identity: [UInt8], _ files: ToolProcess.Files) throws(BackupFault) -> ToolProcess {
    try start(["--decrypt", "--identity", "/dev/fd/3"], third: identity, files)
  }

  private static func start(
    _ arguments: [String], third: [UInt8], _ files: ToolProcess.Files
  ) throws(BackupFault) -> ToolProcess {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let folders = path.split(separator: ":").map(String.init) + ["/usr/bin"]
    guard let program = folders.map({ $0 + "/age" }).first(where: { access($0, X_OK) == 0 }) else {
      throw BackupFault("age is not installed, by which backups are encrypted. On Debian: apt-get install age")
    }
    var files = files
    let memory = kurukan_memory_file_create("keys")
    defer { close(memory) }
    guard memory >= 0, third.withUnsafeBytes({ write(memory, $0.baseAddress, $0.count) }) == third.count else {
      throw .system("hand a key to", program)
    }
    files.third = memory
    return try ToolProcess(program, arguments, environment: ["PATH=/usr/bin:/bin", "LC_ALL=C"], files: files)
  }
}
