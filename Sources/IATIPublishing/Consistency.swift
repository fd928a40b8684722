import ReportDocument
package import ReportKit

/// Whether a donor's report says of its indicators what the publication to IATI says of them.
package enum Consistency {
  /// The measurements that a report compares: input `measurements`, with what tells whether a value may be published.
  package static let measurements = InputQuery.measurements.selecting("confidentiality")

  /// A row for each line whose indicator is marked for IATI: its days, the report's value, the published one, and whether
  /// they are the same. The requester is told of those that are not. Words are `consistency.…`.
  package static func write(_ lines: [IndicatorLine], _ report: inout ReportBuilder) throws {
    let lines = lines.filter(\.isForPublication)
    let (words, request) = (report.words, report.request)
    try report.table(
      "consistency", of: lines, missing: "framework.indicators.publishToIati",
      [
        .text("indicator", width: 8) { .text($0.codedTitle) },
        .text("days", width: 5) { line in
          guard let from = line.measurements.first?.date("periodStart") ?? line.days.measured.from,
            let to = line.measurements.last?.date("periodEnd") ?? line.days.measured.to
          else { return .missing }
          return .text(words["consistency.span", ["from": request.day(from), "to": request.day(to)]])
        },
        .number("here", width: 4) { $0.actual },
        .number("published", width: 4) { $0.published ?? .text(words["consistency.noPublication"]) },
        .text("equal", width: 3) { .text(words["consistency.\($0.agreement.rawValue)"]) },
      ])
    let differing = lines.filter { [.differs, .unpublished].contains($0.agreement) }.map(\.indicator.code)
    guard !differing.isEmpty else { return }
    let summary = words["consistency.warning", ["names": differing.joined(separator: ", ")]]
    try report.diagnose(.warning, summary, path: "measurement")
  }
}
