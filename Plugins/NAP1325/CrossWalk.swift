import Records
import ReportDocument
import ReportKit

/// Where the plan's indicators speak to those of others: the 26 of S/2010/498, and those of the development goals.
enum CrossWalk {
  /// One of the others' indicators with what the plan measures of it, if anything.
  private struct Match {
    let code: String
    var name = ""
    var pillar = ""
    let line: IndicatorLine?
  }

  /// All of S/2010/498, those that no indicator of the plan speaks to among them.
  static func writeResolution(_ scope: PlanScope, _ report: inout ReportBuilder) throws {
    let list = CodeLists.unscr1325Indicator
    let indicators = scope.plan?.indicators ?? []
    let matches = list.entries.flatMap { entry -> [Match] in
      let speaking = indicators.filter { $0.row.strings("unscr1325Indicators").contains(entry.code) }
      let lines = scope.lines(of: speaking).map(Optional.some)
      let pillar = scope.request.label(CodeLists.napPillar, entry.parent) ?? ""
      return (lines.isEmpty ? [nil] : lines).map {
        Match(code: entry.code, name: scope.request.label(list, entry.code) ?? "", pillar: pillar, line: $0)
      }
    }
    // 11a and 11b are the eleventh of the 26.
    func numbers(_ codes: [String]) -> Int { Set(codes.map { $0.filter(\.isNumber) }).count }
    let met = matches.filter { $0.line != nil }.map(\.code)
    try report.paragraph(
      label: "resolution.summary", ["met": "\(numbers(met))", "all": "\(numbers(list.codes))"])
    try report.table(
      "resolution", of: matches, missing: "framework.indicators", grouped: { $0.pillar },
      [.text("code", width: 2) { .text($0.code) }, .text("name", width: 7) { .text($0.name) }] + fields(scope))
  }

  /// The indicators of the Sustainable Development Goals to which those of the plan refer.
  static func writeGoals(_ scope: PlanScope, _ report: inout ReportBuilder) throws {
    let matches = (scope.plan?.indicators ?? []).flatMap { indicator -> [Match] in
      let goals = indicator.row.rows("references").filter { $0.string("vocabulary") == "sdg" }
      return goals.flatMap { goal in
        scope.lines(of: [indicator]).map { Match(code: goal.string("code") ?? "", line: $0) }
      }
    }
    try report.table(
      "goals", of: matches.sorted { NodeCode.precedes($0.code, $1.code) }, missing: "framework.indicators.references",
      [.text("code", width: 2) { .text($0.code) }] + fields(scope))
  }

  private static func fields(_ scope: PlanScope) -> [TableField<Match>] {
    [
      .text("own", width: 2) { .text($0.line?.indicator.code ?? "—") },
      .rich("indicator", width: 9) { $0.line?.title ?? "—" },
      .number("target", width: 4) { $0.line?.target ?? .text("—") },
      .number("actual", width: 4) { $0.line?.actual ?? .text("—") },
      .percent("reached", width: 3) { $0.line?.reached ?? .text("—") },
      .text("last", width: 6) { $0.line.map { lastKnown($0, scope) } ?? .text("—") },
    ]
  }

  /// The last value of each series, where none was measured in the days reported on: `20 % (CVJR, 2021)`.
  private static func lastKnown(_ line: IndicatorLine, _ scope: PlanScope) -> InlineValue {
    guard !line.isMeasured else { return .text("—") }
    let language = DocumentLanguage(scope.request.language)
    return .lines(
      line.lastKnown(until: scope.asOf).map { last in
        let year = last.days.measured.to.map { "\($0.year)" }
        let about = [last.series?.body, last.measurements.last?.periodName("periodLabel") ?? year]
        let value = ValueText.text(of: last.actual, in: language, place: .table)
        return "\(value) (\(about.compactMap { $0 }.joined(separator: ", ")))"
      })
  }
}
