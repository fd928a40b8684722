public import Records
import ReportDocument

/// An indicator of others, with what a plan measures of it.
private struct CrossWalkMatch {
  let code: String
  var name = ""
  var group = ""
  /// Nil where no indicator of the plan speaks to it.
  let line: IndicatorLine?
}

/// Where a plan's indicators speak to those that others have agreed on.
extension ReportBuilder {
  /// The indicators of S/2010/498 on women, peace and security, by their pillars, each with what a plan measures of it; those to
  /// which no indicator of the plan speaks are among them.
  ///
  /// - Parameters:
  ///   - lines: those of the plan's indicators.
  ///   - day: the last day that is told of.
  public mutating func resolution1325(_ lines: [IndicatorLine], until day: CalendarDate) throws {
    let list = CodeLists.unscr1325Indicator
    let matches = list.entries.flatMap { entry -> [CrossWalkMatch] in
      let speaking = lines.filter { $0.indicator.row.strings("unscr1325Indicators").contains(entry.code) }
      let pillar = request.label(CodeLists.napPillar, entry.parent) ?? ""
      let told: [IndicatorLine?] = speaking.isEmpty ? [nil] : speaking
      return told.map {
        CrossWalkMatch(code: entry.code, name: request.label(list, entry.code) ?? "", group: pillar, line: $0)
      }
    }
    // 11a and 11b are the eleventh of the 26.
    func numbers(_ codes: [String]) -> Int { Set(codes.map { $0.filter(\.isNumber) }).count }
    let met = matches.filter { $0.line != nil }.map(\.code)
    try paragraph(
      label: "resolution1325.summary", ["met": "\(numbers(met))", "all": "\(numbers(list.codes))"])
    try table(
      "resolution1325", of: matches, missing: "framework.indicators", grouped: { $0.group },
      [.text("code", width: 2) { .text($0.code) }, .text("name", width: 7) { .text($0.name) }] + fields(until: day))
  }

  /// The indicators of the Sustainable Development Goals to which those of a plan refer, by their codes.
  ///
  /// - Parameters:
  ///   - lines: those of the plan's indicators.
  ///   - day: the last day that is told of.
  public mutating func developmentGoals(_ lines: [IndicatorLine], until day: CalendarDate) throws {
    let matches = lines.flatMap { line in
      line.indicator.row.rows("references").filter { $0.string("vocabulary") == "sdg" }.map { goal in
        CrossWalkMatch(code: goal.string("code") ?? "", line: line)
      }
    }
    try table(
      "developmentGoals", of: matches.sorted { NodeCode.precedes($0.code, $1.code) },
      missing: "framework.indicators.references",
      [.text("code", width: 2) { .text($0.code) }] + fields(until: day))
  }

  private func fields(until day: CalendarDate) -> [TableField<CrossWalkMatch>] {
    let language = DocumentLanguage(request.language)
    func shared(
      _ kind: TableColumn.Kind, _ name: String, _ width: Int, _ value: @escaping (IndicatorLine) -> RichText
    ) -> TableField<CrossWalkMatch> {
      TableField(kind, .shared("crossWalk", name), width, cell: { $0.line.map(value) ?? "—" })
    }
    return [
      shared(.text, "own", 2) { RichText($0.indicator.code) }, shared(.text, "indicator", 9) { $0.title },
      shared(.number, "target", 4) { [$0.target] }, shared(.number, "actual", 4) { [$0.actual] },
      shared(.percent, "reached", 3) { [$0.reached] },
      shared(.text, "last", 6) { [$0.isMeasured ? "—" : $0.lastKnownText(until: day, in: language)] },
    ]
  }
}

extension IndicatorLine {
  /// The last value of each series of its indicator until a day, with its body and its time: `20 % (CVJR, 2021)`.
  func lastKnownText(until day: CalendarDate, in language: DocumentLanguage) -> InlineValue {
    .lines(
      lastKnown(until: day).map { last in
        let year = last.days.measured.to.map { "\($0.year)" }
        let about = [last.series?.body, last.measurements.last?.periodName("periodLabel") ?? year]
        let value = ValueText.text(of: last.actual, in: language, place: .table)
        return "\(value) (\(about.compactMap { $0 }.joined(separator: ", ")))"
      })
  }
}
