import Records
import ReportDocument
import ReportKit

/// The programme of a country, with the grant that the report is of, or all of them.
struct CountryProgramme {
  let programme: InputRow
  let grants: [InputRow]
  /// The days covered: those asked for, or else those of the grants.
  let period: ReportPeriod

  /// A programme that cannot be read: there is no report without it.
  struct UnknownProgramme: Error, CustomStringConvertible {
    let description: String
  }

  /// - Throws: ``UnknownProgramme``, or `PluginFault` if the programme does not have the grant asked for.
  init(_ request: ReportRequest, _ inputs: ReportInputs) throws {
    if request.grant != nil {
      let project = try GrantProject(request, inputs)
      (programme, grants) = (project.programme, [project.grant])
    } else if let row = try inputs.first(of: "programme") {
      (programme, grants) = (row, row.rows("grants"))
    } else {
      throw UnknownProgramme(description: "The programme \(request.programme) has no validated record at this level.")
    }
    let (starts, ends) = (grants.compactMap { $0.date("startsOn") }, grants.compactMap(Self.end))
    period = ReportPeriod(
      from: request.period.from ?? starts.min() ?? programme.date("startsOn"),
      to: request.period.to ?? ends.max() ?? programme.date("endsOn"))
  }

  private static func end(_ grant: InputRow) -> CalendarDate? { grant.date("extendedUntil") ?? grant.date("endsOn") }

  /// The organisation that leads the programme.
  var lead: String? { programme.organisationText("leadOrganisation", .introduced) }

  /// What the period is: `annual`, `semiannual` or `other`, which name the report's title.
  var span: String {
    guard let from = period.from, let to = period.to, from.day == 1 else { return "other" }
    switch (from.month, to.wholeMonths(since: from), to.adding(days: 1)?.day) {
    case (1, 12, 1): return "annual"
    case (1, 6, 1), (7, 6, 1): return "semiannual"
    default: return "other"
    }
  }
}

extension CalendarDate {
  fileprivate func adding(days: Int32) -> CalendarDate? { CalendarDate(daysSince2000: daysSince2000 + days) }
}

extension ReportPeriod {
  /// Whether some of the days from one to another lie within the period.
  func touches(_ start: CalendarDate, _ end: CalendarDate) -> Bool {
    (to.map { start <= $0 } ?? true) && (from.map { $0 <= end } ?? true)
  }
}
