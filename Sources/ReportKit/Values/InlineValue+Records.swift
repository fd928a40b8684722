public import Records
public import ReportDocument

extension InlineValue {
  /// Text; missing for nil.
  public static func text(_ text: String?) -> InlineValue {
    guard let text else { return .missing }
    return InlineValue(.text(TextSpan(text)))
  }

  /// A whole number; missing for nil.
  public static func number(_ value: Int?, trace: String? = nil) -> InlineValue {
    guard let value else { return .missing }
    return .integer(value, trace: trace)
  }

  /// A number rounded to `decimals` digits; missing for nil.
  public static func number(_ value: Double?, decimals: Int, trace: String? = nil) -> InlineValue {
    guard let value else { return .missing }
    return InlineValue.number(value, decimals: decimals, trace: trace)
  }

  /// A sum of money; missing for nil.
  public static func money(_ sum: Money?, trace: String? = nil) -> InlineValue {
    guard let sum else { return .missing }
    return .money(sum.amount, sum.currency, trace: trace)
  }

  /// A day; missing for nil.
  public static func date(_ date: CalendarDate?) -> InlineValue {
    guard let date, let day = DocumentDate(date) else { return .missing }
    return InlineValue(.date(day))
  }

  /// A number of hundredths, 45.2 for 45.2 %; missing for nil.
  public static func percent(_ value: Double?, decimals: Int = 1, trace: String? = nil) -> InlineValue {
    guard let value else { return .missing }
    return InlineValue.percent(value, decimals: decimals, trace: trace)
  }
}

extension DocumentDate {
  /// The same day.
  public init?(_ date: CalendarDate) { self.init(year: date.year, month: date.month, day: date.day) }
}

extension DocumentLanguage {
  /// The same language.
  public init(_ language: Language) { self = language == .french ? .french : .english }
}
