import Glibc

/// What this program's environment says.
enum EnvironmentVariable {
  /// An empty variable counts as one that is not set.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }
}
