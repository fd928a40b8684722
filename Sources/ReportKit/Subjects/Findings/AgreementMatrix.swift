import Records
import ReportDocument

/// How far people agreed, by theme and region: exact counts of findings.
public struct AgreementMatrix: Sendable {
  private struct Place: Hashable {
    let theme: String
    let region: String
  }

  /// How many findings there are at a place, by their agreement; an empty code where none is stated.
  private var counts: [Place: [String: Int]] = [:]
  /// The core's names of the codes that occur.
  private var names: [String: String] = [:]
  /// How many findings there are.
  public private(set) var total = 0

  /// None so far.
  public init() {}

  /// Counts a finding, which selects `theme`, `place` and `agreement` with labels.
  public mutating func add(_ finding: InputRow) {
    let place = Place(theme: finding.string("theme") ?? "", region: finding.string("place.region") ?? "")
    for field in ["theme", "place.region", "agreement"] {
      if let code = finding.string(field) { names[code] = finding.label(field) ?? code }
    }
    counts[place, default: [:]][finding.string("agreement") ?? "", default: 0] += 1
    total += 1
  }

  /// The codes of themes, in the order of their list; an empty one where none is stated.
  public var themes: [String] { CodeLists.theme.ordered(counts.keys.map(\.theme)) }

  /// The codes of places, `nationwide` and `abroad` among them; an empty one where none is stated.
  public var places: [String] { CodeLists.region.ordered(counts.keys.map(\.region)) }

  /// How many regions there are findings of.
  public var regionCount: Int { places.count { !["", "nationwide", "abroad"].contains($0) } }

  /// The agreement levels that occur, the strongest first, then what is not stated.
  private var levels: [String] {
    let codes = Set(counts.values.flatMap(\.keys))
    return CodeLists.agreement.ordered(codes.filter { !$0.isEmpty }) + (codes.contains("") ? [""] : [])
  }

  /// Whether of any finding it is stated how far people agreed.
  public var isStated: Bool { levels.contains { !$0.isEmpty } }

  /// The name of a theme, a region or a level; nil where none is stated.
  public func name(_ code: String) -> String? { names[code] }

  /// Themes down, regions across, so that the table stays as narrow as regions are few. Where no agreement is stated, how
  /// many findings there are.
  public func write(_ report: inout ReportBuilder) throws {
    let words = report.words
    let isStated = isStated
    let columns = places.map { region in
      TableField<String>.text(Bilingual(verbatim: name(region) ?? words["agreementMatrix.noRegion"]), width: 2) {
        let counts = counts[Place(theme: $0, region: region)] ?? [:]
        return isStated || counts.isEmpty ? .text(cell(counts, words)) : .number(counts.values.reduce(0, +))
      }
    }
    try report.table(
      isStated ? "agreementMatrix" : "findingMatrix", of: themes, missing: "finding",
      [.text("theme", width: 3) { .text(name($0)) }] + columns)
  }

  /// How many findings of each theme met which agreement, drawn; nothing where no agreement is stated.
  ///
  /// - Parameter traces: the core's counts by theme and agreement, to lead to the records.
  public func writeLevels(
    _ traces: CountTraces, as key: String = "agreementLevels", _ report: inout ReportBuilder
  ) throws {
    guard isStated else { return }
    let words = report.words
    try report.drawn(
      key, or: "agreementLevels", as: levels.count > 1 ? .stackedBar : .bar,
      titles: levels.map { name($0) ?? words["unstated"] },
      themes.map { theme in
        TableRow([.text(name(theme))] + levels.map { traces.value(count(theme, $0), theme, $0) })
      })
  }

  private func count(_ theme: String, _ agreement: String) -> Int {
    counts.reduce(0) { sum, place in place.key.theme == theme ? sum + (place.value[agreement] ?? 0) : sum }
  }

  /// The agreement levels of one place, strongest first: `Consensus`, or `Consensus (2), Avis partagés (1)`.
  private func cell(_ counts: [String: Int], _ words: Words) -> String {
    let present = levels.filter { counts[$0] != nil }.map { code in
      let label = name(code) ?? words["unstated"]
      return counts == [code: 1] ? label : "\(label) (\(counts[code] ?? 0))"
    }
    return present.isEmpty ? "—" : present.joined(separator: ", ")
  }
}
