import Glibc
import LineRPCServer

/// Whether a process may open as many files as the connections of a server need.
enum DescriptorCheck {
  static func finding(_ connections: Int) -> CheckFinding {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return .fault("descriptors", "Cannot read the limit of open files: \(String(cString: strerror(errno)))")
    }
    return finding(connections, soft: Int(clamping: limit.rlim_cur), hard: Int(clamping: limit.rlim_max))
  }

  static func finding(_ connections: Int, soft: Int, hard: Int) -> CheckFinding {
    let refused = LineServerConfiguration.refusedAtOnce
    let needed = DescriptorLimit.reserved + refused + connections
    let remedy = "Allow \(needed): ulimit -n, LimitNOFILE= of systemd, or --ulimit nofile= of the container's engine."
    guard let fitting = DescriptorLimit(connections: connections, refused: refused, soft: soft, hard: hard) else {
      return .fault("descriptors", "a process may open \(hard) files here, which is too few.", remedy: remedy)
    }
    guard fitting.connections == connections else {
      return .warning(
        "descriptors",
        "a process may open \(hard) files here: \(fitting.connections) of \(connections) connections fit.",
        remedy: remedy)
    }
    return .ok("descriptors", "\(connections) connections fit")
  }
}
