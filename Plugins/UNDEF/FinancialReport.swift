import Records
import ReportDocument
import ReportKit

/// The financial utilisation report: a workbook of four sheets.
enum FinancialReport {
  static let name = "undef/financial"

  static var description: ReportDescription {
    let labels = UNDEFFormat.labels
    return ReportDescription(
      id: name, title: labels["financial.report"], cadence: labels["financial.cadence"], cadences: [.grantPhase],
      level: .public, grant: UNDEFFormat.grant,
      queries: [
        .listing("programme", from: "programme", select: GrantProject.fields).labelled(),
        // Tranches follow milestones of earlier days, too.
        InputQuery.milestones.outside(.period),
      ] + GrantAccount.queries)
  }

  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let milestones = try inputs.collected("milestones")
    let account = try GrantAccount(project, inputs)
    try report.begin(
      title: "financial.title", donor: UNDEFFormat.labels["donor"], reference: project.grant.string("number"),
      period: project.period, facts: ["agency": .text(project.implementingAgency)],
      sections: ["summary", "lines", "tranches", "certification"])
    try sheet("summary", &report)
    try writeSummary(account, &report)
    try sheet("lines", &report)
    try report.budgetUse(
      account, [.code, .line, .planned, .revised, .before, .within, .toDate, .balance, .share, .comments], grouped: true
    )
    try sheet("tranches", &report)
    try report.tranches(account, of: milestones)
    try sheet("certification", &report)
    try writeCertification(project, &report)
  }

  private static func sheet(_ section: String, _ report: inout ReportBuilder) throws {
    try report.add(.part(Part(.landscape, sheet: TitleText(report.words["sheets.\(section)"]))))
    try report.section(section)
  }

  private static func writeSummary(_ account: GrantAccount, _ report: inout ReportBuilder) throws {
    let project = account.project
    try report.grantBalance(account)
    try report.spendingGaps(account)
    // Below a table, which gives the sheet its columns.
    try report.form(
      "general",
      [
        "number": .text(project.grant.string("number")), "title": project.programme.value("title"),
        "implementing": .text(project.implementingAgency), "start": .date(project.startsOn),
        "end": .date(project.endsOn), "extended": project.extendedEnd(report.words),
        "date": .date(project.request.reportDate),
        "data": .date(project.request.snapshotOn),
      ])
    // Here rather than below the lines, whose first column is too narrow for names.
    try report.budgetDrawn(account)
    try report.conversions(account)
  }

  private static func writeCertification(_ project: GrantProject, _ report: inout ReportBuilder) throws {
    try report.paragraph(label: "certification.statement", ["number": project.grant.string("number") ?? "—"])
    try report.paragraph(label: "certification.rule")
    let blank = InlineValue.text("________________________________")
    for role in ["prepared", "certified"] {
      try report.heading("certification.\(role)")
      try report.form("certification", ["name": blank, "function": blank, "date": blank, "signature": blank])
    }
  }
}
