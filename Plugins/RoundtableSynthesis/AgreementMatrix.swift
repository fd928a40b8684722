import Records
import ReportDocument
import ReportKit

/// How far people agreed, by theme and region, from exact counts of findings.
struct AgreementMatrix {
  private struct Place: Hashable {
    let region: String
    let theme: String
  }

  /// Findings per agreement level; the level is nil where none was recorded.
  private var counts: [Place: [String?: Int]] = [:]

  /// Reads tally rows of `region`, `theme`, `agreement` and `count`.
  init(_ rows: some Sequence<InputRow>) {
    for row in rows {
      guard let count = row.integer("count"), count > 0 else { continue }
      let place = Place(region: row.string("region") ?? "", theme: row.string("theme") ?? "")
      counts[place, default: [:]][row.string("agreement"), default: 0] += count
    }
  }

  /// Findings in all.
  var total: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

  /// The regions that occur, in the order of the list of regions.
  var regions: [String] { ordered(Set(counts.keys.map(\.region)), CodeLists.region) }

  /// The themes that occur, in the order of the list of themes.
  var themes: [String] { ordered(Set(counts.keys.map(\.theme)), CodeLists.theme) }

  /// Writes the section: themes down, regions across, so that the table stays as narrow as regions are few.
  func write(_ request: ReportRequest, _ report: inout ReportBuilder) throws {
    try report.section("matrix")
    guard !counts.isEmpty else {
      try report.placeholder(en: "No finding yet.", fr: "Aucun constat pour l’instant.", path: "finding")
      return
    }
    let regions = regions
    let columns = [Column.text(en: "Theme", fr: "Thème", weight: 3)]
    try report.table(
      Bilingual(
        en: "Level of agreement, by theme and region", fr: "Niveau d’accord, par thème et par région"),
      columns: columns + regions.map { column($0) },
      note: Bilingual(
        en: "A number follows where there are several findings. A dash: no finding.",
        fr: "Un nombre suit lorsqu’il y a plusieurs constats. Un tiret : aucun constat.")
    ) { table in
      for theme in themes {
        let name = theme.isEmpty ? nil : request.label(CodeLists.theme, theme)
        try table.add([.text(name)] + regions.map { .text(cell($0, theme, request)) })
      }
    }
  }

  /// The agreement levels of one place, strongest first: `Consensus`, or `Consensus (2), Avis partagés (1)`.
  func cell(_ region: String, _ theme: String, _ request: ReportRequest) -> String {
    guard let levels = counts[Place(region: region, theme: theme)] else { return "—" }
    let isSingle = levels.values.reduce(0, +) == 1
    let known = CodeLists.agreement.codes.filter { levels[$0] != nil }
    let others = levels.keys.compactMap { $0 }.filter { !CodeLists.agreement.contains($0) }.sorted()
    var parts: [String] = []
    for code in known + others {
      let label = request.label(CodeLists.agreement, code) ?? code
      parts.append(isSingle ? label : "\(label) (\(levels[code] ?? 0))")
    }
    if let unstated = levels[nil] {
      let label = request.text(en: "Not stated", fr: "Non précisé")
      parts.append(isSingle ? label : "\(label) (\(unstated))")
    }
    return parts.joined(separator: ", ")
  }

  private func column(_ region: String) -> Column {
    guard let entry = CodeLists.region.entry(region) else {
      return .text(
        en: region.isEmpty ? "No region" : region, fr: region.isEmpty ? "Sans région" : region, weight: 2)
    }
    return .text(en: entry.en, fr: entry.fr, weight: 2)
  }

  private func ordered(_ codes: Set<String>, _ list: CodeList) -> [String] {
    list.codes.filter(codes.contains) + codes.filter { !list.contains($0) }.sorted()
  }
}
