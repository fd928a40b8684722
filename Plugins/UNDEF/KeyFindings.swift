import Records
import ReportDocument
import ReportKit

/// Section 7: what the roundtables and focus groups found, and what the audit found.
enum KeyFindings {
  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let words = report.words
    try report.section("findings")
    try report.heading("findings.heading")
    try report.table(
      "findings", of: try inputs.rows(of: "findings"), missing: "finding",
      grouped: { $0.label("place.region") ?? words["findings.noRegion"] },
      [
        .text("theme", width: 4) { .text($0.label("theme")) },
        .text("finding", width: 10) { row in
          let text = ["title", "statement"].compactMap { row.text($0) }.joined(separator: "\n")
          return .text(text.isEmpty ? nil : text)
        },
        .text("agreement", width: 3) { .text($0.label("agreement")) },
        // Several recommendations share a row; their numbers lead to the addressees in the next column.
        .text("recommendation", width: 10) { row in
          .text(recommendations(row).compactMap { $0.text("text") }.numberedLines ?? "—")
        },
        .text("addressee", width: 4) { row in
          .text(recommendations(row).map { $0.organisationText("addressee") ?? "—" }.numberedLines ?? "—")
        },
      ])
    try report.heading("audits.heading")
    try writeAudits(inputs, &report)
  }

  private static func recommendations(_ row: InputRow) -> [InputRow] {
    row.rows("recommendations").filter { $0.text("text") != nil }
  }

  /// Audit findings, each as criterion, condition, cause and effect.
  private static func writeAudits(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    var isEmpty = true
    for row in try inputs.rows(of: "audits") {
      isEmpty = false
      try report.heading(row, "title", or: "audits.untitled", level: 3)
      try report.form(
        "audits",
        [
          "criterion": row.value("criterion"), "condition": row.value("condition"), "cause": row.value("cause"),
          "effect": row.value("effect"), "institutions": .lines(row.organisationTexts("institutions")),
          "recommendations": .lines(row.rows("recommendations").compactMap(\.addressedText)),
        ])
    }
    if isEmpty { try report.placeholder("audits.empty", path: "finding") }
  }
}
