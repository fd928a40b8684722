public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// Lists findings: the smallest useful format, and the measure of what a rendering costs.
public struct ListingFormat: DonorFormat {
  /// What it offers.
  public static var description: FormatDescription {
    FormatDescription(
      id: "listing", version: "1.0.0", donor: Bilingual(en: "Nobody", fr: "Personne"),
      title: Bilingual(en: "Listing", fr: "Liste"),
      reports: [
        ReportDescription(
          id: "listing/findings", title: Bilingual(en: "Findings", fr: "Constats"),
          parameters: [.string("region", Bilingual(en: "Region", fr: "Région"))],
          queries: [
            .tally("counts", from: "finding", groupBy: ["theme"], measures: ["count"]).traced(),
            .listing(
              "findings", from: "finding", where: ["region": .parameter("region")],
              select: ["title", "statement", "theme"], orderBy: ["region", "key"]),
          ])
      ])
  }

  /// One table of counts, one table of findings.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    try report.begin(
      title: description.title, donor: description.donor,
      outline: [
        OutlineSection("counts", en: "Counts", fr: "Effectifs"),
        OutlineSection("findings", en: "Findings", fr: "Constats"),
      ])
    try report.section("counts")
    try report.table(
      Bilingual(en: "Findings by theme", fr: "Constats par thème"),
      columns: [.text(en: "Theme", fr: "Thème"), .number(en: "Findings", fr: "Constats")]
    ) { table in
      for row in try inputs.rows(of: "counts") {
        try table.add([.text(row.label("theme", CodeLists.theme)), row.count("count")])
      }
    }
    try report.section("findings")
    var count = 0
    try report.table(
      Bilingual(en: "Findings", fr: "Constats"),
      columns: [.text(en: "Title", fr: "Intitulé"), .text(en: "Statement", fr: "Constat", weight: 3)]
    ) { table in
      for row in try inputs.rows(of: "findings") {
        try table.add([row.value("title"), row.value("statement")])
        count += 1
      }
    }
    if count == 0 { try report.placeholder(en: "No finding", fr: "Aucun constat", path: "findings") }
    report.progress(1)
  }
}

/// The plugin's entry.
@c(kurukan_plugin_FixtureSwift)
public func fixtureSwiftEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: ListingFormat.self) }
