import Records
import ReportDocument
import ReportKit

/// Section 2: how far people agreed, by theme and region, from exact counts of findings.
enum AgreementMatrix {
  /// Themes down, regions across, so that the table stays as narrow as regions are few.
  static func write(_ matrix: CrossTally, _ report: inout ReportBuilder) throws {
    let words = report.words
    let columns = matrix.columns.map { region in
      TableField<String>.text(Bilingual(verbatim: matrix.name(region) ?? words["matrix.noRegion"]), width: 2) {
        .text(cell(matrix.rows($0, region), words))
      }
    }
    try report.table(
      "matrix", of: matrix.rows, missing: "finding", [.text("theme", width: 3) { .text(matrix.name($0)) }] + columns)
  }

  /// The agreement levels of one place, strongest first: `Consensus`, or `Consensus (2), Avis partagés (1)`.
  private static func cell(_ rows: [InputRow], _ words: Words) -> String {
    let strongest = CodeLists.agreement.ordered(rows.compactMap { $0.string("agreement") })
    let sorted =
      strongest.map { code in rows.filter { $0.string("agreement") == code } }.joined()
      + rows.filter { $0.string("agreement") == nil }
    let levels = sorted.map { row in
      let label = row.label("agreement") ?? row.string("agreement") ?? words["matrix.unstated"]
      return sorted.count == 1 && row.integer("count") == 1 ? label : "\(label) (\(row.integer("count") ?? 0))"
    }
    return levels.isEmpty ? "—" : levels.joined(separator: ", ")
  }
}
