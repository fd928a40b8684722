import Records
import ReportKit

/// The form's four figures and the rule between them: d = b − c, computed, never typed in.
struct GrantBalance {
  /// a: what the grant amounts to.
  let granted: Money?
  /// b: what the grantee has received.
  let received: Money?
  /// c: what has been used of b.
  let used: Money?

  /// What the grant says, or, in a report that ends on a day, what moved until then.
  init(_ grant: InputRow, expenses: InputRow?) {
    let amount = grant.money("amount")
    granted = amount
    let tranches = grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    received = grant.money("received") ?? Self.sum(tranches.compactMap { $0.money("value") }, in: amount?.currency)
    let spent = ["sum(amount)", "sum(converted)"].flatMap { expenses?.sums($0) ?? [] }
    used = grant.money("spent") ?? Self.sum(spent.filter { $0.currency == amount?.currency }, in: amount?.currency)
  }

  /// nil where there is nothing to add up, or not in one currency.
  private static func sum(_ sums: [Money], in currency: String?) -> Money? {
    guard let currency, !sums.isEmpty, sums.allSatisfy({ $0.currency == currency }) else { return nil }
    var units: Int64 = 0
    for sum in sums {
      let (total, overflows) = units.addingReportingOverflow(sum.minorUnits)
      guard !overflows else { return nil }
      units = total
    }
    return Money(minorUnits: units, currency: currency)
  }

  init(granted: Money?, received: Money?, used: Money?) {
    self.granted = granted
    self.received = received
    self.used = used
  }

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

  /// What does not add up.
  var contradictions: [Contradiction] {
    var found: [Contradiction] = []
    let currencies = Set([granted, received, used].compactMap { $0?.currency })
    if currencies.count > 1 { found.append(.mixedCurrencies) }
    if let balance, balance.minorUnits < 0 { found.append(.overspent) }
    if let granted, let received, granted.currency == received.currency,
      received.minorUnits > granted.minorUnits
    {
      found.append(.receivedTooMuch)
    }
    return found
  }

  enum Contradiction: Equatable {
    case mixedCurrencies
    case overspent
    case receivedTooMuch

    var text: Bilingual {
      switch self {
      case .mixedCurrencies:
        Bilingual(
          en: "The grant's sums are in different currencies; no balance can be computed.",
          fr: "Les montants de la subvention sont en monnaies différentes ; aucun solde ne peut être calculé."
        )
      case .overspent:
        Bilingual(
          en: "More has been used than received.",
          fr: "Les dépenses dépassent les fonds reçus.")
      case .receivedTooMuch:
        Bilingual(
          en: "More has been received than granted.",
          fr: "Les fonds reçus dépassent le montant de la subvention.")
      }
    }
  }
}
