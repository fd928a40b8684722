import ReportDocument
package import ReportKit

/// Whether a donor's report says of its indicators what the publication to IATI says of them.
package enum Consistency {
  /// The measurements that a report compares: input `measurements`, with what tells whether a value may be published. Its
  /// frameworks are to be read with the same field.
  package static let measurements = InputQuery.measurements.selecting("confidentiality")

  /// A row for each line whose indicator is marked for IATI: its days, the report's value, the one in the file of a
  /// publication until the same day, whether they are the same, and why there is none. The requester is told of the
  /// indicators of which the file does not say the same. Words are `consistency.…`.
  ///
  /// - Parameters:
  ///   - frameworks: those of the lines, read with their `confidentiality`.
  ///   - people: the people counted in their measurements.
  package static func write(
    _ lines: [IndicatorLine], of frameworks: [ResultsFramework], _ people: CountedCells, _ report: inout ReportBuilder
  ) throws {
    let (words, request) = (report.words, report.request)
    // What hangs on a framework is not more public than it is.
    let open = Set(frameworks.map(\.row).filter(\.isPublic).compactMap { $0.string("key") })
    let lines = lines.filter(\.indicator.isForPublication).map { line in
      PublishedLine(line, people, request) { $0.isPublic && open.contains($0.string("framework") ?? "") }
    }
    func span(_ days: ReportPeriod) -> String? {
      guard let from = days.from, let to = days.to else { return nil }
      return words["consistency.span", ["from": request.day(from), "to": request.day(to)]]
    }
    try report.table(
      "consistency", of: lines, missing: "framework.indicators.publishToIati",
      [
        .text("indicator", width: 8) { .text($0.line.codedTitle) },
        .text("days", width: 5) { published in
          let (rows, days) = (published.line.measurements, published.line.days.measured)
          return .text(
            span(
              ReportPeriod(
                from: rows.first?.date("periodStart") ?? days.from, to: rows.last?.date("periodEnd") ?? days.to)))
        },
        .number("here", width: 4) { $0.line.actual },
        .number("published", width: 4) { $0.value ?? .text(words["consistency.noPublication"]) },
        .text("equal", width: 3) { .text(words["consistency.\($0.agreement.rawValue)"]) },
        .text("reason", width: 6) { published in
          let reasons = published.reasons.map { measurement, reason in
            let days = measurement.flatMap { $0.periodName("periodLabel") ?? span(ReportPeriod(measuredIn: $0)) }
            let text = words["consistency.reasons.\(reason.rawValue)"]
            return days.map { words["consistency.ofDays", ["days": $0, "reason": text]] } ?? text
          }
          return reasons.isEmpty ? "—" : .lines(reasons)
        },
      ])
    let lacking = lines.filter(\.isLacking).map(\.line.indicator.code)
    guard !lacking.isEmpty else { return }
    let summary = words["consistency.warning", ["names": lacking.joined(separator: ", ")]]
    try report.diagnose(.warning, summary, path: "measurement")
  }
}

extension InputRow {
  fileprivate var isPublic: Bool { string("confidentiality") == "public" }
}
