public import CLinux
import Glibc
import Testing

/// A program that was started as the server starts its workers.
public struct StartedWorker {
  /// What it may use.
  public static let limits = kurukan_worker_limits(
    address_space_bytes: 4 << 30, data_bytes: 1 << 30, processor_seconds: 20, open_files: 64)

  /// Its identifier and the descriptors that lead to it.
  public var process: kurukan_worker_process

  /// Starts a program with the given arguments.
  public init(_ path: String, _ arguments: [String]) throws {
    process = kurukan_worker_process()
    var limits = Self.limits
    var pointers = ([path] + arguments).map { UnsafePointer(strdup($0)) as UnsafePointer<CChar>? } + [nil]
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    var environment: [UnsafePointer<CChar>?] = [nil]
    let answer = kurukan_spawn_worker(path, &pointers, &environment, -1, &limits, &process)
    try #require(answer == 0, "errno \(errno)")
    for descriptor in [process.control, process.output, process.errors] { _ = fcntl(descriptor, F_SETFL, 0) }
  }

  /// Writes to its control socket; what it does not read any more is lost.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(process.control, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Nothing more comes on its control socket.
  public func endInput() { shutdown(process.control, Int32(SHUT_WR)) }

  /// What it prints until it ends, and its wait status.
  public func finish() -> (text: String, status: Int32) {
    let text = String(decoding: Self.read(process.errors), as: UTF8.self)
    return (text, wait())
  }

  /// What it makes until it ends.
  public func readOutput() -> [UInt8] { Self.read(process.output) }

  /// The control lines that it sends until it ends.
  public func readControl() -> String { String(decoding: Self.read(process.control), as: UTF8.self) }

  /// Its wait status, once it has ended; closes all that led to it.
  public func wait() -> Int32 {
    var status: Int32 = 0
    waitpid(process.process, &status, 0)
    for descriptor in [process.control, process.output, process.errors, process.process_descriptor]
    where descriptor >= 0 {
      close(descriptor)
    }
    return status
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while case let count = Glibc.read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
