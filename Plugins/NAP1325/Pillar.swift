import ReportKit

/// A pillar of the plan with what stands under it, or all that stands under none.
struct Pillar {
  /// What it is called, such as `Pillar 1: Participation`.
  let name: String
  /// The same, as short as a sheet's name must be.
  let sheet: String
  /// What it wants; nil for what stands under no pillar.
  let statement: InputRow?
  /// Its nodes, itself among them, read from above.
  let nodes: [FrameworkNode]

  /// The uppermost nodes that bear a pillar's code, and the others together at the end.
  static func all(_ scope: PlanScope, _ words: Words) -> [Pillar] {
    let nodes = scope.plan?.nodes ?? []
    let roots = nodes.filter { $0.depth == 0 }
    let trees = Dictionary(grouping: nodes) { $0.ancestors.first ?? $0.code }
    let pillars = roots.filter { $0.row.string("pillar") != nil }.map { root in
      let name = root.row.label("pillar") ?? ""
      return Pillar(
        name: words["pillar.name", ["code": root.code, "name": name]],
        sheet: words["pillar.sheet", ["code": root.code, "name": name]], statement: root.row,
        nodes: trees[root.code] ?? [])
    }
    let others = roots.filter { $0.row.string("pillar") == nil }.flatMap { trees[$0.code] ?? [] }
    guard !others.isEmpty else { return pillars }
    return pillars + [
      Pillar(name: words["pillar.other"], sheet: words["pillar.otherSheet"], statement: nil, nodes: others)
    ]
  }

  /// The plan's money by pillar.
  static func funding(_ pillars: [Pillar], _ scope: PlanScope) -> Funding {
    Funding(
      pillars.map { Funding.Part($0.name, of: $0.nodes) }, whole: scope.plan?.row.rows("funding") ?? [],
      years: scope.planYears)
  }

  /// Its activities.
  var activities: [FrameworkNode] { nodes.filter { $0.level == "activity" } }

  /// How many of its activities have a status; nil asks for those of which none is known.
  func activities(of status: String?, _ scope: PlanScope) -> Int {
    activities.count { scope.status(of: $0)?.string("status") == status }
  }
}
