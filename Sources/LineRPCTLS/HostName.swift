/// Names of hosts as certificates have them (RFC 6125, section 6.4).
enum HostName {
  /// Whether a certificate's name is a host's. An asterisk stands for the whole first label of a name and nothing else.
  static func matches(_ name: String, pattern: String) -> Bool {
    let name = labels(name)
    let pattern = labels(pattern)
    guard name.count == pattern.count, let first = pattern.first else { return false }
    guard first == "*", pattern.count > 2 else { return name == pattern }
    return name.first?.isEmpty == false && name.dropFirst() == pattern.dropFirst()
  }

  private static func labels(_ name: String) -> [Substring] {
    let whole = name.hasSuffix(".") ? name.dropLast() : name[...]
    return whole.lowercased()[...].split(separator: ".", omittingEmptySubsequences: false)
  }
}
