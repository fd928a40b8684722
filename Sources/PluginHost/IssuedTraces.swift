import Synchronization

/// The traces that the rows of one report bring along. Only the core makes them, so that none leads anywhere else.
public final class IssuedTraces: Sendable {
  private let rows = Mutex<[Int: Int]>([:])

  /// Traces of a report that has none yet.
  public init() {}

  /// The place of the next row of a query that gets a trace.
  public func next(of query: Int) -> Int {
    rows.withLock { rows in
      defer { rows[query, default: 0] += 1 }
      return rows[query] ?? 0
    }
  }

  /// Whether some row brought this trace along.
  func contains(_ trace: String) -> Bool {
    let parts = trace.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let query = Int(parts[0]), let row = Int(parts[1]), "\(query).\(row)" == trace, row >= 0
    else { return false }
    return rows.withLock { row < $0[query] ?? 0 }
  }

  /// A trace in a block's line that no row brought along; nil if there is none. The line is spelled by the core, so a quote
  /// within a text is escaped, and these bytes are a member's name.
  func stranger(in line: [UInt8]) -> String? {
    let name = Array("\"trace\":\"".utf8)
    var rest = line[...]
    while let start = rest.firstRange(of: name) {
      rest = rest[start.upperBound...]
      let end = rest.firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
      let trace = String(decoding: rest[..<end], as: UTF8.self)
      if !contains(trace) { return trace }
      rest = rest[end...]
    }
    return nil
  }
}
