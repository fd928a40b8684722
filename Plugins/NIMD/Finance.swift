import ReportKit

/// Section 11: what was granted, received and spent, all of it and by budget line.
enum Finance {
  static func write(_ account: GrantAccount, _ report: inout ReportBuilder) throws {
    let grant = account.project.grant
    try report.section("finance")
    try report.narrative("finance")
    try report.form(
      "grant",
      [
        "number": .text(grant.string("number")), "donor": .text(grant.organisationText("donor", .introduced)),
      ])
    try report.grantBalance(account)
    try report.spendingGaps(account)
    try report.budgetUse(account, [.line, .category, .budget, .within, .toDate, .balance, .share])
    try report.conversions(account, byLine: true)
    try report.prose(grant, "comment")
  }
}
