import Records
import ReportDocument
import ReportKit

/// Section 3: what was reached on each line of the programme, which are the uppermost nodes of its frameworks.
struct Results {
  /// A result with one of its indicators, or with none.
  private struct Row {
    let group: String
    let node: FrameworkNode
    let line: ResultLine?
  }

  private let rows: [Row]
  private let period: ReportPeriod

  init(_ frameworks: [ResultsFramework], _ period: ReportPeriod, _ people: CountedCells) {
    self.period = period
    rows = frameworks.flatMap { framework in
      framework.type == TheoryOfChange.type ? [] : Self.rows(of: framework, period, people)
    }
  }

  /// The indicators of all nodes; a line of the programme that has none stands there with none.
  private static func rows(of framework: ResultsFramework, _ period: ReportPeriod, _ people: CountedCells) -> [Row] {
    var group = ""
    return framework.nodes.flatMap { node -> [Row] in
      if node.depth == 0 { group = node.row.text("statement") ?? node.code }
      let lines = framework.indicators(of: node).flatMap { ResultLine.lines(of: $0, period, people) }
      let isBare = !framework.indicators.contains { indicator in
        framework.nodes.contains { $0.code == indicator.node && ($0.ancestors + [$0.code]).contains(node.code) }
      }
      if node.depth == 0, isBare { return [Row(group: group, node: node, line: nil)] }
      return lines.map { Row(group: group, node: node, line: $0) }
    }
  }

  /// The lines that have an indicator.
  var lines: [ResultLine] { rows.compactMap(\.line) }
  /// How many of them have a value.
  var measured: Int { lines.count { !$0.rows.isEmpty } }
  /// How many of them have reached their target.
  var targetsReached: Int { lines.count { $0.reached.figure.map { $0 >= 100 } ?? false } }

  func write(_ report: inout ReportBuilder) throws {
    try NIMDFormat.startSheet("results", .landscape, &report)
    try report.section("results")
    try report.narrative("results")
    try report.table(
      "results", of: rows, missing: "framework.indicators", grouped: \.group,
      [
        .text("result", width: 5) { $0.node.row.value("statement") },
        .text("indicator", width: 6) { [words = report.words] row in
          row.line.map(\.title) ?? .text(words["results.bare"])
        },
        .number("baseline", width: 3) { $0.line?.indicator.baseline?.value ?? .missing },
        .number("target", width: 3) { $0.line?.target?.value ?? .missing },
        .number("actual", width: 4) { $0.line?.actual.value ?? .missing },
        .percent("reached", width: 2) { $0.line?.reached ?? .missing },
        .text("comment", width: 8) { [words = report.words, request = report.request] row in
          .text(row.line?.remarks(period, words, request).joined(separator: "\n") ?? "")
        },
      ])
    try report.lines(
      "reached", as: .bar, [("indicator", .text, 8), ("reached", .percent, 2)],
      lines.filter { $0.reached != .missing }.map { TableRow([$0.title, $0.reached]) })
    try diagnose(report)
  }

  /// Names at once all that somebody has to supply.
  private func diagnose(_ report: ReportBuilder) throws {
    let bare = rows.filter { $0.line == nil }.map(\.group)
    let unmeasured = lines.filter(\.rows.isEmpty).map(\.indicator.code)
    for (key, names, path) in [
      ("results.bareLines", bare, "framework.indicators"), ("results.unmeasured", unmeasured, "measurement"),
    ] where !names.isEmpty {
      try report.diagnose(.warning, report.words[key, ["names": names.joined(separator: ", ")]], path: path)
    }
  }
}

extension ResultLine {
  /// The indicator's code and title.
  var title: InlineValue {
    let title = indicator.row.text("title").map { " – \($0)" } ?? ""
    let subject = subject.map { " (\($0))" } ?? ""
    return .text(indicator.code + title + subject)
  }

  /// What a reader must know about the value: its days where they are not the period, its source, and what was said of it.
  func remarks(_ period: ReportPeriod, _ words: Words, _ request: ReportRequest) -> [String] {
    var remarks: [String] = []
    let from = rows.first?.date("periodStart"), to = rows.last?.date("periodEnd")
    if let from, let to, days != period || period.from.map({ from < $0 }) ?? false {
      remarks.append(words["results.days", ["from": request.day(from), "to": request.day(to)]])
    }
    var said = rows.compactMap { $0.text("source") }.map { words["results.source", ["source": $0]] }
    if rows.contains(where: { $0.flag("approximate") == true }) { said.append(words["results.approximate"]) }
    if rows.contains(where: { $0.flag("incompleteCells") == true }) { said.append(words["results.incomplete"]) }
    said += rows.compactMap { $0.text("comment") }
    said += Self.targets(of: indicator, in: days).compactMap { $0.text("changeReason") }.map {
      words["results.revised", ["reason": $0]]
    }
    for remark in said where !remarks.contains(remark) { remarks.append(remark) }
    return remarks
  }
}

extension ReportRequest {
  /// A day in words.
  func day(_ day: CalendarDate) -> String {
    DocumentDate(day).map { DateText.long($0, in: DocumentLanguage(language)) } ?? day.description
  }
}
