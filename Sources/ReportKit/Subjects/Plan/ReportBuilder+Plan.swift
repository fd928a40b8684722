import ReportDocument

extension ReportBuilder {
  /// A work plan: what was planned beside what was done.
  ///
  /// - Parameter isGrouped: whether activities stand under the statements of their outputs, and milestones under a name of
  ///   their own.
  public mutating func plan(_ steps: [PlanStep], _ columns: [PlanColumn], grouped isGrouped: Bool = false) throws {
    let words = words
    let fields = columns.map { $0.field(words) }
    guard isGrouped else { return try table("plan", of: steps, missing: "framework.nodes", fields) }
    try table(
      "plan", of: steps, missing: "framework.nodes",
      grouped: { step in
        if step.kind == .milestone { return words["plan.milestones"] }
        return step.output?.text("statement") ?? words["plan.noOutput"]
      }, fields)
  }

  /// What a work plan has for the time after the report.
  public mutating func nextSteps(_ steps: [PlanStep]) throws {
    let columns: [PlanColumn] = [.activity, .start, .end, .places, .responsible]
    try table("nextSteps", of: steps, missing: "framework.nodes", columns.map { $0.field(words) })
  }
}
