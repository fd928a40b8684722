import ReportDocument
import ReportKit

/// What the cover, section 1 and the sheet ReadMe say of the award and of the days that a report covers.
enum Award {
  /// The cover and the contents.
  static func begin(
    _ scope: ReportScope, title: String, period: ReportPeriod, sections: [String], _ report: inout ReportBuilder
  ) throws {
    try report.begin(
      title: title, donor: NDIFormat.labels["donor"], reference: scope.project.grant.string("number"), period: period,
      facts: [
        "time": .text(scope.timeName), "submittedTo": funder(scope),
        "submittedBy": .text(scope.project.implementingAgency),
      ], sections: sections)
  }

  static func writeForm(_ scope: ReportScope, _ report: inout ReportBuilder) throws {
    let project = scope.project
    try report.form(
      "award",
      [
        "number": .text(project.grant.string("number")), "title": project.programme.value("title"),
        "submittedTo": funder(scope), "submittedBy": .text(project.implementingAgency),
        "start": .date(project.startsOn), "end": .date(project.finishesOn),
        "regions": .lines(project.programme.labels("regions")), "groups": project.grant.value("targetGroups"),
        "time": .text(scope.timeName), "yearFrom": .date(scope.fiscalYear.period.from),
        "yearTo": .date(scope.fiscalYear.period.to), "asOf": .date(scope.asOf),
        "date": .date(project.request.reportDate), "data": .date(project.request.snapshotOn),
      ])
  }

  private static func funder(_ scope: ReportScope) -> InlineValue {
    .text(scope.project.grant.organisationText("donor", .introduced))
  }
}
