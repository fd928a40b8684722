import Glibc
import NIOCore
import NIOPosix

/// How the kernel finds out that a link is dead, over which nobody says so any more: a modem without power, a
/// router that has forgotten the connection. Without it a call that has no timeout would wait for ever.
struct LinkWatch {
  /// Unanswered probes after which a silent link is dead.
  private static let probes = 3

  /// How long nothing may come back.
  let patience: Duration

  /// What to set on the connection, by option of TCP (tcp(7)).
  var options: [(option: NIOBSDSocket.Option, value: Int)] {
    // The kernel takes no more than 32,767 seconds.
    let seconds = min(max(2, Int(clamping: patience.components.seconds)), 32_767)
    // The first probe goes after half of the time; the others, and the wait for the last, fill the other half.
    let interval = max(1, seconds / 2 / Self.probes)
    return [
      (NIOBSDSocket.Option(rawValue: TCP_KEEPIDLE), max(1, seconds / 2)),
      (NIOBSDSocket.Option(rawValue: TCP_KEEPINTVL), interval),
      (NIOBSDSocket.Option(rawValue: TCP_KEEPCNT), Self.probes),
      (NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT), seconds * 1_000),
    ]
  }

  func applied(to bootstrap: ClientBootstrap) -> ClientBootstrap {
    let watched = bootstrap.channelOption(.socketOption(.so_keepalive), value: 1)
    return options.reduce(watched) { $0.channelOption(.tcpOption($1.option), value: $1.value) }
  }
}
