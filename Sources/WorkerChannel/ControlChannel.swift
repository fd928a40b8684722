import CLinux
import Glibc
import LineRPC
import Violations

/// The server has closed the connection; there is nobody left to work for.
public struct ServerGone: Error {
  /// Nobody listens any more.
  public init() {}
}

/// The control socket: lines in, frames out, blocking in both directions.
public final class ControlChannel {
  /// The one call of a worker's life.
  static let callID = CallID(1)
  private static let initialCapacity = 64 << 10

  private let descriptor: Int32
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: initialCapacity, alignment: 1)
  /// What of the buffer has been read from the socket and not yet been taken.
  private var filled = 0..<0
  private var frame: [UInt8] = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { buffer.deallocate() }

  /// The next line, without its end; valid until the next call. Nil at the end of the stream.
  public func nextLine() throws -> UnsafeRawBufferPointer? {
    var searched = 0
    while true {
      let unread = UnsafeRawBufferPointer(rebasing: buffer[filled])
      let rest = UnsafeRawBufferPointer(rebasing: unread[searched...])
      if let base = rest.baseAddress, let end = memchr(base, 0x0A, rest.count) {
        let length = searched + (UnsafeRawPointer(end) - base)
        filled = (filled.lowerBound + length + 1)..<filled.upperBound
        return UnsafeRawBufferPointer(rebasing: unread[..<length])
      }
      searched = unread.count
      guard try fill() else { return nil }
    }
  }

  /// The next item that the server sends, valid until the next call; nil after the last one.
  public func nextItem() throws -> UnsafeRawBufferPointer? {
    guard let bytes = try nextLine() else { throw ServerGone() }
    do {
      switch try ClientFrame.parse(bytes) {
      case .item(_, let range): return UnsafeRawBufferPointer(rebasing: bytes[range])
      case .end: return nil
      case .cancel: throw Status(.cancelled, "The rendering was cancelled.")
      case .call, .notification: throw WorkerCall.malformed("a line is no input")
      }
    } catch let fault as FrameFault {
      throw WorkerCall.malformed(fault.status.message.en)
    }
  }

  /// Whether the server has hung up.
  public var isClosed: Bool {
    var entry = pollfd(fd: descriptor, events: 0, revents: 0)
    guard poll(&entry, 1, 0) > 0 else { return false }
    return Int32(entry.revents) & (Int32(POLLHUP) | Int32(POLLERR)) != 0
  }

  /// Sends one message of the answer.
  public func sendItem(_ json: [UInt8]) throws {
    frame.removeAll(keepingCapacity: true)
    ServerFrame.appendItem(json, id: Self.callID, isJSONRPC: false, to: &frame)
    try sendFrame()
  }

  func sendResult(_ json: [UInt8]) throws {
    frame.removeAll(keepingCapacity: true)
    ServerFrame.appendResult(json, id: Self.callID, isJSONRPC: false, to: &frame)
    try sendFrame()
  }

  func sendError(_ status: Status) throws {
    frame.removeAll(keepingCapacity: true)
    ServerFrame.appendError(status, id: Self.callID, isJSONRPC: false, to: &frame)
    try sendFrame()
  }

  private func sendFrame() throws {
    try frame.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let sent = send(descriptor, piece.baseAddress, piece.count, Int32(MSG_NOSIGNAL))
        if sent < 0 && errno == EINTR { continue }
        guard sent > 0 else { throw ServerGone() }
        rest = rest.dropFirst(sent)
      }
    }
  }

  /// Reads more; false at the end of the stream.
  private func fill() throws -> Bool {
    makeRoom()
    guard filled.upperBound < buffer.count else {
      throw Status(.lineTooLong, "A control line is longer than \(KURUKAN_WORKER_LINE_BYTES) bytes.")
    }
    while true {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled.upperBound...])
      let count = read(descriptor, room.baseAddress, room.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw ServerGone() }
      filled = filled.lowerBound..<(filled.upperBound + count)
      return count > 0
    }
  }

  private func makeRoom() {
    guard filled.upperBound == buffer.count || filled.isEmpty else { return }
    let count = filled.count
    if count * 2 > buffer.count, buffer.count < KURUKAN_WORKER_LINE_BYTES {
      let capacity = min(buffer.count * 4, Int(KURUKAN_WORKER_LINE_BYTES))
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[filled]))
      buffer.deallocate()
      buffer = larger
    } else if count > 0, let base = buffer.baseAddress {
      memmove(base, base + filled.lowerBound, count)
    }
    filled = 0..<count
  }
}
