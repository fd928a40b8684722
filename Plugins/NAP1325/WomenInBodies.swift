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
    /// People counted in the measurement's cells, where its value is withheld.
    let counted: InlineValue?

    private var isShare: Bool { indicator.row.string("measure") == "percentage" }

    var body: String { row.organisationText("measuredBody") ?? "" }
    var date: InlineValue { row.periodName("periodLabel").map { .text($0) } ?? .date(row.date("periodEnd")) }

    private var value: MeasuredValue? { MeasuredValue(row, of: indicator.row) }

    /// How many women. What a source says in words of its own stands in ``remark(_:)``.
    var women: InlineValue {
      guard !isShare else { return number("numerator") }
      if value?.value == .undisclosed { return counted ?? .undisclosed }
      return value?.number == nil ? .missing : value?.value ?? .missing
    }

    var total: InlineValue { number(isShare ? "denominator" : "outOf") }

    var share: InlineValue {
      guard !isShare else {
        return value.map { $0.value == .undisclosed || $0.number != nil ? $0.value : .missing } ?? .missing
      }
      if women.isHiddenCount || total.isHiddenCount { return .withheld }
      return women == .undisclosed || total == .undisclosed ? .undisclosed : .share(women, of: total)
    }

    /// That the figure is a rough one, what the source says in words, and what is to be said of it.
    func remark(_ words: Words) -> RichText {
      let texts = [
        row.flag("approximate") == true ? .text(words["bodies.approximate"]) : nil,
        row.isWithheld("text") ? nil : row.value("text"), row.value("comment"),
      ]
      return .lines(texts.compactMap { $0 }.filter { $0 != .missing }.map { [$0] })
    }

    private func number(_ name: String) -> InlineValue {
      row.isWithheld(name) ? row.withheld : .number(row.number(name), decimals: 0)
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
        .text("source", width: 6) { $0.row.citation(words) },
        .rich("remark", width: 6) { $0.remark(words) },
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
      }.map { row in
        Figure(indicator: indicator, row: row, counted: row.string("key").flatMap(scope.counted.total))
      }
    }
  }
}
