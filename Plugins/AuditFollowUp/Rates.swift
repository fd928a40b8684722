import Records
import ReportDocument
import ReportKit

/// How many recommendations have come how far: all of the register, by body and by year.
struct Rates {
  private(set) var whole = RateGroup(code: nil, name: nil)
  private var bodies: [String: RateGroup] = [:]
  private var years: [String: RateGroup] = [:]
  private var statuses: [String: Int] = [:]
  private var positions: [String: Int] = [:]
  private var findings: Set<String> = []
  private var duplicates = 0
  private let byBody: CountTraces
  private let byYear: CountTraces

  /// Reads the inputs `years`, `byBody`, `byYear` and `entries`, in this order.
  init(_ inputs: ReportInputs, _ scope: RegisterScope, _ book: FollowUpBook) throws {
    var yearOfFinding: [String: String] = [:]
    for row in try inputs.rows(of: "years") { yearOfFinding[row.string("finding") ?? ""] = row.code("year") }
    byBody = CountTraces(try inputs.rows(of: "byBody"), by: "origin", "addressee")
    byYear = CountTraces(try inputs.rows(of: "byYear"), by: "origin", "year")
    for row in try inputs.rows(of: "entries") where scope.takes(row) {
      let finding = row.string("finding") ?? ""
      add(row, finding, yearOfFinding[finding] ?? "", book.standing(of: row))
    }
  }

  private mutating func add(_ row: InputRow, _ finding: String, _ year: String, _ standing: Standing) {
    let body = row.string("addressee") ?? ""
    whole.add(standing)
    bodies[body, default: RateGroup(code: body, name: row.organisationText("addressee"))].add(standing)
    years[year, default: RateGroup(code: year, name: year.isEmpty ? nil : year)].add(standing)
    statuses[standing.status ?? "", default: 0] += 1
    for position in standing.responses.isEmpty ? [""] : standing.positions { positions[position, default: 0] += 1 }
    findings.insert(finding)
    if row.string("duplicateOf") != nil { duplicates += 1 }
  }

  /// Sections 1 to 3.
  func write(_ scope: RegisterScope, _ report: inout ReportBuilder) throws {
    try report.section("overview")
    try report.narrative("summary")
    try writeOverview(scope, &report)
    // Those with most to do first; bodies of one name, such as those that may not be named, by their keys.
    let bodies = bodies.values.sorted { left, right in
      (-left.total, left.name ?? "", left.code ?? "") < (-right.total, right.name ?? "", right.code ?? "")
    }
    try writeGroups("bodies", bodies, byBody, scope, &report)
    let years = years.values.sorted { ($0.name ?? "~") < ($1.name ?? "~") }
    try writeGroups("years", years, byYear, scope, &report)
  }

  private func writeOverview(_ scope: RegisterScope, _ report: inout ReportBuilder) throws {
    let words = report.words
    guard whole.total > 0 else { return try report.placeholder("overview.empty", path: "finding.recommendations") }
    try report.form(
      "overview",
      [
        "day": .date(scope.day), "recommendations": byBody.value(whole.total, scope.origin ?? "", ""),
        "findings": .number(findings.count), "assessed": .number(whole.assessed),
        "implemented": .number(whole[.implemented]), "share": whole.share, "overdue": .number(whole.overdue),
        "unanswered": .number(whole.unanswered),
      ])
    let level = report.request.label(CodeLists.confidentiality, report.request.level.code) ?? ""
    let basis = words["overview.basis", ["count": "\(whole.total)", "level": level]]
    try report.add(.callout(Callout(.info, RichText(basis))))
    try report.drawn(
      "statuses", as: .bar, titles: [words["rates.recommendations"]],
      rows(of: statuses, in: CodeLists.followUpStatus, or: words["statuses.none"], report.request))
    try report.drawn(
      "positions", as: .bar, titles: [words["rates.recommendations"]],
      rows(of: positions, in: CodeLists.responsePosition, or: words["positions.none"], report.request))
    if whole[.notAssessed] > 0 { try report.gap("gaps.assessed", whole[.notAssessed], path: "follow_up") }
    if duplicates > 0 { try report.gap("gaps.duplicates", duplicates, path: "finding.duplicateOf") }
  }

  /// The codes that occur in the order of their list, then those without one.
  private func rows(
    of counts: [String: Int], in list: CodeList, or none: String, _ request: ReportRequest
  ) -> [TableRow] {
    let codes = list.ordered(counts.keys.filter { !$0.isEmpty }) + (counts[""] == nil ? [] : [""])
    return codes.map { code in
      TableRow([.text(code.isEmpty ? none : request.label(list, code)), .number(counts[code])])
    }
  }

  /// A section of two tables of the same groups: how far they have come, drawn, and the rates.
  private func writeGroups(
    _ key: String, _ groups: [RateGroup], _ traces: CountTraces, _ scope: RegisterScope, _ report: inout ReportBuilder
  ) throws {
    try report.section(key)
    guard !groups.isEmpty else { return try report.placeholder("overview.empty", path: "finding.recommendations") }
    let words = report.words
    func name(_ group: RateGroup) -> InlineValue {
      .text(group.code == nil ? words["rates.total"] : group.name ?? words["\(key).none"])
    }
    let states = (groups + [whole]).map { group in
      TableRow(
        [name(group)] + Outcome.allCases.map { .number(group[$0]) }, role: group.code == nil ? .total : .body)
    }
    try report.drawn(
      key, as: .stackedBar, titles: Outcome.allCases.map { words["rates.outcomes.\($0.rawValue)"] }, states)
    let fields: [TableField<RateGroup>] = [
      .text(AuditFormat.labels["\(key).group"], width: 6, name),
      .number("recommendations", width: 3) { traces.value($0.total, scope.origin ?? "", $0.code ?? "") },
      .number("assessed", width: 3) { .number($0.assessed) },
      .number("implemented", width: 3) { .number($0[.implemented]) },
      .percent("share", width: 3) { $0.share }, .number("overdue", width: 3) { .number($0.overdue) },
      .number("unanswered", width: 3) { .number($0.unanswered) },
    ]
    try report.table("rates", of: groups, missing: "finding", last: [.total(of: whole, fields)], fields)
  }
}

/// The recommendations of one body, one year, or all.
struct RateGroup {
  /// The body's key or the year, empty where none is stated; nil for all.
  let code: String?
  /// As it is printed; nil where none is stated.
  let name: String?
  private var outcomes: [Outcome: Int] = [:]
  private(set) var overdue = 0
  private(set) var unanswered = 0
  private(set) var total = 0

  init(code: String?, name: String?) {
    self.code = code
    self.name = name
  }

  mutating func add(_ standing: Standing) {
    total += 1
    outcomes[standing.outcome, default: 0] += 1
    if standing.daysLate != nil { overdue += 1 }
    if standing.isUnanswered { unanswered += 1 }
  }

  subscript(outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }

  /// Those at which somebody has looked.
  var assessed: Int { total - self[.notAssessed] }

  /// How many of those assessed are implemented, in hundredths; missing where none was assessed.
  var share: InlineValue { .share(.number(self[.implemented]), of: .number(assessed)) }
}
