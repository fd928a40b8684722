import Records
import ReportDocument
import ReportKit

/// The plan's money by pillar and source. Currencies stand apart; sums are of what sources state, and where none states an
/// amount it is not known and never nothing.
struct Budget {
  private static let amounts = ["planned", "mobilised", "spent"]

  /// What one source gives in one currency.
  private struct Source {
    let name: InlineValue
    let currency: String
    var sums: [String: [Money]]

    func sum(_ amount: String) -> Money? { (sums[amount] ?? []).total(in: currency) }
  }

  private let scope: PlanScope
  private let pillars: [(pillar: Pillar, sources: [Source])]
  /// What the plan says of its money as a whole.
  private let whole: [InputRow]

  init(_ pillars: [Pillar], _ scope: PlanScope) {
    self.scope = scope
    self.pillars = pillars.map { pillar in (pillar, Self.sources(pillar.nodes.flatMap { $0.row.rows("funding") })) }
    whole = scope.plan?.row.rows("funding") ?? []
  }

  /// Each source once for each currency, in the order of the plan.
  private static func sources(_ funding: [InputRow]) -> [Source] {
    var sources: [Source] = []
    for row in funding {
      let given = amounts.compactMap { name in row.money(name).map { (name, $0) } }
      guard let currency = given.first?.1.currency else { continue }
      let sums = Dictionary(given.map { ($0.0, [$0.1]) }) { $0 + $1 }
      let name = row.value("source")
      if let index = sources.firstIndex(where: { $0.name == name && $0.currency == currency }) {
        sources[index].sums.merge(sums) { $0 + $1 }
      } else {
        sources.append(Source(name: name, currency: currency, sums: sums))
      }
    }
    return sources
  }

  private var currencies: [String] {
    let all = pillars.flatMap(\.sources).map(\.currency) + Self.sources(whole).map(\.currency)
    return Set(all).sorted()
  }

  func write(_ report: inout ReportBuilder) throws {
    guard !currencies.isEmpty else { return try report.placeholder("budget.empty", path: "framework.funding") }
    for currency in currencies { try writePillars(currency, &report) }
    try writeSources(&report)
    try report.table(
      "fund", of: whole, missing: "framework.funding",
      [
        .text("source", width: 7) { $0.value("source") },
        .text("giver", width: 5) { row in
          let managers = row.organisationTexts("managers", .short).joined(separator: ", ")
          return .text(row.organisationText("organisation") ?? (managers.isEmpty ? "—" : managers))
        },
        .money("planned", width: 6) { .money($0.money("planned")) },
        .money("mobilised", width: 6) { .money($0.money("mobilised")) },
        .money("spent", width: 6) { .money($0.money("spent")) },
        .percent("share", width: 5) { Self.share($0.money("mobilised"), of: $0.money("planned")) },
      ])
  }

  /// One currency by pillar, drawn; what the plan has and no pillar is given stands in a row of its own.
  private func writePillars(_ currency: String, _ report: inout ReportBuilder) throws {
    let words = report.words
    var sums = pillars.compactMap { pillar, sources -> (name: String, sums: [Money?])? in
      let own = sources.filter { $0.currency == currency }
      return own.isEmpty ? nil : (pillar.name, Self.amounts.map { name in own.compactMap { $0.sum(name) }.total })
    }
    let total = Self.amounts.indices.map { index in sums.compactMap { $0.sums[index] }.total }
    let wholes = Self.sources(whole).filter { $0.currency == currency }
    let planned = Self.amounts.map { name in wholes.compactMap { $0.sum(name) }.total }
    let rest = zip(planned, total).map { whole, given in given.map { whole?.subtracting($0) } ?? whole }
    if rest.contains(where: { ($0?.minorUnits ?? 0) < 0 }) {
      try report.callout(.warning, "budget.exceeds")
      try report.diagnose(.warning, words["budget.exceeds"], path: "framework.funding")
    } else if rest.contains(where: { ($0?.minorUnits ?? 0) > 0 }) {
      sums.append((words["budget.unallotted"], rest))
    }
    let columns = Self.amounts.map { TableColumn(TitleText(words["budget.\($0)"]), .money, weight: 3) }
    // The kit's figure has one caption, and this one has one for each currency.
    try report.add(
      .tableStart(
        TableStart(
          identifier: "budget-\(currency)", caption: TitleText(words["budget.caption", ["currency": currency]]),
          columns: [TableColumn(TitleText(words["budget.group"]), weight: 6)] + columns,
          figure: Figure(.bar, alternative: TitleText(words["budget.alternative"])))))
    for sum in sums { try report.add(.row(TableRow([.text(sum.name)] + sum.sums.map { .money($0) }))) }
    let totals = Self.amounts.indices.map { index in InlineValue.money(sums.compactMap { $0.sums[index] }.total) }
    try report.add(.row(TableRow([.text(words["total"])] + totals, role: .total)))
    try report.add(.tableEnd(TableEnd()))
  }

  private func writeSources(_ report: inout ReportBuilder) throws {
    let rows = pillars.flatMap { pillar, sources in sources.map { (pillar: pillar.name, source: $0) } }
    try report.table(
      "sourcesByPillar", of: rows, missing: "framework.nodes.funding", grouped: { $0.pillar },
      [
        .text("source", width: 7) { $0.source.name },
        .money("planned", width: 5) { .money($0.source.sum("planned")) },
        .money("mobilised", width: 5) { .money($0.source.sum("mobilised")) },
        .money("spent", width: 5) { .money($0.source.sum("spent")) },
        .percent("share", width: 4) { Self.share($0.source.sum("mobilised"), of: $0.source.sum("planned")) },
        .percent("used", width: 4) { Self.share($0.source.sum("spent"), of: $0.source.sum("mobilised")) },
      ])
  }

  private static func share(_ part: Money?, of whole: Money?) -> InlineValue {
    .percent(whole.flatMap { part?.percent(of: $0) })
  }
}
