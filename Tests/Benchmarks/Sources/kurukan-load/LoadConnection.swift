import Glibc

/// One connection: what it still has to send, and what has come in.
struct LoadConnection {
  private let wire: Wire
  /// Bytes of the requests that this connection took and has not sent yet.
  var unsent = 0..<0
  /// Calls without an answer, or items that are not acknowledged.
  var openCalls = 0
  /// The items of its stream, in their order, and how many of them were acknowledged, and created.
  var items: [Int] = []
  var acknowledged = 0
  var created = 0
  var descriptor: Int32 { wire.descriptor }
  private var received: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 128 << 10)

  init(port: Int, usesTLS: Bool) throws { wire = try Wire(port: port, usesTLS: usesTLS) }

  /// Sends a call and waits for its answer; before the descriptor is made non-blocking.
  mutating func call(_ method: String, _ params: String) throws -> String {
    let line = Array("{\"id\":0,\"method\":\"\(method)\",\"params\":\(params)}\n".utf8)
    try send(line)
    var answer: String?
    while answer == nil { _ = try receive { answer = String(decoding: $0, as: UTF8.self) } }
    return answer ?? ""
  }

  /// Sends a line; before the descriptor is made non-blocking.
  func send(_ line: [UInt8]) throws {
    guard case .bytes(line.count) = line.withUnsafeBytes({ wire.write($0.baseAddress!, line.count) }) else {
      throw LoadFault.system("cannot send")
    }
  }

  func makeNonBlocking() throws { try wire.makeNonBlocking() }

  /// Sends as much as the socket takes.
  mutating func flush(_ requests: UnsafeBufferPointer<UInt8>) throws {
    while !unsent.isEmpty, let base = requests.baseAddress {
      switch wire.write(base + unsent.lowerBound, unsent.count) {
      case .bytes(let count): unsent = unsent.lowerBound + count..<unsent.upperBound
      case .wait: return
      case .ended: throw LoadFault.system("cannot send")
      }
    }
  }

  /// Hands every whole line that a read brings to `body`; false when there is nothing more to read now.
  mutating func receive(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws -> Bool {
    let count: Int
    switch wire.read(&buffer, buffer.count) {
    case .bytes(let read): count = read
    case .wait: return false
    case .ended: throw LoadFault("the server closed a connection")
    }
    received.append(contentsOf: buffer[..<count])
    let taken = received.withUnsafeBufferPointer { bytes in
      var start = 0
      while let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, 10, bytes.count - start)
      {
        let end = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
        body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
      }
      return start
    }
    received.removeFirst(taken)
    return true
  }
}
