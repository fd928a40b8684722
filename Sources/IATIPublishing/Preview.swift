package import IATIActivities
import Records
import ReportDocument
package import ReportKit

/// What is published, for people: the activities, their results, and what came of every rule.
package enum Preview {
  /// Writes the whole report, its cover among it.
  package static func write(
    _ file: ActivityFile, _ outcomes: [RuleOutcome], _ leftOut: [LeftOut], _ profile: PublishingProfile,
    for donor: Bilingual, _ report: inout ReportBuilder
  ) throws {
    try report.begin(
      donor: donor, reference: file.activities.count == 1 ? file.activities[0].identifier : nil,
      facts: [
        "profile": .text(report.words["profiles.\(profile.rawValue)"]),
        "version": .text(ActivityXML.version),
      ], sections: ["activities", "results", "rules", "leftOut"])
    try writeActivities(file, &report)
    try writeResults(file, &report)
    try writeRules(outcomes, &report)
    try report.section("leftOut")
    guard !leftOut.isEmpty else { return try report.paragraph(label: "leftOut.nothing") }
    try report.table(
      "leftOut", of: leftOut, missing: "",
      [
        .text("what", width: 8) { [words = report.words] in .text(words["leftOut.\($0.reason)"]) },
        .number("count", width: 2) { .number($0.count) },
      ])
  }

  private static func writeActivities(_ file: ActivityFile, _ report: inout ReportBuilder) throws {
    try report.section("activities")
    let language = report.request.language
    for activity in file.activities {
      try report.heading(Bilingual(verbatim: activity.identifier))
      let budget = activity.budgets.compactMap { sum in
        Money(amount: sum.amount.value, currency: sum.amount.currency ?? activity.currency ?? "")
      }
      func names(_ role: String) -> InlineValue {
        .lines(activity.participants.filter { $0.role == role }.compactMap { $0.organisation.names.first?.text })
      }
      func day(_ type: String) -> InlineValue { .date(activity.day(type).flatMap(CalendarDate.init(_:))) }
      try report.form(
        "activities",
        [
          "title": .text(activity.title.first?.text), "reporter": .text(activity.reporter.names.first?.text),
          "funding": names("1"), "accountable": names("2"), "implementing": names("4"),
          "status": .text(
            CodeLists.activityStatus.entries.first { $0.externalReference == activity.status }?.label(in: language)),
          "plannedStart": day("1"), "actualStart": day("2"), "plannedEnd": day("3"), "actualEnd": day("4"),
          "places": .lines(activity.locations.compactMap { $0.name.first?.text }),
          "budget": .money(budget.total(in: activity.currency)),
          "transactions": .number(activity.transactions.count), "documents": .number(activity.documents.count),
          "results": .number(activity.results.count),
        ])
    }
  }

  private static func writeResults(_ file: ActivityFile, _ report: inout ReportBuilder) throws {
    try report.section("results")
    let results = file.activities.flatMap(\.results)
    guard !results.isEmpty else { return try report.placeholder("results.none", path: "framework") }
    let (words, language) = (report.words, report.request.language)
    for result in results {
      try report.heading(Bilingual(verbatim: result.title.first?.text ?? ""))
      try report.table(
        "results", of: result.indicators.flatMap(\.lines), missing: "measurement",
        grouped: { $0.indicator.title.first?.text ?? "" },
        [
          .text("kind", width: 3) { .text(words["results.\($0.kind.rawValue)"]) },
          .date("from", width: 3) { line in
            line.period.map { .date(CalendarDate($0.start)) } ?? .text("—")
          },
          .date("to", width: 3) { line in
            guard let period = line.period else { return .text(line.indicator.baselineYear) }
            return .date(CalendarDate(period.end))
          },
          .text("of", width: 5) { line in
            let places = file.activities.flatMap(\.locations).filter { line.part.locations.contains($0.ref) }
            let parts =
              Set(places.compactMap { $0.name.first?.text }).sorted()
              + line.part.dimensions.map { Self.name(of: $0.value, language) }
            return .text(parts.isEmpty ? words["results.all"] : parts.joined(separator: ", "))
          },
          .number("value", width: 2) { line in
            guard let value = line.part.value, let number = Double(value) else { return .text("—") }
            return .number(
              number, decimals: value.split(separator: ".").dropFirst().first?.count ?? 0, trace: line.part.trace)
          },
          .text("comment", width: 8) { .text($0.part.comment.first?.text ?? "—") },
        ])
    }
  }

  /// A sex or an age in the reader's language; files have the English one in every language.
  private static func name(of value: String, _ language: Language) -> String {
    let entries = CodeLists.sex.entries + CodeLists.ageBand.entries
    return entries.first { $0.en.lowercased() == value }?.label(in: language) ?? value
  }

  private static func writeRules(_ outcomes: [RuleOutcome], _ report: inout ReportBuilder) throws {
    try report.section("rules")
    let words = report.words
    try report.table(
      "rules", of: outcomes, missing: "",
      [
        .text("id", width: 2) { .text($0.rule.id) }, .text("text", width: 9) { .text(words["rules.\($0.rule.id)"]) },
        .text("severity", width: 3) { .text(words["severities.\($0.rule.severity.rawValue)"]) },
        .text("outcome", width: 4) { outcome in
          if !outcome.applies { return .text(words["outcomes.notApplicable"]) }
          if outcome.faults.isEmpty { return .text(words["outcomes.kept"]) }
          return .text(words["outcomes.broken", ["count": String(outcome.faults.count)]])
        },
      ])
    let faults = outcomes.flatMap { outcome in outcome.faults.map { (rule: outcome.rule, fault: $0) } }
    guard !faults.isEmpty else { return }
    try report.table(
      "faults", of: faults, missing: "",
      [
        .text("id", width: 2) { .text($0.rule.id) }, .text("record", width: 7) { .text($0.fault.record) },
        .text("path", width: 8) { .text($0.fault.path) },
      ])
  }
}
