import Foundation
import Glibc
import JSONBytes
import Testing

/// A client that sends one call and reads nothing of what comes, until it is told to.
final class StoppedReader {
  private let descriptor: Int32

  /// Connects to loopback, with hardly any room for what is not read, and sends a line.
  init(port: Int, sending line: JSONValue) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var bytes: Int32 = 4_096
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, 4) == 0
          && connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    let text = line.bytes + [0x0A]
    try #require(isConnected && Glibc.send(descriptor, text, text.count, 0) == text.count)
  }

  deinit { close(descriptor) }

  /// Returns once something has come; it stays unread.
  func waitForFirstByte() throws {
    var byte: UInt8 = 0
    try #require(recv(descriptor, &byte, 1, Int32(MSG_PEEK)) == 1)
  }

  /// Reads to the answer that ends the call: how many bytes came before it, and the answer.
  func readToEnd() throws -> (bytes: Int, answer: JSONValue) {
    var room: Int32 = 1 << 20
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, 4)
    var (read, pending) = (0, Data())
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      try #require(count > 0, "the connection ended after \(read) bytes without an answer")
      read += count
      pending.append(contentsOf: piece[..<count])
      while let end = pending.firstIndex(of: 0x0A) {
        let line = pending[..<end]
        pending = pending[(end + 1)...]
        // The chunks before it are long, and nobody asks what is in them.
        guard line.count < 4_096, let json = try? JSONValue(parsing: Array(line)), json["item"] == nil else { continue }
        return (read, json)
      }
    }
  }
}
