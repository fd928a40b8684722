public import Records
public import ReportDocument

/// What sources give for a plan: all of it, and its parts. Sums are of what the sources state; where none states an amount it
/// is not known, and never nothing. Currencies stand apart.
public struct Funding: Sendable {
  /// A part of the plan, such as a pillar, with what each source gives for it.
  public struct Part: Sendable {
    /// What it is called.
    public let name: String
    /// Each source once for each currency, in the order of the plan.
    public let sources: [FundingSource]

    /// A part of a plan.
    ///
    /// - Parameter rows: the `funding` of its nodes.
    public init(_ name: String, _ rows: [InputRow]) {
      self.name = name
      sources = FundingSource.all(rows)
    }
  }

  /// The parts, as they were given.
  public let parts: [Part]
  /// What the plan says of its sources as a whole.
  public let whole: [InputRow]

  /// The money of a plan.
  ///
  /// - Parameter whole: the `funding` of the framework.
  public init(_ parts: [Part], whole: [InputRow]) {
    (self.parts, self.whole) = (parts, whole)
  }

  /// The currencies that occur, by their codes.
  public var currencies: [String] {
    Set((parts.flatMap(\.sources) + FundingSource.all(whole)).map(\.currency)).sorted()
  }

  /// The sums of one currency.
  public struct Sums: Sendable {
    /// The parts that have money in it.
    public let parts: [(name: String, amounts: FundingAmounts)]
    /// Of the parts together.
    public let total: FundingAmounts
    /// What the plan has as a whole and no part is given; nil where the plan says nothing of it.
    public let rest: FundingAmounts?

    /// Whether the parts have more than the plan as a whole.
    public var isExceeded: Bool { rest?.all.contains { ($0?.minorUnits ?? 0) < 0 } ?? false }
    /// Whether something is given to no part.
    public var isUnallotted: Bool { !isExceeded && rest?.all.contains { ($0?.minorUnits ?? 0) > 0 } ?? false }
  }

  /// The sums of one currency.
  public func sums(in currency: String) -> Sums {
    let own = parts.compactMap { part -> (name: String, amounts: FundingAmounts)? in
      let sources = part.sources.filter { $0.currency == currency }
      return sources.isEmpty ? nil : (part.name, FundingAmounts(of: sources.map(\.amounts)))
    }
    let total = FundingAmounts(of: own.map(\.amounts))
    let all = FundingSource.all(whole).filter { $0.currency == currency }.map(\.amounts)
    return Sums(parts: own, total: total, rest: all.isEmpty ? nil : FundingAmounts(of: all).subtracting(total))
  }
}

/// What is planned, what was mobilised of it, and what was spent; each nil where no source states it.
public struct FundingAmounts: Sendable {
  /// What is planned.
  public let planned: Money?
  /// What was mobilised.
  public let mobilised: Money?
  /// What was spent.
  public let spent: Money?

  /// In the order of their names.
  public var all: [Money?] { [planned, mobilised, spent] }
  /// Hundredths of the planned sum that were mobilised.
  public var share: Double? { planned.flatMap { mobilised?.percent(of: $0) } }
  /// Hundredths of the mobilised sum that were spent.
  public var used: Double? { mobilised.flatMap { spent?.percent(of: $0) } }

  /// What a row of `funding` states.
  public init(_ row: InputRow) {
    (planned, mobilised, spent) = (row.money("planned"), row.money("mobilised"), row.money("spent"))
  }

  /// What several state together.
  public init(of amounts: [FundingAmounts]) {
    planned = amounts.compactMap(\.planned).total
    mobilised = amounts.compactMap(\.mobilised).total
    spent = amounts.compactMap(\.spent).total
  }

  private init(_ planned: Money?, _ mobilised: Money?, _ spent: Money?) {
    (self.planned, self.mobilised, self.spent) = (planned, mobilised, spent)
  }

  /// The differences; all of what the others do not state.
  public func subtracting(_ others: FundingAmounts) -> FundingAmounts {
    func rest(_ whole: Money?, _ part: Money?) -> Money? { part.map { whole?.subtracting($0) } ?? whole }
    return FundingAmounts(
      rest(planned, others.planned), rest(mobilised, others.mobilised), rest(spent, others.spent))
  }
}

/// What one source gives in one currency.
public struct FundingSource: Sendable {
  /// What the plan calls it.
  public let name: InlineValue
  /// The ISO 4217 code.
  public let currency: String
  /// What it gives.
  public let amounts: FundingAmounts

  /// The sources of rows of `funding`, each once for each currency, in their order. One that states no amount is none.
  public static func all(_ rows: [InputRow]) -> [FundingSource] {
    var sources: [(name: InlineValue, currency: String, amounts: [FundingAmounts])] = []
    for row in rows {
      let amounts = FundingAmounts(row)
      guard let currency = amounts.all.compactMap({ $0 }).first?.currency else { continue }
      let name = row.value("source")
      if let index = sources.firstIndex(where: { $0.name == name && $0.currency == currency }) {
        sources[index].amounts.append(amounts)
      } else {
        sources.append((name, currency, [amounts]))
      }
    }
    return sources.map { FundingSource(name: $0.name, currency: $0.currency, amounts: FundingAmounts(of: $0.amounts)) }
  }
}
