import ReportKit

/// Section 2 of the narrative report: the project's financial status.
enum FinancialStatus {
  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("finance")
    let account = try GrantAccount(project, inputs)
    try report.grantBalance(account)
    try report.withheldSpending(account)
    if project.request.period.to != nil { try report.paragraph(label: "finance.dated") }
    try report.heading("finance.comments")
    if project.grant.text("comment") != nil {
      try report.prose(project.grant, "comment")
    } else {
      try report.placeholder("gaps.comment", path: "programme.grants.comment")
    }
  }
}
