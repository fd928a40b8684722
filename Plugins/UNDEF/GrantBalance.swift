import Records

/// The form's four figures and the rule between them: d = b − c, computed, never typed in.
struct GrantBalance {
  /// a: what the grant amounts to.
  let granted: Money?
  /// b: what the grantee has received.
  let received: Money?
  /// c: what has been used of b.
  let used: Money?

  /// d: what is left of b, exact to the cent; nil if either is unknown or the currencies differ.
  var balance: Money? { used.flatMap { received?.subtracting($0) } }

  /// A sum as a share of the grant, 1 for all of it.
  func share(_ sum: Money?) -> Double? { granted.flatMap { sum?.share(of: $0) } }

  /// What does not add up, by the names of the labels that say so.
  var contradictions: [String] {
    var found: [String] = []
    if Set([granted, received, used].compactMap { $0?.currency }).count > 1 { found.append("mixedCurrencies") }
    if let balance, balance.minorUnits < 0 { found.append("overspent") }
    if let granted, let received, granted.currency == received.currency, received.minorUnits > granted.minorUnits {
      found.append("receivedTooMuch")
    }
    return found
  }
}

extension Money {
  /// The difference, exact; nil if the currencies differ, or where it is too large.
  func subtracting(_ other: Money) -> Money? {
    let (difference, overflows) = minorUnits.subtractingReportingOverflow(other.minorUnits)
    return overflows || currency != other.currency ? nil : Money(minorUnits: difference, currency: currency)
  }

  /// As a share of a sum in the same currency, 1 for all of it; nil where there is none.
  func share(of whole: Money) -> Double? {
    guard currency == whole.currency, whole.minorUnits > 0 else { return nil }
    return Double(minorUnits) / Double(whole.minorUnits)
  }
}
