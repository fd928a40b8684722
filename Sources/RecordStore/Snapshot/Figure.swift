import JSONBytes

/// A figure of one group, exact, as a report's row has it.
enum Figure {
  /// Sums of money, one for each currency, sorted.
  case money([(amount: String, currency: String)])
  /// Any other value, as JSON.
  case value([UInt8])

  /// The sums with one more.
  func adding(_ amount: String, _ currency: String) -> Figure {
    guard case .money(let sums) = self else { return self }
    return .money(sums + [(amount, currency)])
  }

  var json: [UInt8] {
    switch self {
    case .value(let json): json
    case .money(let sums):
      JSONValue.array(sums.map { ["amount": .string($0.amount), "currency": .string($0.currency)] }).bytes
    }
  }
}
