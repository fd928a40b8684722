import ReportDocument

/// What figures count.
enum FigureUnit: Hashable {
  case number
  case percent
  /// An ISO 4217 code.
  case money(String)
}

/// A figure as it is printed, and the number that the printed digits are.
struct PrintedFigure: Hashable {
  let value: Double
  let text: String
  let unit: FigureUnit
  let decimals: Int

  /// Nothing that a report counts is larger; lengths stay finite numbers.
  private static let largest = 1e100

  init?(_ value: InlineValue, in language: DocumentLanguage) {
    switch value.content {
    case .integer:
      unit = .number
      decimals = 0
    case .number(_, let digits):
      unit = .number
      decimals = digits
    case .percent(_, let digits):
      unit = .percent
      decimals = digits
    case .money(_, let currency):
      unit = .money(currency)
      decimals = MoneyText.decimals(of: currency)
    case .text, .date, .label, .missing, .suppressed, .withheld, .undisclosed, .footnote: return nil
    }
    guard let number = Self.number(printed: ValueText.text(of: value, in: .english)) else { return nil }
    self.value = min(max(number, -Self.largest), Self.largest)
    text = ValueText.text(of: value, in: language, place: .table)
  }

  /// The number that stands in an English text, whatever unit stands beside it.
  private static func number(printed text: String) -> Double? {
    var digits = text.contains(NumberText.minus) ? "-" : ""
    for scalar in text.unicodeScalars where scalar == "." || ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
    }
    return Double(digits)
  }
}
