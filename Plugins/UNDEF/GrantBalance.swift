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
  var balance: Money? {
    guard let received, let used, received.currency == used.currency else { return nil }
    let (difference, overflows) = received.minorUnits.subtractingReportingOverflow(used.minorUnits)
    return overflows ? nil : Money(minorUnits: difference, currency: received.currency)
  }

  /// A sum as a share of the grant, 1 for all of it.
  func share(_ sum: Money?) -> Double? {
    guard let sum, let granted, granted.currency == sum.currency, granted.minorUnits > 0 else { return nil }
    return Double(sum.minorUnits) / Double(granted.minorUnits)
  }

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
