public import ReportDocument

extension InlineValue {
  /// A figure computed from others, in hundredths: 45.2 for 45.2 % of the whole.
  ///
  /// Hidden if one of them is hidden, since the other one and the share would give it away; undisclosed if one stands above
  /// the report's level; missing if one is no figure or the whole is nothing.
  public static func share(_ part: InlineValue, of whole: InlineValue, decimals: Int = 1) -> InlineValue {
    derived(from: [part, whole]) { figures in
      figures[1] > 0 ? .percent(figures[0] * 100 / figures[1], decimals: decimals) : .missing
    }
  }

  /// A figure computed from others, such as a difference: hidden if one of them is hidden, undisclosed if one stands above
  /// the report's level, since it is there and no gap, and missing if one is no figure. An amount of money is none: what is computed from amounts says so in its own currency. It leads to the records behind
  /// all those of the figures that do.
  public static func derived(
    from figures: [InlineValue], _ compute: ([Double]) -> InlineValue
  ) -> InlineValue {
    if figures.contains(where: \.isHiddenCount) { return .withheld }
    if figures.contains(.undisclosed) { return .undisclosed }
    let numbers = figures.compactMap(\.figure)
    guard numbers.count == figures.count else { return .missing }
    let computed = compute(numbers)
    return computed.trace == nil ? computed.traced(from: figures) : computed
  }

  /// The same figure with what leads to the records behind others that it is made from. Nothing else than a figure has a
  /// trace, and one of more rows than a document may name has none.
  public func traced(from figures: [InlineValue]) -> InlineValue { traced(by: figures.map(\.trace)) }

  func traced(by traces: [String?]) -> InlineValue {
    switch content {
    case .integer, .number, .percent, .money: break
    case .text, .date, .label, .missing, .suppressed, .withheld, .undisclosed, .footnote: return self
    }
    var rows: [Substring] = []
    for row in traces.compactMap(\.self).flatMap({ $0.split(separator: " ") }) where !rows.contains(row) {
      rows.append(row)
    }
    let trace = rows.joined(separator: " ")
    var traced = self
    traced.trace = trace.isEmpty || trace.utf8.count > DocumentLimits.traceBytes ? nil : trace
    return traced
  }

  /// The number of a count, another number or hundredths; nil of all else, and where it is hidden.
  public var figure: Double? {
    switch content {
    case .integer(let integer): Double(integer)
    case .number(let number, _), .percent(let number, _): number
    case .suppressed, .withheld, .text, .money, .date, .label, .missing, .undisclosed, .footnote: nil
    }
  }

  /// Whether a count stands here that is hidden to protect people.
  public var isHiddenCount: Bool {
    switch content {
    case .suppressed, .withheld: true
    default: false
    }
  }
}
