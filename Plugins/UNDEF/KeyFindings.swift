import ReportKit

/// Section 7: what the roundtables and focus groups found, and what the audit found.
enum KeyFindings {
  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let fields = FindingFields(report.words)
    try report.section("findings")
    try report.heading("findings.heading")
    try report.table(
      "findings", of: try inputs.rows(of: "findings"), missing: "finding",
      grouped: { [words = report.words] in $0.label("place.region") ?? words["finding.noRegion"] },
      [
        fields.theme(), fields.finding(width: 10), fields.agreement(), fields.recommendationTexts(),
        fields.addressees(),
      ])
    try report.heading("audits.heading")
    try report.auditFindings(try inputs.rows(of: "audits"), level: 3)
  }
}
