import COpenSSL
import Glibc

/// A socket, with or without TLS 1.3 over it. Whose certificate it is, is not looked at: what is measured is the cost.
struct Wire {
  /// What a read or a write came to.
  enum Outcome {
    case bytes(Int)
    /// Nothing now.
    case wait
    case ended
  }

  let descriptor: Int32
  private var tls: OpaquePointer?

  init(port: Int, usesTLS: Bool) throws {
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
    if usesTLS { tls = try Self.secure(descriptor) }
  }

  private static func secure(_ descriptor: Int32) throws -> OpaquePointer {
    let context = SSL_CTX_new(TLS_client_method())
    defer { SSL_CTX_free(context) }
    _ = kurukan_load_allow_partial_writes(context)
    guard let session = SSL_new(context), SSL_set_fd(session, descriptor) == 1, SSL_connect(session) == 1 else {
      throw LoadFault("the TLS handshake failed")
    }
    return session
  }

  func makeNonBlocking() throws {
    guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0 else {
      throw LoadFault.system("fcntl")
    }
  }

  func write(_ bytes: UnsafeRawPointer, _ count: Int) -> Outcome {
    guard let tls else { return outcome(send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))) }
    return outcome(tls, SSL_write(tls, bytes, Int32(clamping: count)))
  }

  func read(_ buffer: UnsafeMutableRawPointer, _ count: Int) -> Outcome {
    guard let tls else { return outcome(recv(descriptor, buffer, count, 0)) }
    return outcome(tls, SSL_read(tls, buffer, Int32(clamping: count)))
  }

  private func outcome(_ count: Int) -> Outcome {
    if count > 0 { return .bytes(count) }
    return count < 0 && errno == EAGAIN ? .wait : .ended
  }

  private func outcome(_ tls: OpaquePointer, _ count: Int32) -> Outcome {
    if count > 0 { return .bytes(Int(count)) }
    let error = SSL_get_error(tls, count)
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? .wait : .ended
  }
}
