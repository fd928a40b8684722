import Records
public import ReportDocument

/// A value of an indicator: as it is printed, and as a number where it is one that may be computed with.
public struct MeasuredValue: Sendable {
  /// As it is printed: a number, a sum, hundredths with one decimal, the name of a step, a text, or withheld.
  public let value: InlineValue
  /// The number behind it: hundredths of a percentage, a step's value on a scale; nil of words, and where it is withheld.
  public let number: Double?

  init(value: InlineValue, number: Double?) {
    self.value = value
    self.number = number
  }

  /// The value in a measurement or a baseline, with the measurement's trace; nil where neither has one.
  ///
  /// - Parameter indicator: what was measured, with its measure, its scale and its currency.
  public init?(_ row: InputRow, of indicator: InputRow) {
    if ["value", "numerator", "text"].contains(where: row.isWithheld), row.integer("scaleValue") == nil {
      self.init(value: .undisclosed, number: nil)
    } else if let part = row.number("numerator"), let whole = row.number("denominator"), whole != 0 {
      self.init(part * 100 / whole, of: indicator, trace: row.trace)
    } else if let number = row.number("value") ?? row.number("scaleValue") {
      self.init(number, of: indicator, trace: row.trace)
    } else if row.text("text") != nil {
      self.init(value: row.value("text"), number: nil)
    } else {
      return nil
    }
  }

  /// A number as the indicator's values are printed.
  public init(_ number: Double, of indicator: InputRow) {
    self.init(number, of: indicator, trace: nil)
  }

  private init(_ number: Double, of indicator: InputRow, trace: String?) {
    self.init(value: Self.printed(number, of: indicator).traced(by: [trace]), number: number)
  }

  /// The number that several values come to, with what leads to the records behind them.
  init(_ number: Double, of indicator: InputRow, from values: [MeasuredValue]) {
    self.init(value: Self.printed(number, of: indicator).traced(from: values.map(\.value)), number: number)
  }

  private static func printed(_ number: Double, of indicator: InputRow) -> InlineValue {
    switch indicator.string("measure") {
    case "percentage": return .percent(number)
    case "nominal", "ordinal":
      let step = indicator.rows("scale").first { $0.number("value") == number }
      return step?.value("label") ?? plain(number)
    default:
      guard let currency = indicator.string("currency") else { return plain(number) }
      return .money(sum(number, currency))
    }
  }

  private static func plain(_ number: Double) -> InlineValue {
    .number(number, decimals: number.rounded() == number ? 0 : 2)
  }

  private static func sum(_ number: Double, _ currency: String) -> Money? {
    var units = number
    for _ in 0..<Currency.decimals(of: currency) { units *= 10 }
    return Int64(exactly: units.rounded()).map { Money(minorUnits: $0, currency: currency) }
  }
}
