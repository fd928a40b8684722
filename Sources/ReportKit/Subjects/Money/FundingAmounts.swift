public import Records

/// What is planned, what was mobilised of it, and what was spent; each nil where no source states it.
public struct FundingAmounts: Sendable {
  /// One of the three.
  public enum Name: String, Sendable, CaseIterable {
    /// What is planned.
    case planned
    /// What was mobilised.
    case mobilised
    /// What was spent.
    case spent
  }

  private var amounts: [Name: Money] = [:]
  /// Those that some of the sources do not state, so that there is at least as much as is added up.
  public private(set) var incomplete: Set<Name> = []

  /// What is planned.
  public var planned: Money? { amounts[.planned] }
  /// What was mobilised.
  public var mobilised: Money? { amounts[.mobilised] }
  /// What was spent.
  public var spent: Money? { amounts[.spent] }
  /// In the order of their names.
  public var all: [Money?] { Name.allCases.map { amounts[$0] } }
  /// The currency of those that are stated; nil where none is.
  public var currency: String? { amounts.values.first?.currency }
  /// Hundredths of the planned sum that were mobilised.
  public var share: Double? { planned.flatMap { mobilised?.percent(of: $0) } }
  /// Hundredths of the mobilised sum that were spent.
  public var used: Double? { mobilised.flatMap { spent?.percent(of: $0) } }

  /// One of them; nil where no source states it.
  public subscript(name: Name) -> Money? { amounts[name] }

  /// What a row of `funding` states.
  public init(_ row: InputRow) {
    for name in Name.allCases {
      if let money = row.money(name.rawValue) { amounts[name] = money } else { incomplete.insert(name) }
    }
  }

  /// What several state together.
  public init(of parts: [FundingAmounts]) {
    for name in Name.allCases { amounts[name] = parts.compactMap { $0[name] }.total }
    incomplete = parts.reduce(into: []) { $0.formUnion($1.incomplete) }
  }

  /// Amounts that are reckoned one by one.
  init(incomplete: Set<Name>, _ amount: (Name) -> Money?) {
    for name in Name.allCases { amounts[name] = amount(name) }
    self.incomplete = incomplete
  }

  /// Without some of them, of which nothing is to be said.
  func without(_ names: Set<Name>) -> FundingAmounts {
    var rest = self
    rest.amounts = amounts.filter { !names.contains($0.key) }
    rest.incomplete.subtract(names)
    return rest
  }
}
