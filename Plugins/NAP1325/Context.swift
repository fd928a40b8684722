import Records
import ReportDocument
import ReportKit

/// Section 3: prose, what happened in the country, and the law and the policies that the plan follows. Events and
/// instruments are records that all programmes share.
enum Context {
  static let queries: [InputQuery] = [
    // An event that began before the period may end within it.
    InputQuery.listing(
      "events", from: "evidence", where: ["evidenceType": ["context_event"]],
      select: [
        "title", "description", "happenedOn", "happenedUntil", "approximate", "theme", "source", "page", "language",
      ], orderBy: ["key"]
    ).outside(.period).labelled(),
    // Of all types: a plan may follow a framework that is no instrument.
    .listing("alignment", from: "framework", select: ["alignedWith"]),
    .listing(
      "instruments", from: "framework", where: ["frameworkType": ["legal_instrument", "policy_instrument"]],
      select: [
        "frameworkType", "title", "instrumentLevel", "adoptedOn", "ratifiedOn", "source", "language",
      ], orderBy: ["key"]
    ).labelled(),
  ]

  /// How many events are listed.
  private static let limit = 500

  static func write(_ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("context")
    try report.narrativeOrGap("context")
    try writeEvents(scope, inputs, &report)
    try writeInstruments(scope, inputs, &report)
  }

  private static func writeEvents(
    _ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    var events: [(first: CalendarDate, row: InputRow)] = []
    var rest = 0
    for row in try inputs.rows(of: "events") {
      guard let first = day(row, "happenedOn")?.firstDay else { continue }
      let last = day(row, "happenedUntil")?.lastDay
      guard [first, last].contains(where: { $0.map { scope.days.covers($0, nil) } ?? false }) else { continue }
      if events.count < limit { events.append((first, row)) } else { rest += 1 }
    }
    let words = report.words
    let language = scope.request.language
    try report.table(
      "events", of: events.sorted { $0.first < $1.first }.map(\.row), missing: "evidence",
      [
        .text("date", width: 5) { row in
          let days = ["happenedOn", "happenedUntil"].compactMap(row.string)
            .compactMap { PartialDateText.text($0, in: language) }.joined(separator: " – ")
          return .text(row.flag("approximate") == true ? words["about", ["value": days]] : days)
        },
        .text("event", width: 9) { $0.value("title") }, .text("theme", width: 5) { .text($0.label("theme")) },
        .text("source", width: 7) { source($0, words) },
      ])
    try Activities.writeRest(rest, &report)
  }

  private static func writeInstruments(
    _ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    let plan = scope.plan?.row.string("key")
    var followed: Set<String> = []
    var shown: Set<String> = []
    for row in try inputs.rows(of: "alignment") {
      if let key = row.string("key") { shown.insert(key) }
      if row.string("key") == plan { followed.formUnion(row.strings("alignedWith")) }
    }
    // At most as many as a plan may follow.
    let instruments = try inputs.rows(of: "instruments").filter { followed.contains($0.string("key") ?? "") }
    let levels = CodeLists.instrumentLevel
    let sorted = levels.codes.flatMap { level in instruments.filter { $0.string("instrumentLevel") == level } }
    let language = scope.request.language
    func date(_ row: InputRow, _ name: String) -> InlineValue {
      .text(row.string(name).flatMap { PartialDateText.text($0, in: language) })
    }
    let words = report.words
    // A source that is that of all stands once.
    let sources = sorted.map { source($0, words) }
    let common = sources.count > 1 && Set(sources).count == 1 ? sources.first : nil
    let sourceFields: [TableField<InputRow>] =
      common == nil ? [.text("source", width: 9) { source($0, words) }.unlessEmpty] : []
    try report.table(
      "instruments", of: sorted, missing: "framework.alignedWith", grouped: { $0.label("instrumentLevel") ?? "" },
      [
        .text("title", width: 10) { $0.value("title") },
        .text("type", width: 5) { .text($0.label("frameworkType")) },
        .text("adopted", width: 5) { date($0, "adoptedOn") }.unlessEmpty,
        // What binds the country alone is adopted, and not ratified.
        .text("ratified", width: 5) {
          $0.string("instrumentLevel") == "national" ? .text("—") : date($0, "ratifiedOn")
        }.unlessEmpty,
      ] + sourceFields)
    if let common, common != .missing, common != .undisclosed {
      let text = ValueText.text(of: common, in: DocumentLanguage(language), place: .prose)
      try report.paragraph(label: "instruments.common", ["source": text])
    }
    shown.formUnion(sorted.compactMap { $0.string("key") })
    let unknown = followed.subtracting(shown)
    if !unknown.isEmpty {
      let count = "\(unknown.count)"
      try report.diagnose(.warning, words["gaps.instruments", ["count": count]], path: "framework.alignedWith")
    }
  }

  private static func day(_ row: InputRow, _ name: String) -> PartialDate? {
    row.string(name).flatMap { PartialDate($0) }
  }

  /// Where something is told, with the page.
  static func source(_ row: InputRow, _ words: Words) -> InlineValue {
    guard let source = row.text("source") else { return row.value("source") }
    guard let page = row.string("page") else { return .text(source) }
    return .text(words["page", ["source": source, "page": page]])
  }
}
