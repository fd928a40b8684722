public import Records

/// The four figures of a grant and the rule between them: what is left is what came less what was used, computed and never
/// typed in.
public struct GrantBalance: Sendable {
  /// What the grant amounts to.
  public let granted: Money?
  /// What the grantee has received.
  public let received: Money?
  /// What has been used of it.
  public let used: Money?
  /// What leads to the expenses that were used; nil where the grant itself says what was.
  public let trace: String?

  /// The figures as they are known.
  public init(granted: Money?, received: Money?, used: Money?, trace: String? = nil) {
    (self.granted, self.received, self.used, self.trace) = (granted, received, used, trace)
  }

  /// What the grant says, or, in a report that ends on a day, what moved until then: the core keeps back totals that are of
  /// no certain day.
  public init(_ project: GrantProject, _ ledger: ExpenseLedger) {
    let stated = project.grant.money("spent")
    let spent = ledger.all?.toDate
    self.init(
      granted: project.granted,
      received: project.grant.money("received")
        ?? project.transfers.compactMap { $0.money("value") }.total(in: project.granted?.currency),
      used: stated ?? spent?.money, trace: stated == nil ? spent?.trace : nil)
  }

  /// What is left, exact; nil if either is unknown or the currencies differ.
  public var balance: Money? { used.flatMap { received?.subtracting($0) } }

  /// A sum in hundredths of the grant.
  public func share(_ sum: Money?) -> Double? { granted.flatMap { sum?.percent(of: $0) } }

  /// What does not add up.
  public enum Contradiction: String, Sendable {
    /// The sums are in different currencies, so that there is no balance.
    case mixedCurrencies
    /// More was used than came.
    case overspent
    /// More came than was granted.
    case receivedTooMuch
  }

  /// What does not add up.
  public var contradictions: [Contradiction] {
    var found: [Contradiction] = []
    if Set([granted, received, used].compactMap { $0?.currency }).count > 1 { found.append(.mixedCurrencies) }
    if let balance, balance.minorUnits < 0 { found.append(.overspent) }
    if let granted, let received, granted.currency == received.currency, received.minorUnits > granted.minorUnits {
      found.append(.receivedTooMuch)
    }
    return found
  }
}

extension GrantProject {
  /// What the grant amounts to, as revised.
  public var granted: Money? { grant.money("revisedAmount") ?? grant.money("amount") }

  /// What came in, transfer by transfer.
  public var transfers: [InputRow] { grant.transfers }
}

extension InputRow {
  /// What came in, transfer by transfer: rows of a grant's `transactions`.
  public var transfers: [InputRow] { rows("transactions").filter { $0.string("type") == "incoming_funds" } }
}
