package import IATIActivities
package import ReportKit

/// Tells the requester what the rules say.
package enum RuleReport {
  /// The places that are told of one rule; a thousand diagnostics would end the report.
  private static let placesTold = 10

  /// Every broken rule with the record to mend, and what is left out.
  ///
  /// - Throws: ``Refusal`` where a rule refuses the file.
  package static func diagnose(_ outcomes: [RuleOutcome], _ leftOut: [LeftOut], _ report: ReportBuilder) throws {
    let words = report.words
    for outcome in outcomes where !outcome.faults.isEmpty {
      let summary = "\(outcome.rule.id) — \(words["rules.\(outcome.rule.id)"])"
      for (index, fault) in outcome.faults.prefix(placesTold).enumerated() {
        let others = index == placesTold - 1 ? outcome.faults.count - placesTold : 0
        let more = others > 0 ? " " + words["diagnosed.more", ["count": String(others)]] : ""
        try report.diagnose(
          outcome.refuses ? .error : .warning, summary + more, detail: fault.path, path: fault.record)
      }
    }
    for item in leftOut {
      try report.diagnose(
        .info, words["leftOut.\(item.reason)"], detail: words["diagnosed.count", ["count": String(item.count)]],
        path: item.path)
    }
    if report.request.period.from != nil {
      try report.diagnose(.info, words["diagnosed.whole"], path: "period.from")
    }
    let refused = outcomes.filter(\.refuses).count
    if refused > 0 { throw Refusal(words["diagnosed.refused", ["count": String(refused)]]) }
  }
}
