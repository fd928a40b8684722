import Records
import ReportDocument
import ReportKit

/// What both reports are of: one plan, the days reported on, and what is known of it on the last of them.
struct PlanScope {
  let request: ReportRequest
  let programme: InputRow?
  /// The plan in force on the last day, or else the latest one that was not replaced.
  let plan: ResultsFramework?
  /// The days reported on, up to the last one of which the report may tell.
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
  ///   ends; otherwise it is of the request's days, or of the whole plan.
  init(_ request: ReportRequest, _ inputs: ReportInputs, byYear: Bool) throws {
    self.request = request
    programme = try inputs.first(of: "programme")
    let plans = try ResultsFramework.read(inputs)
    counted = try CountedCells(inputs)
    let given = request.parameters.integer("year").flatMap { CalendarDate(year: $0, month: 12, day: 31) }
    let day = request.period.to ?? given.map { min($0, request.reportDate) } ?? request.reportDate
    plan = plans.last { Self.validity($0).covers(day, day) } ?? plans.last
    let validity = plan.map(Self.validity) ?? ReportPeriod()
    // Long after the plan its last year is of more use than one without any value.
    let last = request.period.to ?? validity.to.map { min($0, request.reportDate) } ?? request.reportDate
    guard byYear else {
      days = ReportPeriod(from: request.period.from ?? validity.from, to: last)
      (targeted, asOf) = (days, last)
      return
    }
    targeted = FiscalYear(given?.year ?? last.year).period
    asOf = min(targeted.to ?? day, request.period.to ?? request.reportDate)
    days = ReportPeriod(from: targeted.from, to: asOf)
  }

  /// The year of ``targeted``, or its first and last one.
  var year: String {
    let last = (targeted.to ?? asOf).year
    guard let first = targeted.from?.year, first < last else { return "\(last)" }
    return "\(first)–\(last)"
  }

  /// The quarters of ``targeted``, each as far as the report goes; nil for one that has not begun.
  var quarters: [ReportPeriod?] {
    FiscalYear((targeted.to ?? asOf).year).quarters.map { quarter in
      quarter.from.map { $0 <= asOf } ?? false ? quarter.until(asOf) : nil
    }
  }

  /// What came in for the programme in the days reported on.
  var transfers: [InputRow] {
    (programme?.rows("grants") ?? []).flatMap { $0.rows("transactions") }.filter {
      $0.string("type") == "incoming_funds" && days.covers($0.date("date"), nil)
    }
  }

  /// Indicators of the plan, or all of them, in the days reported on.
  func lines(of indicators: [FrameworkIndicator]? = nil) -> [IndicatorLine] {
    plan?.lines(of: indicators, people: counted) { _ in IndicatorLine.Days(days, targeted: targeted) } ?? []
  }

  /// Whether none of the days reported on lies in the plan's time.
  var isOutsidePlan: Bool {
    guard let plan else { return false }
    let validity = Self.validity(plan)
    return (validity.to.flatMap { end in days.from.map { $0 > end } } ?? false)
      || (validity.from.map { $0 > asOf } ?? false)
  }

  /// The row that tells a node's status on a day; nil where nothing was known by then.
  func status(of node: FrameworkNode, on day: CalendarDate? = nil) -> InputRow? {
    let day = day ?? asOf
    guard let row = plan?.status(of: node, on: day) else { return nil }
    return row.date("statusOn").map { $0 > day } ?? false ? nil : row
  }

  /// The days on which a plan holds.
  private static func validity(_ plan: ResultsFramework) -> ReportPeriod {
    ReportPeriod(
      from: plan.row.string("validFrom").flatMap { PartialDate($0) }?.firstDay,
      to: plan.row.string("validUntil").flatMap { PartialDate($0) }?.lastDay)
  }
}
