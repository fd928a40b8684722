/// PostgreSQL's own record of a cluster, `global/pg_control`.
enum ControlFile {
  /// The number that a cluster was given when it was made, and that its copies share; nil when there is no whole file.
  static func systemIdentifier(of data: String) -> UInt64? {
    // The first field in every version, in the machine's byte order.
    guard let bytes = LocalFiles.bytes("\(data)/global/pg_control", limit: 8), bytes.count == 8 else { return nil }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
  }
}
