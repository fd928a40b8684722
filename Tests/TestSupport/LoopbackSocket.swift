import Foundation
import Glibc

/// Plain sockets on loopback, so that nothing between the test and the server is well-behaved.
public enum LoopbackSocket {
  private struct Failure: Error { let call: String, code: Int32 }

  /// A socket bound to a port that the system chose.
  public static func bound() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try withAddress(port: 0) { bind(descriptor, $0, $1) }
    return descriptor
  }

  /// A port that nobody has at the moment, for a program that does not choose one itself.
  public static func freePort() throws -> Int {
    let (socket, port) = try listening()
    close(socket)
    return port
  }

  /// A socket on which nobody accepts, and its port: whoever connects is never answered.
  public static func listening() throws -> (socket: Int32, port: Int) {
    let descriptor = try bound()
    listen(descriptor, 16)
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
  }

  /// A socket that is connected to a port.
  public static func connected(to port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try withAddress(port: port) { connect(descriptor, $0, $1) }
    return descriptor
  }

  /// Closes a socket.
  public static func close(_ descriptor: Int32) { Glibc.close(descriptor) }

  /// Sends a text and returns all that comes until the end, for half a minute at most.
  public static func exchange(_ text: String, port: Int) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try exchangeNow(text, port: port) })
      }
    }
  }

  /// What a page of an HTTP server answers.
  public static func page(_ path: String, port: Int) async throws -> (status: Int, text: String) {
    let answer = try await exchange("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n", port: port)
    let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let status = Int(answer.dropFirst(9).prefix(3)), parts.count == 2 else {
      throw Failure(call: "page", code: 0)
    }
    return (status, String(parts[1]))
  }

  private static func exchangeNow(_ text: String, port: Int) throws -> String {
    let descriptor = try connected(to: port)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let bytes = Array(text.utf8)
    guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw Failure(call: "send", code: errno)
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failure(call: "recv", code: errno) }
      guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
      answer += buffer[..<count]
    }
  }

  private static func withAddress(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard result == 0 else { throw Failure(call: "address", code: errno) }
  }
}
