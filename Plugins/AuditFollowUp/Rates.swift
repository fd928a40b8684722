import Records
import ReportDocument
import ReportKit

/// Sections 1 to 3: how many recommendations have come how far, all of the register, by body and by year.
struct Rates {
  private var whole = RecommendationGroup()
  private var bodies = RecommendationGroups()
  private var years = RecommendationGroups()
  private var findings: Set<String> = []
  private var duplicates = 0
  /// The documents that the latest looks rest on, in the register's order.
  private(set) var evidence: [String] = []
  /// Findings of the register's origin from which no recommendation follows, so that the register does not have them.
  private let unused: Int
  private let byBody: CountTraces
  private let byYear: CountTraces

  /// Reads the inputs `findings`, `years`, `byBody`, `byYear` and `entries`, in this order.
  init(_ inputs: ReportInputs, _ scope: RegisterScope, _ followUps: FollowUps) throws {
    let all = CountTraces(try inputs.rows(of: "findings"), by: "origin").whole(scope.origin ?? "")
    var yearOfFinding: [String: String] = [:]
    for row in try inputs.rows(of: "years") { yearOfFinding[row.string("finding") ?? ""] = row.code("year") }
    byBody = CountTraces(try inputs.rows(of: "byBody"), by: "origin", "addressee")
    unused = max(0, all - byBody.whole(of: "findings", scope.origin ?? "", ""))
    byYear = CountTraces(try inputs.rows(of: "byYear"), by: "origin", "year")
    for row in try inputs.rows(of: "entries") where scope.takes(row) {
      let finding = row.string("finding") ?? ""
      let year = yearOfFinding[finding] ?? ""
      let recommendation = followUps.followed(row)
      whole.add(recommendation)
      bodies.add(recommendation, to: row.string("addressee") ?? "", named: row.organisationText("addressee"))
      years.add(recommendation, to: year, named: year.isEmpty ? nil : year)
      findings.insert(finding)
      evidence += recommendation.evidence
      if row.string("duplicateOf") != nil { duplicates += 1 }
    }
  }

  func write(_ scope: RegisterScope, _ report: inout ReportBuilder) throws {
    try report.section("overview")
    try report.narrative("summary")
    try writeOverview(scope, &report)
    try writeGroups("bodies", bodies.byTotal, byBody, scope, &report)
    try writeGroups("years", years.byCode, byYear, scope, &report)
  }

  private func writeOverview(_ scope: RegisterScope, _ report: inout ReportBuilder) throws {
    if unused > 0 {
      try report.caution("gaps.recommendations", ["count": "\(unused)"], path: "finding.recommendations")
    }
    guard whole.total > 0 else { return try report.placeholder("overview.empty", path: "finding.recommendations") }
    try report.form(
      "overview",
      [
        "day": .date(scope.day), "recommendations": byBody.value(whole.total, scope.origin ?? "", ""),
        "findings": byBody.value(findings.count, of: "findings", scope.origin ?? "", ""),
        "assessed": .number(whole.assessed),
        "implemented": .number(whole[.implemented]), "share": whole.share, "overdue": .number(whole.overdue),
        "unanswered": .number(whole.unanswered),
      ])
    let level = report.request.label(CodeLists.confidentiality, report.request.level.code) ?? ""
    try report.callout(.info, "overview.basis", ["count": "\(whole.total)", "level": level])
    try report.recommendationStatuses("statuses", of: whole)
    try report.recommendationPositions("positions", of: whole)
    try report.warn("gaps.assessed", count: whole[.notAssessed], path: "follow_up")
    try report.warn("gaps.duplicates", count: duplicates, path: "finding.duplicateOf")
  }

  private func writeGroups(
    _ key: String, _ groups: [RecommendationGroup], _ traces: CountTraces, _ scope: RegisterScope,
    _ report: inout ReportBuilder
  ) throws {
    try report.section(key)
    guard !groups.isEmpty else { return try report.placeholder("overview.empty", path: "finding.recommendations") }
    try report.recommendationRates(key, of: groups, whole: whole) { group in
      traces.value(group.total, scope.origin ?? "", group.code ?? "")
    }
  }
}
