public import ReportDocument

extension InlineValue {
  /// A figure computed from others, in hundredths: 45.2 for 45.2 % of the whole.
  ///
  /// Hidden if one of them is hidden, since the other one and the share would give it away; missing if one is no figure
  /// or the whole is nothing.
  public static func share(_ part: InlineValue, of whole: InlineValue, decimals: Int = 1) -> InlineValue {
    derived(from: [part, whole]) { figures in
      figures[1] > 0 ? .percent(figures[0] * 100 / figures[1], decimals: decimals) : .missing
    }
  }

  /// A figure computed from others, such as a difference: hidden if one of them is hidden, missing if one is no figure.
  /// An amount of money is none: what is computed from amounts says so in its own currency.
  public static func derived(
    from figures: [InlineValue], _ compute: ([Double]) -> InlineValue
  ) -> InlineValue {
    var numbers: [Double] = []
    var isHidden = false
    for figure in figures {
      switch figure.content {
      case .integer(let integer): numbers.append(Double(integer))
      case .number(let number, _), .percent(let number, _): numbers.append(number)
      case .suppressed, .withheld: isHidden = true
      case .text, .money, .date, .label, .missing, .undisclosed, .footnote: break
      }
    }
    if isHidden { return .withheld }
    return numbers.count == figures.count ? compute(numbers) : .missing
  }
}
