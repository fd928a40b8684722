import Records
import ReportDocument
import ReportKit

/// How many recommendations there are by theme, and by the node of the plan that takes them up.
struct RecommendationCounts {
  private(set) var total = 0
  /// By theme: all, and those that a plan takes up.
  private(set) var themes: [String: (all: Int, planned: Int)] = [:]
  /// By the plan's key and the node's code; the code is empty where the plan is named without one.
  private(set) var nodes: [PlanNode: Int] = [:]

  /// Reads the input `asked`, which counts by finding, plan and node.
  init(_ inputs: ReportInputs, _ selected: SelectedFindings) throws {
    for row in try inputs.rows(of: "asked") {
      guard let theme = selected.themes[row.string("finding") ?? ""], let count = row.integer("count") else { continue }
      total += count
      themes[theme, default: (0, 0)].all += count
      guard let node = PlanNode(row) else { continue }
      themes[theme]?.planned += count
      nodes[node, default: 0] += count
    }
  }

  var plans: Set<String> { Set(nodes.keys.map(\.plan)) }
}

/// A node of a plan, by the keys that recommendations name it with.
struct PlanNode: Hashable {
  let plan: String
  let code: String

  /// The node that takes up a recommendation; nil where no plan does.
  init?(_ recommendation: InputRow) {
    guard let plan = recommendation.string("framework") else { return nil }
    self.plan = plan
    code = recommendation.string("node") ?? ""
  }
}

/// What the plans that take up recommendations say of their nodes.
struct Plans {
  private struct Plan {
    let title: String?
    let nodes: [String: InputRow]
  }

  private var plans: [String: Plan] = [:]

  /// Reads the input `plans` and keeps those that are named.
  init(_ inputs: ReportInputs, named: Set<String>) throws {
    for row in try inputs.rows(of: "plans") {
      guard let key = row.string("key"), named.contains(key) else { continue }
      plans[key] = Plan(
        title: row.text("title"),
        nodes: Dictionary(row.rows("nodes").map { ($0.string("code") ?? "", $0) }) { first, _ in first })
    }
  }

  /// The plan's title, or that the report may not show it.
  func title(_ plan: String, _ words: Words) -> String { plans[plan]?.title ?? words["plans.unnamed"] }

  /// `1.1 Communities settle their disputes by dialogue.`; the code alone where the plan is not shown.
  func statement(_ node: PlanNode, _ words: Words) -> String {
    guard !node.code.isEmpty else { return words["plans.noNode"] }
    return plans[node.plan]?.nodes[node.code]?.text("statement").map { "\(node.code) \($0)" } ?? node.code
  }

  /// Who answers for a node.
  func responsible(_ node: PlanNode) -> String? {
    plans[node.plan]?.nodes[node.code]?.organisationText("responsible")
  }

  /// Whether one node stands before another: plan by plan, by the numbers of their codes, what has no node last.
  static func precedes(_ left: PlanNode, _ right: PlanNode) -> Bool {
    if left.plan != right.plan { return left.plan < right.plan }
    if left.code.isEmpty || right.code.isEmpty { return !left.code.isEmpty && right.code.isEmpty }
    return NodeCode.precedes(left.code, right.code)
  }
}
