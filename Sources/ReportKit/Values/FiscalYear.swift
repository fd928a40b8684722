public import Records

/// A fiscal year of twelve months, named after the calendar year in which it ends.
public struct FiscalYear: Sendable, Hashable {
  /// The calendar year of its last day.
  public let year: Int
  /// The month in which it starts: 10 for that of the United States, 1 for the calendar year.
  public let startMonth: Int

  /// The fiscal year that ends in a calendar year.
  public init(_ year: Int, startMonth: Int = 1) {
    self.year = year
    self.startMonth = startMonth
  }

  /// The one in which a day lies.
  public init(of day: CalendarDate, startMonth: Int = 1) {
    let isInNext = startMonth > 1 && day.month >= startMonth
    self.init(isInNext ? day.year + 1 : day.year, startMonth: startMonth)
  }

  /// Its days.
  public var period: ReportPeriod { .months(12, from: firstMonth) }

  /// Its two halves.
  public var halves: [ReportPeriod] { (0..<2).map { .months(6, from: firstMonth + $0 * 6) } }

  /// Its four quarters.
  public var quarters: [ReportPeriod] { (0..<4).map { .months(3, from: firstMonth + $0 * 3) } }

  /// Its quarters as far as a day, the last one up to that day; nil for one that has not begun by then.
  public func quarters(until day: CalendarDate) -> [ReportPeriod?] {
    quarters.map { quarter in quarter.from.map { $0 <= day } ?? false ? quarter.until(day) : nil }
  }

  /// The three months after the month in which a day lies.
  public static func quarter(after day: CalendarDate) -> ReportPeriod { .months(3, from: day.year * 12 + day.month) }

  /// The years between two days that are over by a third one, each as far as it lies between the two: what is told of them
  /// stays the same whenever it is told again.
  ///
  /// - Parameters:
  ///   - last: nil where they go on.
  ///   - startMonth: the month in which years start.
  public static func closed(
    by day: CalendarDate, from first: CalendarDate, to last: CalendarDate? = nil, startMonth: Int = 1
  ) -> [ClosedRange<CalendarDate>] {
    let end = last.map { min($0, day) } ?? day
    guard first <= end else { return [] }
    let years = FiscalYear(of: first, startMonth: startMonth).year...FiscalYear(of: end, startMonth: startMonth).year
    return years.compactMap { year in
      let year = FiscalYear(year, startMonth: startMonth).period
      guard let start = year.from, let end = year.to else { return nil }
      let close = last.map { min($0, end) } ?? end
      return close <= day ? max(first, start)...close : nil
    }
  }

  /// What it is called: `2024`, or `FY2024` where it is not the calendar year, in French `EF2024`.
  public func name(in language: Language) -> String {
    startMonth == 1 ? "\(year)" : (language == .french ? "EF" : "FY") + "\(year)"
  }

  /// What days that are the year or a quarter of it are called: `2024`, `Q2 2024`, in French `T2 2024`; nil of other days.
  public func name(of days: ReportPeriod, in language: Language) -> String? {
    if days == period { return name(in: language) }
    guard let quarter = quarters.firstIndex(of: days) else { return nil }
    return (language == .french ? "T" : "Q") + "\(quarter + 1) " + name(in: language)
  }

  /// Months are counted from that of the year 0.
  private var firstMonth: Int { (startMonth == 1 ? year : year - 1) * 12 + startMonth - 1 }
}

extension ReportPeriod {
  /// What the days are called where they are a year or a quarter of one: `2024`, `Q2 2024`, of a fiscal year `Q2 FY2024`;
  /// nil of other days.
  ///
  /// - Parameter startMonth: the month in which years start.
  public func name(in language: Language, yearFrom startMonth: Int = 1) -> String? {
    to.flatMap { FiscalYear(of: $0, startMonth: startMonth).name(of: self, in: language) }
  }

  /// The years in which the days lie, such as `2019–2023`; nil where neither the first nor the last one is known.
  public var years: String? {
    guard let first = from?.year ?? to?.year else { return nil }
    let last = to?.year ?? first
    return first < last ? "\(first)–\(last)" : "\(last)"
  }

  fileprivate static func months(_ count: Int, from first: Int) -> ReportPeriod {
    let next = day(ofMonth: first + count)
    return ReportPeriod(
      from: day(ofMonth: first), to: next.flatMap { CalendarDate(daysSince2000: $0.daysSince2000 - 1) })
  }

  private static func day(ofMonth month: Int) -> CalendarDate? {
    CalendarDate(year: month / 12, month: month % 12 + 1, day: 1)
  }
}
