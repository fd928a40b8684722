import Records
import ReportDocument
import ReportKit

/// Section 1: which roundtables the synthesis rests on.
enum Overview {
  static func write(
    _ request: ReportRequest, _ inputs: ReportInputs, _ matrix: AgreementMatrix, _ report: inout ReportBuilder
  ) throws {
    try report.section("overview")
    try report.form([
      .row(en: "Findings", fr: "Constats", .number(matrix.total)),
      .row(en: "Regions", fr: "Régions", .number(matrix.regions.count)),
      .row(en: "Themes", fr: "Thèmes", .number(matrix.themes.count)),
    ])
    let engagements = try inputs.collected("engagements")
    guard !engagements.isEmpty else {
      try report.placeholder(
        en: "No roundtable is recorded.", fr: "Aucune table ronde n’est enregistrée.", path: "engagement")
      return
    }
    try report.table(
      Bilingual(en: "Roundtables, by date", fr: "Tables rondes, par date"),
      columns: [
        .date(en: "Date", fr: "Date", weight: 2), .text(en: "Region", fr: "Région", weight: 2),
        .text(en: "Roundtable", fr: "Table ronde", weight: 6),
      ]
    ) { table in
      for row in engagements {
        try table.add([
          .date(row.date("startsOn")), .text(row.label("place.region", CodeLists.region)),
          .text(row.text("title")),
        ])
      }
    }
  }
}
