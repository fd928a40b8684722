public import Records

/// A framework with its nodes as a tree and its indicators with their values.
public struct ResultsFramework: Sendable {
  /// The framework's record.
  public let row: InputRow
  /// Its nodes, read from above: each before those under it.
  public let nodes: [FrameworkNode]
  /// Its indicators, in the order of the nodes that they measure.
  public let indicators: [FrameworkIndicator]
  private let statuses: [String: [InputRow]]

  /// The framework's type.
  public var type: String { row.string("frameworkType") ?? "" }

  /// The frameworks in force, without those that were replaced: reads the inputs `frameworks` and `measurements`, in this
  /// order.
  public static func read(_ inputs: ReportInputs) throws -> [ResultsFramework] {
    let frameworks = try inputs.collected("frameworks")
    let measurements = Dictionary(grouping: try inputs.collected("measurements")) { $0.string("framework") ?? "" }
    return frameworks.filter { $0.string("status") != "replaced" }.map { row in
      ResultsFramework(row, measurements: measurements[row.string("key") ?? ""] ?? [])
    }
  }

  init(_ row: InputRow, measurements: [InputRow]) {
    self.row = row
    let nodes = FrameworkNode.tree(row.rows("nodes"))
    self.nodes = nodes
    let values = Dictionary(grouping: measurements.filter { $0.string("indicator") != nil }) {
      $0.string("indicator") ?? ""
    }
    statuses = Dictionary(grouping: measurements.filter { $0.string("status") != nil }) { $0.string("node") ?? "" }
    let places = Dictionary(nodes.enumerated().map { ($1.code, $0) }) { first, _ in first }
    indicators = row.rows("indicators")
      .compactMap { FrameworkIndicator($0, measurements: values[$0.string("code") ?? ""] ?? []) }
      .sorted { left, right in
        let (one, other) = (places[left.node] ?? nodes.count, places[right.node] ?? nodes.count)
        return one == other ? NodeCode.precedes(left.code, right.code) : one < other
      }
  }

  /// The indicators of one node, without those of the nodes under it.
  public func indicators(of node: FrameworkNode) -> [FrameworkIndicator] { indicators.filter { $0.node == node.code } }

  /// The nodes of one of these levels.
  public func nodes(_ levels: String...) -> [FrameworkNode] { nodes.filter { levels.contains($0.level) } }

  /// The row whose `status` tells how a node is coming along on a day: the last measurement until then, or the node itself
  /// where its own status is of a later day or nothing was measured; nil where neither says so.
  public func status(of node: FrameworkNode, on day: CalendarDate? = nil) -> InputRow? {
    func isKnown(_ told: CalendarDate?) -> Bool { day.flatMap { day in told.map { $0 <= day } } ?? true }
    let measured = (statuses[node.code] ?? []).last { isKnown($0.date("periodEnd")) }
    let statusOn = node.row.date("statusOn")
    guard node.row.string("status") != nil, isKnown(statusOn) else { return measured }
    guard let measured else { return node.row }
    // A status without a day may be older than anything that was measured.
    guard let statusOn, let end = measured.date("periodEnd") else { return measured }
    return statusOn > end ? node.row : measured
  }
}
