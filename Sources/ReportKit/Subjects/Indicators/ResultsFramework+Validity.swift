public import Records

extension ResultsFramework {
  /// The days on which it holds, as far as they are known.
  public var validity: ReportPeriod {
    ReportPeriod(from: row.partialDate("validFrom")?.firstDay, to: row.partialDate("validUntil")?.lastDay)
  }
}

extension [ResultsFramework] {
  /// The framework in force on a day, or else of any day: one that was adopted before a draft, and then the latest; nil without
  /// any.
  public func inForce(on day: CalendarDate) -> ResultsFramework? {
    func rank(_ framework: ResultsFramework) -> (Int, Int32) {
      (framework.row.string("status") == "adopted" ? 1 : 0, framework.validity.from?.daysSince2000 ?? .min)
    }
    func best(_ frameworks: [ResultsFramework]) -> ResultsFramework? { frameworks.max { rank($0) < rank($1) } }
    return best(filter { $0.validity.covers(day, day) }) ?? best(self)
  }
}
