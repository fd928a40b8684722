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
        // Tranches follow milestones of earlier days, too, and so do balances expenses.
        InputQuery.milestones.outside(.period),
        .tally(
          "spentInPeriod", from: "expense", groupBy: ["budgetLine"], measures: ["sum(amount)", "sum(converted)"]
        ).traced(),
        .listing(
          "expenses", from: "expense",
          select: [
            "budgetLine", "spentOn", "periodEnd", "amount", "converted", "exchangeRate", "milestone", "comment",
            "language",
          ], orderBy: ["key"]
        ).outside(.period),
      ])
  }

  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let milestones = try inputs.collected("milestones")
    let ledger = try ExpenseLedger(project, inputs)
    let lines = BudgetUse.all(project, ledger, report.words)
    let total = BudgetUse(totalOf: lines, report.words["lines.total"])
    try report.begin(
      title: "financial.title", donor: UNDEFFormat.labels["donor"], reference: project.grant.string("number"),
      period: project.period, facts: ["agency": .text(project.implementingAgency)],
      sections: ["summary", "lines", "tranches", "certification"])
    try sheet("summary", &report)
    try writeSummary(project, ledger, lines, total, &report)
    try sheet("lines", &report)
    try writeLines(lines, total, &report)
    try sheet("tranches", &report)
    try writeTranches(project, milestones, ledger, &report)
    try sheet("certification", &report)
    try writeCertification(project, &report)
  }

  private static func sheet(_ section: String, _ report: inout ReportBuilder) throws {
    try report.add(.part(Part(.landscape, sheet: TitleText(report.words["sheets.\(section)"]))))
    try report.section(section)
  }

  private static func writeSummary(
    _ project: GrantProject, _ ledger: ExpenseLedger, _ lines: [BudgetUse], _ total: BudgetUse,
    _ report: inout ReportBuilder
  ) throws {
    let balance = FinancialStatus.balance(of: project, used: total.cumulative)
    try FinancialStatus.write(balance, project, &report)
    if ledger.count == 0 { try report.placeholder("gaps.expenses", path: "expense") }
    if ledger.unconverted > 0 {
      try warn("unconverted", ["count": String(ledger.unconverted)], "expense.converted", &report)
    }
    // Expenses above the report's level are in what the grant says is spent, and in no line.
    if let used = balance.used, let itemised = total.cumulative, used != itemised {
      try warn("difference", [:], "expense", &report)
      try report.form("difference", ["used": .money(used), "lines": .money(itemised)])
    } else if project.request.withheld.contains(where: { $0.reason == "above_disclosure_level" }) {
      try warn("withheld", [:], "expense", &report)
    }
    // Below a table, which gives the sheet its columns.
    try report.form(
      "general",
      [
        "number": .text(project.grant.string("number")), "title": project.programme.value("title"),
        "implementing": .text(project.implementingAgency), "start": .date(project.startsOn),
        "end": .date(project.finishesOn), "date": .date(project.request.reportDate),
        "data": .date(project.request.snapshotOn),
      ])
    // Here rather than below the lines, whose first column is too narrow for names.
    try report.drawn(
      "use", as: .progress, titles: [report.words["use.used"], report.words["use.budget"]], holding: .money,
      lines.filter { $0.budget != nil && $0.cumulative != nil }.map {
        TableRow([$0.label, .money($0.cumulative), .money($0.budget)])
      })
    let conversions = ledger.conversions.sorted { $0.key < $1.key }
    guard !conversions.isEmpty else { return }
    try report.table(
      "conversions", of: conversions, missing: "expense",
      [
        .text("currency", width: 9) { .text($0.key) },
        .money("spent", width: 4) { .money($0.value.spent.money(in: $0.key)) },
        .money("converted", width: 4) { .money($0.value.converted.money(in: ledger.currency)) },
        .number("lowest", width: 3) { rate($0.value.lowestRate) },
        .number("highest", width: 3) { rate($0.value.highestRate) },
      ])
  }

  private static func rate(_ rate: Double) -> InlineValue {
    rate.isFinite && rate > 0 ? .number(rate, decimals: 2) : .missing
  }

  private static func warn(
    _ key: String, _ values: KeyValuePairs<String, String>, _ path: String, _ report: inout ReportBuilder
  ) throws {
    let text = report.words["lines.\(key)", values]
    try report.add(.callout(Callout(.warning, RichText(text))))
    try report.diagnose(.warning, text, path: path)
  }

  private static func writeLines(_ lines: [BudgetUse], _ total: BudgetUse, _ report: inout ReportBuilder) throws {
    let words = report.words
    let fields: [TableField<BudgetUse>] = [
      .text("code", width: 2) { .text($0.code) }, .text("line", width: 6) { $0.label },
      .money("budget", width: 4) { .money($0.planned) },
      .money("revised", width: 4) { $0.revised.map { .money($0) } ?? "—" },
      .money("before", width: 4) { .money($0.before) },
      .money("within", width: 4) { .money($0.within, trace: $0.trace) },
      .money("cumulative", width: 4) { .money($0.cumulative) }, .money("balance", width: 4) { .money($0.balance) },
      .percent("share", width: 2) { .percent($0.share) }, .text("comment", width: 7) { $0.comment },
    ]
    try report.table(
      "lines", of: lines, missing: "programme.grants.budgetLines",
      grouped: { $0.category ?? words["lines.noCategory"] }, last: [try .total(of: total, fields)], fields)
    for line in lines {
      let isOver = line.balance.map { $0.minorUnits < 0 } ?? (line.planned == nil)
      guard isOver, line.comment == "—" else { continue }
      let text = words[line.planned == nil ? "lines.unbudgeted" : "lines.unexplained", ["line": line.code]]
      try report.diagnose(.warning, text, path: "programme.grants.budgetLines")
    }
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
