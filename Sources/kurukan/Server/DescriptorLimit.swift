import Glibc
import Logging

/// How many files, sockets and pipes this process may have open at once, and how many of them connections get.
struct DescriptorLimit: Equatable {
  /// What the server needs beside connections: for its database, for processes that make reports, and for files.
  static let reserved = 256
  /// Fewer connections are not worth a start.
  static let fewestConnections = 16

  /// What the system is to be asked for.
  let descriptors: Int
  /// Connections that fit.
  let connections: Int

  /// What to ask for: as many as are wanted, if the system allows so many.
  ///
  /// - Parameters:
  ///   - refused: connections above the limit that are open at once, to be told so.
  ///   - soft: what the process may have now.
  ///   - hard: what it may have at most.
  init?(connections: Int, refused: Int, soft: Int, hard: Int) {
    let beside = Self.reserved + refused
    descriptors = max(soft, min(hard, connections + beside))
    self.connections = min(connections, descriptors - beside)
    guard self.connections >= min(connections, Self.fewestConnections) else { return nil }
  }

  /// Raises the limit as far as it is needed and allowed; returns how many connections fit.
  static func raise(for connections: Int, refused: Int, _ logger: Logger) throws -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return connections }
    let (soft, hard) = (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
    guard let fitting = DescriptorLimit(connections: connections, refused: refused, soft: soft, hard: hard) else {
      throw CommandFailure(
        "This process may open \(hard) files at most, which is too few. Allow it \(reserved + refused + connections):"
          + " ulimit -n, LimitNOFILE= of systemd, or --ulimit nofile= of the container's engine.")
    }
    limit.rlim_cur = rlim_t(fitting.descriptors)
    guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      throw CommandFailure("Cannot raise the limit of open files: \(String(cString: strerror(errno)))")
    }
    if fitting.connections < connections {
      logger.warning(
        "This process may open too few files for all connections; raise its limit (ulimit -n) to take more",
        metadata: ["files": "\(hard)", "connections": "\(fitting.connections)", "usual": "\(connections)"])
    }
    return fitting.connections
  }
}
