import Records
import ReportDocument
import ReportKit

/// On what the words of people rest that a report prints: how many findings and stories on which basis, and how many
/// consents are on record and were taken back.
enum ConsentNote {
  /// Consents one by one, of all days: below `restricted` nobody may know on which day one was given, so that a query bound by
  /// days would be refused there.
  static let query = InputQuery.listing(
    "consents", from: "consent", select: ["basis", "givenOn", "withdrawnOn", "engagement"], orderBy: ["key"]
  ).outside(.period).labelled()

  /// The consents given in the report's period; none below the level at which one may know of their days.
  static func read(_ inputs: ReportInputs, _ request: ReportRequest) throws -> [InputRow] {
    let consents = try inputs.collected("consents")
    guard request.level >= .restricted else { return [] }
    return consents.filter { request.period.covers($0.date("givenOn"), nil) }
  }

  /// - Parameters:
  ///   - findings: how many of the findings printed rest on which basis, an empty code for none stated.
  ///   - stories: the same of the stories printed; nil in a report that prints none.
  static func write(
    _ project: GrantProject, findings: [String: Int], stories: [String: Int]?, consents: [InputRow],
    _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let kept = Dictionary(grouping: consents) { $0.isWithheld("basis") ? withheld : $0.string("basis") ?? "" }
    let bases = CodeLists.consentBasis.ordered([findings, stories ?? [:]].flatMap(\.keys) + kept.keys)
    func number(_ count: Int?) -> InlineValue { .number(count ?? 0) }
    let storyField: TableField<String> = .number("stories", width: 2) { number(stories?[$0]) }
    try report.table(
      "consent", of: bases, missing: "consent",
      [
        .text("basis", width: 5) { basis in
          if basis == withheld { return .undisclosed }
          return .text(
            basis.isEmpty ? words["consent.unstated"] : project.request.label(CodeLists.consentBasis, basis))
        }, .number("findings", width: 2) { number(findings[$0]) },
      ] + (stories == nil ? [] : [storyField]) + [
        .number("records", width: 2) { consents.isEmpty ? .missing : number(kept[$0]?.count) },
        .number("withdrawn", width: 2) { withdrawn(among: kept[$0] ?? [], of: consents) },
      ])
    // Consents are confidential as a rule, so that this is nothing to mend.
    if consents.isEmpty { try report.callout(.info, "consent.none") }
    try writeWithheld(project.request, &report)
  }

  /// How many were taken back; undisclosed where the readers may not know of one whether it was.
  private static func withdrawn(among rows: [InputRow], of all: [InputRow]) -> InlineValue {
    guard !all.isEmpty else { return .missing }
    if rows.contains(where: { $0.isWithheld("withdrawnOn") }) { return .undisclosed }
    return .number(rows.count { $0.date("withdrawnOn") != nil })
  }

  /// What the core holds back since somebody took a consent back, as roughly as it says so.
  private static func writeWithheld(_ request: ReportRequest, _ report: inout ReportBuilder) throws {
    guard let item = request.withheld.first(where: { $0.reason == "consent_withdrawn" }) else { return }
    if let about = item.about {
      try report.paragraph(label: "consent.about", ["count": "\(about)"])
    } else if let below = item.fewerThan {
      try report.paragraph(label: "consent.fewer", ["count": "\(below)"])
    }
  }

  /// Stands for the basis of a consent that the readers may not know.
  private static let withheld = "~"
}
