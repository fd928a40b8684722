import Records
import ReportDocument
import ReportKit

/// The cover and section 1: the form's head.
enum GeneralInformation {
  static func write(_ project: GrantProject, _ report: inout ReportBuilder) throws {
    let grant = project.grant
    let phase = project.request.parameters.string("phase") ?? phase(of: project)
    let words = report.words
    try report.begin(
      title: "title.\(phase)", donor: UNDEFFormat.labels["donor"], reference: grant.string("number"),
      period: project.period,
      facts: ["agency": .text(project.implementingAgency), "arrangement": .text(grant.label("arrangement"))],
      sections: NarrativeReport.sections)
    try report.section("general")
    try report.form(
      "general",
      [
        "phase": .text(words["general.\(phase)"]), "arrangement": .text(grant.label("arrangement")),
        "number": .text(grant.string("number")), "title": project.programme.value("title"),
        "date": .date(project.request.reportDate), "data": .date(project.request.snapshotOn),
        "location": .text(location(project, words)), "start": .date(project.startsOn), "end": .date(project.endsOn),
        "extended": project.extendedEnd(words), "months": .number(project.months),
        "implementing": .text(project.implementingAgency),
        "executing": .text(list(project.partners("executing"), project, words)),
        "partners": .text(list(project.partners("implementing", "partner", "media", "academic"), project, words)),
        "groups": .text(targetGroups(project)),
      ])
    if project.programme.text("description") != nil {
      try report.prose(project.programme, "description")
    } else {
      try report.placeholder("gaps.description", path: "programme.description")
    }
  }

  /// A report that ends before the project does is the one of its middle.
  private static func phase(of project: GrantProject) -> String {
    guard let to = project.request.period.to, let end = project.finishesOn else { return "final" }
    return to < end ? "midterm" : "final"
  }

  /// The form asks for one of Global, Regional and Local, and for the areas.
  private static func location(_ project: GrantProject, _ words: Words) -> String? {
    let areas = project.programme.labels("regions").joined(separator: ", ")
    return areas.isEmpty ? nil : words["general.areas", ["areas": areas]]
  }

  private static func targetGroups(_ project: GrantProject) -> String? {
    if let groups = project.grant.text("targetGroups") { return groups }
    let groups = project.programme.rows("targets").filter { $0.string("unit") != "events" }
      .compactMap { $0.text("label") }
    return groups.isEmpty ? nil : groups.joined(separator: "\n")
  }

  /// Names under each other; "none" where partners are recorded, but none of these roles.
  private static func list(_ names: [String], _ project: GrantProject, _ words: Words) -> String? {
    guard !project.programme.rows("partners").isEmpty else { return nil }
    return names.isEmpty ? words["general.none"] : names.numberedLines
  }
}

extension GrantProject {
  /// The last day as the Fund has extended it, or that it has not: day and answer of the form's question.
  func extendedEnd(_ words: Words) -> InlineValue {
    grant.date("extendedUntil").map { .date($0) } ?? .text(words["general.notExtended"])
  }
}
