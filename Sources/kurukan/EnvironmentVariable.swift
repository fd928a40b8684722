import Glibc

/// What this program's environment says.
enum EnvironmentVariable {
  /// An empty variable counts as one that is not set.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  /// The whole environment.
  static var all: [String: String] {
    var all: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { all[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return all
  }

  /// Variables that others than a server read: this program as a client, the clients in other languages, and whoever
  /// develops and tests Kurukan.
  static let others = [
    "KURUKAN_SERVER", "KURUKAN_TOKEN_FILE", "KURUKAN_TOKEN", "KURUKAN_TLS", "KURUKAN_TLS_AUTHORITY",
    "KURUKAN_TLS_CERTIFICATE", "KURUKAN_TLS_KEY", "KURUKAN_TLS_SERVER_NAME", "KURUKAN_PYTHON", "KURUKAN_TAG",
    "KURUKAN_PORT", "KURUKAN_TEST_DATABASE", "KURUKAN_TEST_PORT", "KURUKAN_UPDATE_DOCUMENTS", "KURUKAN_WRITE_GOLDEN",
    "KURUKAN_WRITING",
  ]
}
