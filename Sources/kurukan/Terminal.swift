import Glibc
import Synchronization

/// Standard output for data, standard error for everything else.
enum Terminal {
  /// Whether a person reads standard output.
  static let isOutputInteractive = isatty(STDOUT_FILENO) == 1
  /// Whether a person reads standard error.
  static let isErrorInteractive = isatty(STDERR_FILENO) == 1

  /// Writes a line of data.
  static func output(_ text: String) { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }

  /// Writes bytes of data as they are.
  static func output(bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Writes a line for a person, past a progress line that may stand there.
  static func error(_ text: String) { write(Array((clearLine + text + "\n").utf8), to: STDERR_FILENO) }

  /// Replaces the progress line; says nothing unless a person is there to see it.
  static func progress(_ text: String) {
    guard isErrorInteractive else { return }
    write(Array((clearLine + text).utf8), to: STDERR_FILENO)
    hasProgress.store(true, ordering: .relaxed)
  }

  /// Takes the progress line away.
  static func endProgress() { write(Array(clearLine.utf8), to: STDERR_FILENO) }

  private static let hasProgress = Atomic(false)

  private static var clearLine: String {
    hasProgress.exchange(false, ordering: .relaxed) ? "\r\u{1B}[K" : ""
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || (count < 0 && errno == EINTR) else { return }
      if count > 0 { rest = rest.dropFirst(count) }
    }
  }
}
