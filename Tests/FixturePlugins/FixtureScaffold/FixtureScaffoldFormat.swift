public import CReportPlugin
import Records
public import ReportKit

/// Findings by theme, then one by one. Change it into what your donor asks for.
public struct FixtureScaffoldFormat: DonorFormat {
  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "fixture_scaffold", version: "0.1.0", donor: Bilingual(en: "The donor", fr: "Le bailleur"),
      title: Bilingual(en: "FixtureScaffold", fr: "FixtureScaffold"),
      reports: [
        ReportDescription(
          id: "fixture_scaffold/findings", title: Bilingual(en: "Findings", fr: "Constats"), level: .internal,
          queries: [
            .tally("themes", from: "finding", groupBy: ["theme"], measures: ["count"]),
            .listing("findings", from: "finding", select: ["title", "statement"], orderBy: ["key"]),
          ])
      ])
  }

  /// Writes the report, block by block, in reading order.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    try report.begin(
      title: description.title, donor: description.donor,
      outline: [
        OutlineSection("themes", en: "By theme", fr: "Par thème"),
        OutlineSection("findings", en: "Findings", fr: "Constats"),
      ])
    try report.section("themes")
    try report.table(
      Bilingual(en: "Findings by theme", fr: "Constats par thème"),
      columns: [.text(en: "Theme", fr: "Thème"), .number(en: "Findings", fr: "Constats")]
    ) { table in
      for row in try inputs.rows(of: "themes") {
        try table.add([.text(row.label("theme", CodeLists.theme)), row.count("count")])
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
@c(kurukan_plugin_FixtureScaffold)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: FixtureScaffoldFormat.self) }
