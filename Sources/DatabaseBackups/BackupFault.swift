import Glibc

/// Why a backup was not made or not restored.
public struct BackupFault: Error, Sendable, CustomStringConvertible {
  /// One line that names the thing and the remedy.
  public let description: String

  /// A fault in words.
  public init(_ description: String) { self.description = description }

  /// What the system says of a file; `errno` tells.
  static func system(_ doing: String, _ path: String) -> BackupFault {
    BackupFault("Cannot \(doing) \(path): \(String(cString: strerror(errno))).")
  }
}

/// All limits of backups.
public enum BackupLimits {
  /// Bytes that are read, hashed and written at once.
  static let piece = 256 * 1024
  /// Bytes of a manifest: a hundred tables take six thousand.
  public static let manifest = 1 << 20
  /// Bytes of a file with a key or with recipients.
  public static let keyFile = 16_384
  /// What is kept of a program's complaints, in bytes, and what is quoted of them.
  static let complaints = 65_536
  static let quoted = 400
  /// How long a dump waits for a table that a migration has to itself, in milliseconds.
  public static let lockWaitMilliseconds = 60_000
  /// Bytes between two reports of progress.
  static let progressStep = 1 << 20
}
