import ReportDocument

/// Number formats (ECMA-376-1, 18.8.31). Marks for thousands and decimals are those of whoever opens the workbook; the order
/// of parts, and the names of months, are the report's.
enum XLSXFormat {
  static func number(decimals: Int) -> String { numbers[decimals] }

  static func percent(decimals: Int) -> String { shares[decimals] }

  private static let numbers = (0...DocumentLimits.decimals).map { "#,##0" + fraction($0) }
  private static let shares = (0...DocumentLimits.decimals).map { "0" + fraction($0) + "%" }

  /// The code stands where the language has it.
  static func money(_ currency: String, in language: DocumentLanguage) -> String {
    let number = number(decimals: MoneyText.decimals(of: currency))
    return language == .french ? "\(number)\\ \"\(currency)\"" : "\"\(currency)\"\\ \(number)"
  }

  static func date(in language: DocumentLanguage) -> String {
    language == .french ? "[$-40C]dd/mm/yyyy" : "[$-809]d\\ mmmm\\ yyyy"
  }

  /// A format that shows a text behind the number.
  static func adding(_ text: String, to format: String) -> String { "\(format)\"\(text)\"" }

  private static func fraction(_ decimals: Int) -> String {
    decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
  }

  /// A day's number. Before March 1900, Excel counts a day that there was not.
  static func serial(_ date: DocumentDate) -> Int? {
    guard date.year > 1900 || date.year == 1900 && date.month >= 3 else { return nil }
    // Days since 1 March of the year 0, whose years begin in March so that leap days come last.
    func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
      let shifted = month > 2 ? year : year - 1
      let months = (month + 9) % 12
      return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * months + 2) / 5 + day - 1
    }
    return days(date.year, date.month, date.day) - days(1899, 12, 30)
  }
}
