import Records
import ReportKit

/// What both reports are of: one plan, the days reported on, and what is known of it on the last of them.
struct PlanScope {
  let request: ReportRequest
  /// The programme's grants; of a report on one of them that one alone.
  let grants: [InputRow]
  /// The plan in force on the last day, or else the latest one that was not replaced.
  let plan: ResultsFramework?
  /// The days reported on, up to the last one of which the report may tell. Events and money are instead of all days that
  /// the request asks for, as the core's sums of them are.
  let days: ReportPeriod
  /// The days whose targets are compared with the values of ``days``: the whole year in the matrix.
  let targeted: ReportPeriod
  /// The last day that the report tells of.
  let asOf: CalendarDate
  /// People counted in measurements.
  let counted: CountedCells

  /// What ``init(_:_:byYear:)`` reads, in this order. Values are of all days, since a report on the second quarter shows
  /// the first one too. People are counted apart, for below `restricted` a measurement does not tell their number.
  static let queries: [InputQuery] =
    [
      .listing("programme", from: "programme", select: ["title", "grants", "language"]).labelled(),
      .frameworks("nap_1325"), InputQuery.measurements.outside(.period),
    ] + CountedCells.queries()

  /// - Parameter byYear: whether the report is of the parameter's calendar year, or else of the one in which the request
  ///   ends; otherwise it is of the request's days, or of all days since the plan's first one.
  init(_ request: ReportRequest, _ inputs: ReportInputs, byYear: Bool) throws {
    self.request = request
    grants = (try inputs.first(of: "programme")?.rows("grants") ?? []).filter {
      request.grant == nil || $0.string("number") == request.grant
    }
    let plans = try ResultsFramework.read(inputs)
    counted = try CountedCells(inputs)
    let given = request.parameters.integer("year")
    // A period may end after the report's day, of which nothing is known yet.
    let last = request.period.until(request.reportDate).to ?? request.reportDate
    let day = request.period.to == nil ? given.flatMap { FiscalYear($0).period.until(last).to } ?? last : last
    plan = plans.inForce(on: day)
    let validity = plan?.validity ?? ReportPeriod()
    guard byYear else {
      days = ReportPeriod(from: request.period.from ?? validity.from, to: last)
      (targeted, asOf) = (days, last)
      return
    }
    // Long after the plan its last year is of more use than one without any value.
    let ended = request.period.to == nil ? validity.until(last).to ?? last : last
    targeted = FiscalYear(given ?? ended.year).period
    asOf = targeted.until(last).to ?? last
    days = ReportPeriod(from: targeted.from, to: asOf)
  }

  /// The year of ``targeted``, or its first and last one within the plan.
  var year: String {
    let isOpen = request.period.to == nil && !isOutsidePlan
    return (isOpen ? targeted.until(plan?.validity.to) : targeted).years ?? "\(asOf.year)"
  }

  /// What the report's days are called: the quarter that was asked for, or the year.
  var time: String {
    request.period.to.flatMap { $0 == asOf ? request.period.name(in: request.language) : nil } ?? year
  }

  /// The years of the plan, such as `2019–2023`; empty where they are not known.
  var planYears: String { plan?.validity.years ?? "" }

  /// Whether the year asked for begins after the last day of which the report may tell.
  var isAhead: Bool { targeted.from.map { asOf < $0 } ?? false }

  /// The last year of ``targeted``.
  var fiscalYear: FiscalYear { FiscalYear((targeted.to ?? asOf).year) }

  /// What came in for the grants, in the days asked for.
  var transfers: [InputRow] { grants.flatMap(\.transfers).filter { request.period.covers($0.date("date"), nil) } }

  /// Indicators of the plan, or all of them, in the days reported on.
  func lines(of indicators: [FrameworkIndicator]? = nil) -> [IndicatorLine] {
    plan?.lines(of: indicators, people: counted) { _ in IndicatorLine.Days(days, targeted: targeted) } ?? []
  }

  /// Whether none of the days reported on lies in the plan's time.
  var isOutsidePlan: Bool { plan.map { !$0.validity.touches(days) } ?? false }
}
