import Records
import ReportDocument
import ReportKit

/// Section 3: what was reached on each line of the programme, which are the uppermost nodes of its frameworks.
struct Results {
  /// A line of the programme with one of its indicators, or with none.
  private struct Row {
    let group: String
    let line: IndicatorLine?
  }

  private let rows: [Row]
  private let period: ReportPeriod

  init(_ frameworks: [ResultsFramework], _ period: ReportPeriod, _ people: CountedCells) {
    self.period = period
    rows = Objectives(frameworks.filter { $0.type != TheoryOfChange.type }).all.flatMap { objective -> [Row] in
      let group = objective.node.row.text("statement") ?? objective.node.code
      let lines = objective.framework.lines(of: objective.indicators, people: people, takesLonger: true) {
        $0.compared(period)
      }
      return lines.isEmpty ? [Row(group: group, line: nil)] : lines.map { Row(group: group, line: $0) }
    }
  }

  /// The lines that have an indicator.
  var lines: [IndicatorLine] { rows.compactMap(\.line) }
  /// How many of them have a value.
  var measured: Int { lines.count(where: \.isMeasured) }
  /// How many of them have reached their target.
  var targetsReached: Int { lines.count(where: \.isTargetReached) }

  func write(_ report: inout ReportBuilder) throws {
    try report.part(.landscape, sheet: "results")
    try report.section("results")
    try report.narrative("results")
    try report.table(
      "results", of: rows, missing: "framework.indicators", grouped: \.group,
      [
        // An uppermost node is named by the row above its own.
        .text("result", width: 5) { row in
          row.line?.node.flatMap { $0.depth == 0 ? nil : $0.row.value("statement") } ?? .text("")
        },
        .text("indicator", width: 6) { [words = report.words] row in
          .text(row.line.map(\.codedTitle) ?? words["results.bare"])
        },
        .number("baseline", width: 3) { $0.line?.baseline ?? .missing },
        .number("target", width: 3) { $0.line?.target ?? .missing },
        .number("actual", width: 4) { $0.line?.actual ?? .missing },
        .percent("reached", width: 2) { $0.line?.reached ?? .missing },
        .text("comment", width: 8) { [words = report.words, request = report.request] row in
          .text(row.line?.remarks(period, words, request).joined(separator: "\n") ?? "")
        },
      ])
    try report.targetsReached(lines, key: "reached")
    try report.warnUnmeasured(lines)
    let bare = rows.filter { $0.line == nil }.map(\.group)
    guard !bare.isEmpty else { return }
    let summary = report.words["results.bareLines", ["names": bare.joined(separator: ", ")]]
    try report.diagnose(.warning, summary, path: "framework.indicators")
  }
}

extension IndicatorLine {
  /// What a reader must know about the value: its days where they are not the period, its source, and what was said of it.
  func remarks(_ period: ReportPeriod, _ words: Words, _ request: ReportRequest) -> [String] {
    var remarks: [String] = []
    let rows = measurements
    let from = rows.first?.date("periodStart"), to = rows.last?.date("periodEnd")
    if let from, let to, days.measured != period || period.from.map({ from < $0 }) ?? false {
      remarks.append(words["results.days", ["from": request.day(from), "to": request.day(to)]])
    }
    let sources = rows.compactMap { $0.text("source") }.uniqued
    let mark = request.text(en: "; ", fr: " ; ")
    if !sources.isEmpty { remarks.append(words["results.source", ["source": sources.joined(separator: mark)]]) }
    if rows.contains(where: { $0.flag("approximate") == true }) { remarks.append(words["results.approximate"]) }
    if rows.contains(where: { $0.flag("incompleteCells") == true }) {
      let isCounted = series?.actual(days.measured)?.value == .undisclosed
      remarks.append(words[isCounted ? "results.atLeast" : "results.incomplete"])
    }
    remarks += rows.compactMap { $0.text("comment") }
    remarks += indicator.targets(touching: days.targeted.until(period.to)).compactMap { $0.text("changeReason") }.map {
      words["results.revised", ["reason": $0]]
    }
    return remarks.uniqued
  }
}
