import Glibc
import Synchronization
import Violations

/// Standard output for data, standard error for everything else.
enum Terminal {
  /// Whether a person reads standard output.
  static let isOutputInteractive = isatty(STDOUT_FILENO) == 1
  /// Whether a person reads standard error.
  static let isErrorInteractive = isatty(STDERR_FILENO) == 1

  /// Writes a line of data.
  ///
  /// - Throws: what keeps the data from being written whole, such as a full disk.
  static func output(_ text: String) throws(CommandFailure) { try output(bytes: Array((text + "\n").utf8)) }

  /// Writes bytes of data as they are.
  static func output(bytes: [UInt8]) throws(CommandFailure) {
    guard !FileBytes.writeAll(bytes, to: STDOUT_FILENO) else { return }
    // Who reads no further, as `head` does, wants to hear nothing of it.
    if errno == EPIPE { throw .brokenPipe }
    throw CommandFailure(
      FileError(.cannotWrite, Wording(en: "to standard output", fr: "sur la sortie standard").text).description)
  }

  /// Writes a line for a person, past a progress line that may stand there.
  static func error(_ text: String) { say(clearLine + text + "\n") }

  /// Replaces the progress line; says nothing unless a person is there to see it.
  static func progress(_ text: String) {
    guard isErrorInteractive else { return }
    say(clearLine + text)
    hasProgress.store(true, ordering: .relaxed)
  }

  /// Takes the progress line away.
  static func endProgress() { say(clearLine) }

  private static let hasProgress = Atomic(false)

  private static var clearLine: String {
    hasProgress.exchange(false, ordering: .relaxed) ? "\r\u{1B}[K" : ""
  }

  /// Where nobody can be told any more, there is nobody to tell that.
  private static func say(_ text: String) { _ = FileBytes.writeAll(Array(text.utf8), to: STDERR_FILENO) }
}
