public import ReportDocument

/// The objectives of frameworks, their uppermost nodes, and which of them something serves that names a node.
public struct Objectives: Sendable {
  private struct Place: Hashable {
    let framework: String
    let node: String
  }

  /// One objective, with the framework that it is of.
  public struct Objective: Sendable {
    /// Whose objective it is.
    public let framework: ResultsFramework
    /// The uppermost node.
    public let node: FrameworkNode

    /// The indicators of the node and of all nodes under it.
    public var indicators: [FrameworkIndicator] {
      let nodes = Set(framework.nodes.filter { ($0.ancestors.first ?? $0.code) == node.code }.map(\.code))
      return framework.indicators.filter { nodes.contains($0.node) }
    }
  }

  /// In the order of the frameworks.
  public let all: [Objective]
  private var places: [Place: Int] = [:]

  /// The objectives of frameworks.
  public init(_ frameworks: [ResultsFramework]) {
    var all: [Objective] = []
    for framework in frameworks {
      let key = framework.row.string("key") ?? ""
      var tops: [String: Int] = [:]
      // A node comes before those under it.
      for node in framework.nodes {
        if node.depth == 0 {
          tops[node.code] = all.count
          all.append(Objective(framework: framework, node: node))
        }
        places[Place(framework: key, node: node.code)] = tops[node.ancestors.first ?? node.code]
      }
    }
    self.all = all
  }

  /// The place in ``all`` of the objective that a row serves by its `framework` and `node`; nil where it names none that is
  /// known.
  public func place(of row: InputRow) -> Int? {
    guard let framework = row.string("framework"), let node = row.string("node") else { return nil }
    return places[Place(framework: framework, node: node)]
  }

  /// What the objective says that a row serves; missing where it names none that is known.
  public func statement(of row: InputRow) -> InlineValue {
    place(of: row).map { all[$0].node.row.value("statement") } ?? .missing
  }
}
