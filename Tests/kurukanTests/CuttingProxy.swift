import Foundation
import Glibc
import Synchronization
import Testing

/// Stands between a client and a server on loopback, and cuts connections after so many bytes of the client's: the first
/// after the first number, and so on; those after the last number are left alone.
final class CuttingProxy: Sendable {
  let port: Int
  private let listener: Int32
  private let upstream: Int
  private let limits: Mutex<ArraySlice<Int>>
  private let cutCount = Mutex(0)

  /// How many connections were cut.
  var cuts: Int { cutCount.withLock { $0 } }

  init(to upstream: Int, cuttingAfter limits: [Int]) throws {
    self.upstream = upstream
    self.limits = Mutex(limits[...])
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = Self.loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isListening)
    port = Int(in_port_t(bigEndian: address.sin_port))
    Thread.detachNewThread { self.acceptAll() }
  }

  /// Takes no more connections.
  func close() { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return address
  }

  private func acceptAll() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      var address = Self.loopback(upstream)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      guard isConnected else {
        Glibc.close(client)
        Glibc.close(server)
        continue
      }
      let limit = limits.withLock { $0.popFirst() }
      Thread.detachNewThread { self.carry(client, server, limit) }
    }
    Glibc.close(listener)
  }

  /// Carries one connection in both directions; both of its sockets are closed here, when both directions have ended.
  private func carry(_ client: Int32, _ server: Int32, _ limit: Int?) {
    let back = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      _ = Self.pump(from: server, to: client, limit: nil)
      back.signal()
    }
    if Self.pump(from: client, to: server, limit: limit) { cutCount.withLock { $0 += 1 } }
    for socket in [client, server] { shutdown(socket, Int32(SHUT_RDWR)) }
    back.wait()
    for socket in [client, server] { Glibc.close(socket) }
  }

  /// Carries bytes until one side ends; true if it was cut at the limit.
  private static func pump(from source: Int32, to target: Int32, limit: Int?) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    var left = limit ?? .max
    while left > 0 {
      let count = recv(source, &bytes, min(bytes.count, left), 0)
      guard count > 0 else { break }
      var sent = 0
      while sent < count {
        let part = bytes[sent..<count].withUnsafeBytes {
          send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard part > 0 else { break }
        sent += part
      }
      guard sent == count else { break }
      left -= count
    }
    shutdown(target, Int32(SHUT_WR))
    return left == 0
  }
}
