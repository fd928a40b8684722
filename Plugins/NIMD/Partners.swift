import Records
import ReportDocument
import ReportKit

/// Section 9: who carries the programme, and how its money is shared out.
enum Partners {
  static func write(_ project: GrantProject, _ report: inout ReportBuilder) throws {
    try report.section("partners")
    try report.narrativeOrGap("partners")
    let partners = project.programme.rows("partners")
    try report.table(
      "partners", of: partners, missing: "programme.partners",
      [.text("partner", width: 9) { name($0) }, .text("role", width: 4) { .text($0.label("role")) }])
    let shares = partners.compactMap { row in row.number("share").map { (name(row), $0) } }
    guard !shares.isEmpty else { return try report.placeholder("gaps.shares", path: "programme.partners.share") }
    try report.lines(
      "shares", as: .donut, [("partner", .text, 9), ("share", .percent, 3)],
      shares.map { TableRow([$0, .percent($1)]) })
    let sum = shares.reduce(0) { $0 + $1.1 }
    if abs(sum - 100) > 0.05 { try report.placeholder("gaps.sharesSum", path: "programme.partners.share") }
  }

  private static func name(_ row: InputRow) -> InlineValue { .text(row.organisationText("organisation", .introduced)) }
}
