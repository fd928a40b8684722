import PluginDescriptions
import PluginHost
import Records
import Violations

/// Which records the installed reports show, as far as a record alone tells: their queries' kinds and filters, and the
/// reports and sections that prose can be for.
struct ReportReach: Sendable {
  private let queries: [RecordKind: [RecordQuery]]
  private let sections: [String: [String]]

  init(_ reports: [InstalledReport]) {
    queries = Dictionary(grouping: reports.flatMap(\.queries), by: \.source.kind)
    sections = Dictionary(reports.map { ($0.id, $0.sections) }) { first, _ in first }
  }

  func warnings(of record: Record) -> [FieldViolation] {
    // Without formats, or for a kind that none reads, there is nothing that the sender could put right.
    guard let queries = queries[record.kind] else { return [] }
    if let report = record["report"], let section = record["section"] {
      return prose(report: report.string, section: section.string)
    }
    guard !queries.contains(where: { Self.shows(record, $0) }) else { return [] }
    let names = Self.filters(queries, of: record)
    return [
      FieldViolation(
        path: names.first ?? "",
        message: Wording(
          "shown_in_report",
          en: "No installed report shows such a record: all filter by \(names.joined(separator: ", ")).",
          fr:
            "Aucun rapport installé ne montre un tel enregistrement : tous filtrent par \(names.joined(separator: ", "))."
        ),
        found: names.first.flatMap { record.kind.object.field($0) }.flatMap { record.root.member($0)?.string })
    ]
  }

  private func prose(report: String, section: String) -> [FieldViolation] {
    guard let known = sections[report] else {
      return [
        FieldViolation(
          path: "report",
          message: Wording(
            "report_known", en: "No installed format offers this report, so the text appears nowhere.",
            fr: "Aucun format installé n’offre ce rapport : le texte n’apparaît nulle part."),
          found: report, allowed: sections.keys.sorted(),
          suggestion: NearestName.suggestion(for: report, in: sections.keys.sorted()))
      ]
    }
    // A format that names no sections says nothing of which prose it shows.
    guard !known.isEmpty, !known.contains(section) else { return [] }
    return [
      FieldViolation(
        path: "section",
        message: Wording(
          "section_known", en: "The report has no section of this code, so the text appears nowhere.",
          fr: "Le rapport n’a pas de section de ce code : le texte n’apparaît nulle part."),
        found: section, allowed: known, suggestion: NearestName.suggestion(for: section, in: known))
    ]
  }

  /// Whether a query's filters let the record through; what a record alone cannot tell counts as let through.
  private static func shows(_ record: Record, _ query: RecordQuery) -> Bool {
    query.filters.allSatisfy { filter in
      guard case .values(let values) = filter.operand else { return true }
      if filter.name == RecordQuery.Filter.key { return values.contains(record.key) }
      guard let field = record.kind.object.field(filter.name), query.source.part?.object.field(filter.name) == nil
      else { return true }
      return record.root.member(field)?.elements.contains { values.contains($0.string) } ?? false
    }
  }

  private static func filters(_ queries: [RecordQuery], of record: Record) -> [String] {
    var names: [String] = []
    for filter in queries.flatMap(\.filters) where record.kind.object.field(filter.name) != nil {
      if case .values = filter.operand, !names.contains(filter.name) { names.append(filter.name) }
    }
    return names
  }
}
