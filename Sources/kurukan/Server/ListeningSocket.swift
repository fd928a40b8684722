import Glibc

/// The socket that a server will listen on, bound before anything else is made: a port that others have is noticed first,
/// and a port that only root may take is taken while this process still is root.
enum ListeningSocket {
  /// The socket, bound to the address.
  static func bind(_ address: Address) throws -> Int32 {
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
