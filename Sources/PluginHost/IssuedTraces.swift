import ReportDocument
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

  /// Whether rows brought this trace along: one, or several with a space between the traces of each.
  func contains(_ trace: String) -> Bool {
    trace.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { isOfRow($0) }
  }

  private func isOfRow(_ trace: Substring) -> Bool {
    let parts = trace.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let query = Int(parts[0]), let row = Int(parts[1]), "\(query).\(row)" == trace, row >= 0
    else { return false }
    return rows.withLock { row < $0[query] ?? 0 }
  }

  /// Refuses a block with a trace that no row brought along.
  func check(_ block: Block) throws(DocumentError) {
    try block.eachValue { (value: InlineValue) throws(DocumentError) in
      guard let trace = value.trace, !contains(trace) else { return }
      throw DocumentError(.invalidValue, "The trace \(trace) is of no row that the plugin was given.")
    }
  }
}
