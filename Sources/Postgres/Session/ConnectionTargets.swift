/// The servers that a connection string names, in its order, to be tried one after the other.
///
/// libpq tries several hosts, too, but without blocking it never turns from one that does not answer at all, such as
/// a machine that was switched off, to the next: that is left to its caller.
struct ConnectionTargets {
  /// For each server the keywords that name it alone.
  let servers: [[(String, String)]]
  /// How long each may take to answer; nil for as long as the whole connect may take.
  let timeout: Duration?

  /// Servers are only told apart where that changes nothing but the time each of them has; otherwise libpq gets the
  /// whole list, and has all faults of the string to tell.
  init(_ connectionString: String) {
    let options = (try? ConnectionString(connectionString))?.values ?? [:]
    let servers = Self.servers(options)
    self.servers = servers.isEmpty ? [[]] : servers
    if let text = options["connect_timeout"], let seconds = Int(text), seconds > 0 {
      timeout = .seconds(seconds)
    } else {
      timeout = servers.count > 1 ? PostgresLimits.hostConnect : nil
    }
  }

  private static func servers(_ options: [String: String]) -> [[(String, String)]] {
    let lists = ["host", "hostaddr"].compactMap { name in
      options[name].map { (name: name, values: $0.split(separator: ",", omittingEmptySubsequences: false)) }
    }
    guard let count = lists.first?.values.count, count > 1,
      lists.allSatisfy({ $0.values.count == count && !$0.values.contains("") }),
      options["target_session_attrs"] != "prefer-standby"
    else { return [] }
    let ports = options["port"]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    guard ports.count <= 1 || ports.count == count, !ports.contains("") else { return [] }
    return (0..<count).map { place in
      let port = ports.count > 1 ? [("port", String(ports[place]))] : []
      return lists.map { ($0.name, String($0.values[place])) } + port
    }
  }
}
