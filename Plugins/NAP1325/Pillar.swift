import ReportKit

/// The pillars of the plan, and what stands under none.
extension PlanPart {
  /// The uppermost nodes that bear a pillar's code, and the others together at the end.
  static func pillars(of plan: ResultsFramework?, _ words: Words) -> [PlanPart] {
    guard let plan else { return [] }
    return all(of: plan, others: words["pillar.other"]) { root in
      guard root.row.string("pillar") != nil else { return nil }
      return words["pillar.name", ["code": root.code, "name": root.row.label("pillar") ?? ""]]
    }
  }

  /// What it is called, as short as a sheet's name must be.
  func sheet(_ words: Words) -> String {
    guard let root else { return words["pillar.otherSheet"] }
    return words["pillar.sheet", ["code": root.code, "name": root.row.label("pillar") ?? ""]]
  }
}
