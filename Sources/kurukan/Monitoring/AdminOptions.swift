import ArgumentParser

/// Where `kurukan serve` tells how it is.
struct AdminOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The address at which probes and Prometheus ask how the server is, as host:port. Default: $\(Self.variable).",
      discussion: """
        Over HTTP it answers /livez (the process runs), /readyz (it can do its work; if not, 503 and why) and /metrics, \
        from the first moment on. Without an address there is no such port.
        """))
  var admin: String?

  @Flag(
    help: ArgumentHelp(
      "Allows --admin at an address that other machines reach.",
      discussion: """
        Nobody is asked who they are there, and nothing is encrypted. It tells figures of the server and of its \
        database, never records or tokens. Let a firewall or a network policy say who reaches it.
        """))
  var adminAnywhere = false

  static let variable = "KURUKAN_ADMIN"

  /// Where to listen; nil for nowhere.
  func address(_ faults: inout [String]) -> Address? {
    guard let text = admin ?? EnvironmentVariable.value(Self.variable) else { return nil }
    guard let address = Address(text) else {
      faults.append("--admin: \"\(text)\" is no address; write host:port.")
      return nil
    }
    if !address.isLoopback, !adminAnywhere {
      faults.append(
        "--admin: \(address) can be reached from other machines, and nobody is asked there who they are. Listen on"
          + " 127.0.0.1, or pass --admin-anywhere.")
    }
    return address
  }
}
