import Glibc

/// One connection: what it still has to send, and what has come in.
struct LoadConnection {
  let descriptor: Int32
  /// Bytes of the requests that this connection took and has not sent yet.
  var unsent = 0..<0
  /// Calls without an answer.
  var openCalls = 0
  private var received: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 128 << 10)

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw LoadFault.system("socket") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw LoadFault.system("cannot connect to 127.0.0.1:\(port)") }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Sends a call and waits for its answer; before the descriptor is made non-blocking.
  mutating func call(_ method: String, _ params: String) throws -> String {
    let line = Array("{\"id\":0,\"method\":\"\(method)\",\"params\":\(params)}\n".utf8)
    guard send(descriptor, line, line.count, Int32(MSG_NOSIGNAL)) == line.count else {
      throw LoadFault.system("cannot send")
    }
    var answer: String?
    while answer == nil {
      guard try receive({ answer = String(decoding: $0, as: UTF8.self) }) else {
        throw LoadFault("the server closed the connection")
      }
    }
    return answer ?? ""
  }

  func makeNonBlocking() throws {
    guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0 else {
      throw LoadFault.system("fcntl")
    }
  }

  /// Sends as much as the socket takes.
  mutating func flush(_ requests: UnsafeBufferPointer<UInt8>) throws {
    while !unsent.isEmpty, let base = requests.baseAddress {
      let count = send(descriptor, base + unsent.lowerBound, unsent.count, Int32(MSG_NOSIGNAL))
      guard count > 0 else {
        if errno == EAGAIN { return }
        throw LoadFault.system("cannot send")
      }
      unsent = unsent.lowerBound + count..<unsent.upperBound
    }
  }

  /// Hands every whole line that a read brings to `body`; false at the end.
  mutating func receive(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws -> Bool {
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else {
      if count < 0, errno == EAGAIN { return true }
      return false
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
