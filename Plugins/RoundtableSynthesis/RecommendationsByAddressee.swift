import Records
import ReportDocument
import ReportKit

/// Section 4: what each body is asked to do, the most urgent first.
enum RecommendationsByAddressee {
  /// - Parameter numbers: the number of each finding in section 3, by its key.
  static func write(
    _ request: ReportRequest, _ inputs: ReportInputs, _ organisations: OrganisationNames, _ numbers: [String: Int],
    _ report: inout ReportBuilder
  ) throws {
    try report.section("recommendations")
    var group = Group(addressee: nil, numbers: numbers)
    var isEmpty = true
    try report.table(
      Bilingual(en: "Recommendations, by addressee", fr: "Recommandations, par destinataire"),
      columns: [
        .text(en: "Recommendation", fr: "Recommandation", weight: 11),
        .text(en: "Region", fr: "Région", weight: 4),
        .number(en: "Finding", fr: "Constat", weight: 3), .text(en: "Type", fr: "Type", weight: 5),
        .text(en: "Priority", fr: "Priorité", weight: 3), .date(en: "Due", fr: "Échéance", weight: 4),
      ]
    ) { table in
      for row in try inputs.rows(of: "recommendations") {
        let addressee = row.string("addressee")
        if addressee != group.addressee || group.rows.count == rowsSortedTogether {
          try write(group, request, organisations, &table)
          group = Group(addressee: addressee, numbers: numbers)
        }
        group.rows.append(row)
        isEmpty = false
      }
      try write(group, request, organisations, &table)
    }
    if isEmpty {
      try report.placeholder(
        en: "No recommendation may be printed at this disclosure level.",
        fr: "Aucune recommandation ne peut être imprimée à ce niveau de diffusion.", path: "recommendation")
    }
  }

  private struct Group {
    let addressee: String?
    let numbers: [String: Int]
    var rows: [InputRow] = []

    /// The number of a recommendation's finding.
    func number(_ row: InputRow) -> Int? { row.string("finding").flatMap { numbers[$0] } }

    /// By priority, then by the day due, then by the finding; what bears neither comes last.
    var mostUrgentFirst: [InputRow] { rows.sorted { rank($0) < rank($1) } }

    private func rank(_ row: InputRow) -> (Int, Int, Int, String) {
      let priority = row.string("priority").flatMap { CodeLists.priority.index(of: $0) } ?? Int.max
      let due = row.date("dueOn").map { Int($0.daysSince2000) } ?? Int.max
      return (priority, due, number(row) ?? Int.max, row.string("key") ?? "")
    }
  }

  private static func write(
    _ group: Group, _ request: ReportRequest, _ organisations: OrganisationNames, _ table: inout TableBuilder
  ) throws {
    guard !group.rows.isEmpty else { return }
    let name =
      group.addressee.map(organisations.introduced)
      ?? request.text(en: "Without addressee", fr: "Sans destinataire")
    try table.add([.text(name), .text(""), .text(""), .text(""), .text(""), .text("")], role: .group)
    for row in group.mostUrgentFirst {
      try table.add([
        .text(row.text("text")), .text(row.label("region", CodeLists.region)), .number(group.number(row)),
        .text(row.label("type", CodeLists.recommendationType)),
        .text(row.label("priority", CodeLists.priority)),
        .date(row.date("dueOn")),
      ])
    }
  }

  /// Rows of one addressee that are sorted together; more would not stay in memory.
  private static let rowsSortedTogether = 2_000
}
