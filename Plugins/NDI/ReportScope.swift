import Records
import ReportKit

/// What both reports are of: one award, one fiscal year, and that year as far as the report goes.
struct ReportScope {
  let project: GrantProject
  let fiscalYear: FiscalYear
  /// The last day that the report tells of.
  let asOf: CalendarDate

  /// Without parameters, the fiscal year is the programme's own kind of year, and the one that the report ends in.
  init(_ project: GrantProject) {
    let request = project.request
    let months = ["us": Self.unitedStates, "calendar": 1]
    let startMonth =
      request.parameters.string("fiscalYear").flatMap { months[$0] }
      ?? project.programme.integer("fiscalYearStartMonth") ?? Self.unitedStates
    let today = request.reportDate
    let last = request.period.to ?? project.finishesOn.map { min($0, today) } ?? today
    self.project = project
    fiscalYear =
      request.parameters.integer("year").map { FiscalYear($0, startMonth: startMonth) }
      ?? FiscalYear(of: last, startMonth: startMonth)
    asOf = last
  }

  /// The days of the award, extension included.
  var award: ReportPeriod { ReportPeriod(from: project.startsOn, to: project.finishesOn) }

  /// What is to be reached in the life of the project: known where targets are set for all of it, be it as it was signed.
  func lifeTarget(_ indicator: FrameworkIndicator) -> MeasuredValue? {
    indicator.target(throughout: award)
      ?? indicator.target(throughout: ReportPeriod(from: project.startsOn, to: project.endsOn))
  }

  /// The fiscal year up to the report's last day.
  var toDate: ReportPeriod { fiscalYear.period.until(asOf) }

  /// The lines of all indicators with a value until the report's last day.
  func lines(_ frameworks: [ResultsFramework], _ people: CountedCells) -> [IndicatorLine] {
    frameworks.flatMap { $0.lines(people: people, valuedIn: ReportPeriod(to: asOf), over: compared) }
  }

  /// The days over which values are compared with targets: the fiscal year so far, or the life of the project where nothing
  /// but that has a target and it has come to its end in this year. Before that, a target of years would look missed.
  private func compared(_ indicator: FrameworkIndicator) -> IndicatorLine.Days {
    guard indicator.target(toDate) == nil, lifeTarget(indicator) != nil, let last = award.to,
      let first = toDate.from, first <= last, hasEnded(award)
    else { return IndicatorLine.Days(toDate) }
    return IndicatorLine.Days(award)
  }

  /// Whether a quarter of the fiscal year has ended by the report's last day.
  func hasEnded(_ period: ReportPeriod) -> Bool { period.to.map { $0 <= asOf } ?? false }

  /// The number of the quarter that the report covers exactly, 1 to 4.
  var quarter: Int? { fiscalYear.quarters.firstIndex(of: project.request.period).map { $0 + 1 } }

  /// Whether the report covers the fiscal year exactly.
  var isWholeYear: Bool { fiscalYear.period == project.request.period }

  /// What the year is called, such as FY2024.
  var yearName: String { fiscalYear.name(in: project.request.language) }

  /// What the report's days are called: the quarter, such as Q2 FY2024, or the fiscal year.
  var timeName: String { fiscalYear.name(of: project.request.period, in: project.request.language) ?? yearName }

  /// What days are called: a quarter or a year, the one of the report so far, the project's life, or the days themselves.
  func name(of period: ReportPeriod, _ words: Words) -> String {
    let language = project.request.language
    if let name = period.name(in: language, yearFrom: fiscalYear.startMonth) { return name }
    if period == toDate { return words["year.toDate", ["year": yearName]] }
    guard period != award, let from = period.from, let to = period.to else { return words["year.life"] }
    return words["year.days", ["from": project.request.day(from), "to": project.request.day(to)]]
  }

  /// The month in which the fiscal year of the United States starts.
  private static let unitedStates = 10
}
