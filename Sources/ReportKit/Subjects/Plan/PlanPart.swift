public import Records
public import ReportDocument

/// A part of a plan, such as a pillar or an objective: an uppermost node with all that stands under it, or what stands under
/// none of those.
public struct PlanPart: Sendable {
  /// Whose part it is.
  public let framework: ResultsFramework
  /// What it is called.
  public let name: String
  /// The uppermost node; nil where the part is made of what stands under none.
  public let root: FrameworkNode?
  /// Its nodes, the uppermost one among them, read from above.
  public let nodes: [FrameworkNode]

  /// The parts of a plan, in its order; at the end all that stands under none of them, if there is anything.
  ///
  /// - Parameters:
  ///   - others: what the part of these is called.
  ///   - name: what the part under an uppermost node is called; nil of a node that makes none.
  public static func all(
    of framework: ResultsFramework, others: String, named name: (FrameworkNode) -> String?
  ) -> [PlanPart] {
    let trees = Dictionary(grouping: framework.nodes) { $0.ancestors.first ?? $0.code }
    var parts: [PlanPart] = []
    var rest: [FrameworkNode] = []
    for root in framework.nodes where root.depth == 0 {
      let nodes = trees[root.code] ?? []
      if let name = name(root) {
        parts.append(PlanPart(framework: framework, name: name, root: root, nodes: nodes))
      } else {
        rest += nodes
      }
    }
    return rest.isEmpty ? parts : parts + [PlanPart(framework: framework, name: others, root: nil, nodes: rest)]
  }

  /// Its activities.
  public var activities: [FrameworkNode] { nodes.filter { $0.level == "activity" } }

  /// How many of its activities have a status on a day; nil asks for those of which none is known.
  public func activities(of status: String?, on day: CalendarDate) -> Int {
    activities.count { framework.status(of: $0, on: day)?.string("status") == status }
  }
}

extension [PlanPart] {
  /// How many activities of the parts are completed on a day.
  public func completed(on day: CalendarDate) -> Int { reduce(0) { $0 + $1.activities(of: "completed", on: day) } }

  /// How many activities the parts have.
  public var activityCount: Int { reduce(0) { $0 + $1.activities.count } }

  /// The share of activities that are completed on a day, in hundredths; missing without any activity.
  public func completion(on day: CalendarDate) -> InlineValue {
    .share(.number(completed(on: day)), of: .number(activityCount))
  }
}
