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
        "rules": .text(summary(of: outcomes, report.words)),
      ], sections: ["activities", "results", "rules", "leftOut"])
    try report.section("activities")
    for activity in file.activities { try ActivityPreview(activity, report).write(&report) }
    try ResultsPreview.write(file, &report)
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

  /// What is broken, with its places, and then every rule: those that are broken, those that are met, and those that have
  /// nothing to check.
  private static func writeRules(_ outcomes: [RuleOutcome], _ report: inout ReportBuilder) throws {
    try report.section("rules")
    let words = report.words
    try report.paragraph(summary(of: outcomes, words))
    let faults = outcomes.flatMap { outcome in outcome.faults.map { (rule: outcome.rule, fault: $0) } }
    if !faults.isEmpty {
      try report.table(
        "faults", of: faults, missing: "",
        grouped: { "\($0.rule.id) — \(words["rules.\($0.rule.id)"])" },
        [
          .text("severity", width: 3) { .text(words["severities.\($0.rule.severity.rawValue)"]) },
          .text("record", width: 7) { .text($0.fault.record) }, .text("path", width: 8) { .text($0.fault.path) },
        ])
    }
    let kinds = ["broken", "met", "notApplicable"]
    try report.table(
      "rules", of: kinds.flatMap { kind in outcomes.filter { Self.kind(of: $0) == kind } }, missing: "",
      grouped: { words["outcomes.\(Self.kind(of: $0))"] },
      [
        .text("id", width: 2) { .text($0.rule.id) }, .text("text", width: 10) { .text(words["rules.\($0.rule.id)"]) },
        .text("severity", width: 3) { .text(words["severities.\($0.rule.severity.rawValue)"]) },
        .number("places", width: 2) { $0.faults.isEmpty ? .text("—") : .number($0.faults.count) },
      ])
  }

  private static func kind(of outcome: RuleOutcome) -> String {
    outcome.faults.isEmpty ? outcome.applies ? "met" : "notApplicable" : "broken"
  }

  /// How many rules are broken, and which in how many places.
  private static func summary(of outcomes: [RuleOutcome], _ words: Words) -> String {
    let broken = outcomes.filter { !$0.faults.isEmpty }
    let errors = broken.count { $0.rule.severity == .error }
    let count = words["rules.summary", ["errors": "\(errors)", "warnings": "\(broken.count - errors)"]]
    let places = broken.map { words["rules.broken", ["id": $0.rule.id, "places": "\($0.faults.count)"]] }
    return ([count] + (places.isEmpty ? [] : [places.joined(separator: ", ") + "."])).joined(separator: " ")
  }
}
