public import CReportPlugin
import Records
public import ReportKit

/// Findings by region and theme, then one by one.
public struct SynthesisFormat: DonorFormat {
  /// What the format offers.
  public static var description: FormatDescription {
    FormatDescription(
      id: "synthesis", version: "1.0.0",
      donor: Bilingual(en: "Programme partners", fr: "Partenaires du programme"),
      title: Bilingual(en: "Synthesis", fr: "Synthèse"),
      reports: [
        ReportDescription(
          id: "synthesis/findings", title: Bilingual(en: "Findings", fr: "Constats"), level: .internal,
          parameters: [.string("region", Bilingual(en: "Region", fr: "Région"))],
          queries: [
            .tally("matrix", from: "finding", groupBy: ["region", "theme"], measures: ["count"]),
            .listing(
              "findings", from: "finding", where: ["region": .parameter("region")],
              select: ["title", "statement", "language"], orderBy: ["region", "key"]),
          ])
      ])
  }

  /// A table of counts, then the findings.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    try report.begin(
      title: description.title, donor: description.donor,
      outline: [
        OutlineSection("matrix", en: "By region and theme", fr: "Par région et par thème"),
        OutlineSection("findings", en: "Findings", fr: "Constats"),
      ])

    try report.section("matrix")
    try report.table(
      Bilingual(en: "Findings by region and theme", fr: "Constats par région et par thème"),
      columns: [
        .text(en: "Region", fr: "Région"), .text(en: "Theme", fr: "Thème"),
        .number(en: "Findings", fr: "Constats"),
      ]
    ) { table in
      for row in try inputs.rows(of: "matrix") {
        try table.add([
          .text(row.label("region", CodeLists.region)), .text(row.label("theme", CodeLists.theme)),
          row.count("count"),
        ])
      }
    }

    try report.section("findings")
    var count = 0
    for row in try inputs.rows(of: "findings") {
      count += 1
      try report.heading(Bilingual(verbatim: row.text("title") ?? "—"))
      if let statement = row.text("statement") { try report.prose(statement) }
    }
    if count == 0 { try report.placeholder(en: "No finding yet", fr: "Aucun constat", path: "findings") }
  }
}

/// The plugin's entry.
@c(kurukan_plugin_Synthesis)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: SynthesisFormat.self) }
