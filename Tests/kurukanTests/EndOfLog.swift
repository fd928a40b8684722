import Foundation
import Glibc

/// The end of what a process writes into a pipe, told by a mark behind its last byte: for the pipe's own end the reader may
/// wait long, since any process that was started meanwhile may hold it open.
enum EndOfLog {
  /// End of transmission, which no log holds.
  static let mark: UInt8 = 4

  /// What writes the mark; to be called once the process has ended, and made before it is started.
  static func marking(_ pipe: Pipe) -> @Sendable () -> Void {
    let descriptor = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 0)
    return {
      var mark = mark
      _ = write(descriptor, &mark, 1)
      close(descriptor)
    }
  }

  /// What comes before the mark, and whether that is the end: without a mark, where there is nothing.
  static func cut(_ data: Data) -> (data: Data, isEnd: Bool) {
    guard let place = data.firstIndex(of: mark) else { return (data, data.isEmpty) }
    return (data[..<place], true)
  }
}
