import Records
public import ReportDocument

/// A node of a plan, by the keys that recommendations name it with.
public struct PlanNode: Hashable, Sendable {
  /// The plan's key.
  public let plan: String
  /// The node's code; empty where the plan is named without one.
  public let code: String

  /// The node that takes up a recommendation; nil where no plan does.
  public init?(_ recommendation: InputRow) {
    guard let plan = recommendation.string("framework") else { return nil }
    self.plan = plan
    code = recommendation.string("node") ?? ""
  }

  /// Whether one node stands before another: plan by plan, by the numbers of their codes, what has no node last.
  public static func precedes(_ left: PlanNode, _ right: PlanNode) -> Bool {
    if left.plan != right.plan { return left.plan < right.plan }
    if left.code.isEmpty || right.code.isEmpty { return !left.code.isEmpty && right.code.isEmpty }
    return NodeCode.precedes(left.code, right.code)
  }
}

/// What the plans that take up recommendations say of their nodes.
public struct PlanNodes: Sendable {
  private struct Plan {
    let title: String?
    let nodes: [String: InputRow]
  }

  /// The plans: input `plans`.
  public static let query = InputQuery.listing(
    "plans", from: "framework", select: ["title", "nodes", "language"], orderBy: ["key"]
  ).labelled()

  private var plans: [String: Plan] = [:]
  private let words: Words

  /// Reads what ``query`` asks for, and keeps those that are named.
  public init(_ inputs: ReportInputs, named: Set<String>, _ words: Words) throws {
    self.words = words
    for row in try inputs.rows(of: "plans") {
      guard let key = row.string("key"), named.contains(key) else { continue }
      plans[key] = Plan(
        title: row.text("title"),
        nodes: Dictionary(row.rows("nodes").map { ($0.string("code") ?? "", $0) }) { first, _ in first })
    }
  }

  /// The plan's title, or that the report may not show it.
  public func title(_ plan: String) -> String { plans[plan]?.title ?? words["plans.unnamed"] }

  /// `1.1 Communities settle their disputes by dialogue.`, marked if it is in the other language; the code alone where the
  /// plan is not shown.
  public func statement(_ node: PlanNode) -> InlineValue {
    guard !node.code.isEmpty else { return .text(words["plans.noNode"]) }
    guard case .text(var span) = plans[node.plan]?.nodes[node.code]?.value("statement").content else {
      return .text(node.code)
    }
    span.text = "\(node.code) \(span.text)"
    return InlineValue(.text(span))
  }

  /// Who answers for a node.
  public func responsible(_ node: PlanNode) -> String? {
    plans[node.plan]?.nodes[node.code]?.organisationText("responsible")
  }
}
