import Records
import ReportDocument
import ReportKit

/// Section 5: women in bodies of peace and security. Each figure stands with its body, date and source; figures of
/// different bodies, dates and sources are never averaged.
enum WomenInBodies {
  /// What one source says of one body.
  private struct Figure {
    let indicator: FrameworkIndicator
    let row: InputRow

    private var isShare: Bool { indicator.row.string("measure") == "percentage" }

    var body: String { row.organisationText("measuredBody") ?? "" }
    var date: InlineValue { row.string("periodLabel").map { .text($0) } ?? .date(row.date("periodEnd")) }

    /// How many women; in a source's own words where it gives no number that can be read as one.
    var women: InlineValue {
      guard isShare else { return MeasuredValue(row, of: indicator.row)?.value ?? .missing }
      return row.number("numerator").map { .number($0, decimals: 0) } ?? row.value("text")
    }

    var total: InlineValue { .number(row.number(isShare ? "denominator" : "outOf"), decimals: 0) }

    var share: InlineValue {
      isShare ? MeasuredValue(row, of: indicator.row)?.value ?? .missing : .share(women, of: total)
    }

    var target: InlineValue {
      let days = ReportPeriod(from: row.date("periodStart"), to: row.date("periodEnd"))
      return isShare ? indicator.target(days)?.value ?? .missing : .missing
    }
  }

  static func write(_ scope: PlanScope, _ report: inout ReportBuilder) throws {
    try report.section("participation")
    try report.narrative("participation")
    let figures = figures(scope)
    let words = report.words
    try report.table(
      "bodies", of: figures, missing: "measurement",
      [
        .text("body", width: 6) { .text($0.row.organisationText("measuredBody", .introduced)) },
        .text("date", width: 2) { $0.date }, .number("women", width: 3) { $0.women },
        .number("total", width: 2) { $0.total }, .percent("share", width: 2) { $0.share },
        .text("source", width: 6) { Context.source($0.row, words) },
        .text("remark", width: 6) { figure in
          let about = figure.row.flag("approximate") == true ? words["bodies.approximate"] : nil
          return .text([about, figure.row.text("comment")].compactMap { $0 }.joined(separator: "\n"))
        },
      ])
    let shares = figures.filter { if case .percent = $0.share.content { true } else { false } }
    try report.drawn(
      "shares", as: .bar, titles: [words["shares.share"], words["shares.target"]], holding: .percent,
      shares.map { figure in
        let date = ValueText.text(of: figure.date, in: DocumentLanguage(scope.request.language), place: .table)
        return TableRow([.text("\(figure.body) (\(date))"), figure.share, figure.target])
      })
  }

  /// Counts of people in a body until the last day, of indicators that speak to those of S/2010/498 on women's
  /// participation, or on justice and the security sector.
  private static func figures(_ scope: PlanScope) -> [Figure] {
    let sector = CodeLists.unscr1325Indicator.entries.filter { $0.parent == "participation" || $0.code == "16" }
      .map(\.code)
    return (scope.plan?.indicators ?? []).filter { indicator in
      ["unit", "percentage"].contains(indicator.row.string("measure"))
        && indicator.row.strings("unscr1325Indicators").contains(where: sector.contains)
    }.flatMap { indicator in
      indicator.series.flatMap(\.measurements).filter { row in
        row.string("measuredBody") != nil && row.string("counts") != "other"
          && row.date("periodEnd").map { $0 <= scope.asOf } ?? false
      }.map { Figure(indicator: indicator, row: $0) }
    }
  }
}
