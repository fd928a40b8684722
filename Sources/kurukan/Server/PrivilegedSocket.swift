import Glibc

/// A socket on a port that only root may take, taken while this process still is root.
enum PrivilegedSocket {
  /// Ports for which Linux wants a privilege, unless it is told otherwise.
  private static let ports = 1..<1_024

  /// The socket, bound; nil for a port that needs no privilege.
  static func bind(_ address: Address) throws -> Int32? {
    guard ports.contains(address.port) else { return nil }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(address.host, "\(address.port)", &hints, &found)
    guard result == 0, let found else {
      throw CommandFailure("Cannot listen on \(address): \(String(cString: gai_strerror(result)))")
    }
    defer { freeaddrinfo(found) }
    let entry = found.pointee
    let descriptor = socket(
      entry.ai_family, entry.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), entry.ai_protocol)
    var yes: Int32 = 1
    guard descriptor >= 0,
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0,
      Glibc.bind(descriptor, entry.ai_addr, entry.ai_addrlen) == 0
    else { throw CommandFailure("Cannot listen on \(address): \(String(cString: strerror(errno)))") }
    return descriptor
  }
}
