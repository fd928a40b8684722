import Records
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
    /// - Parameter rows: `funding` of which no row counts what another one counts.
    public init(_ name: String, _ rows: [InputRow]) {
      self.name = name
      sources = FundingSource.all(rows)
    }

    /// A part of a plan that is made of nodes. What a node states counts what those under it state, each amount and currency
    /// apart, as what a year says counts what its quarters said.
    ///
    /// - Parameter nodes: the nodes of the part, in any order.
    public init(_ name: String, of nodes: [FrameworkNode]) {
      self.name = name
      let stated = nodes.map { node in (node: node, sources: node.row.rows("funding").compactMap { FundingSource($0) })
      }
      let places = Dictionary(stated.map { ($0.node.code, $0.sources) }) { $0 + $1 }
      sources = FundingSource.joined(
        stated.flatMap { node, sources in
          let above = node.ancestors.flatMap { places[$0] ?? [] }
          return sources.map { source in
            let counted = FundingAmounts.Name.allCases.filter { name in
              above.contains { $0.currency == source.currency && $0.amounts[name] != nil }
            }
            return FundingSource(
              name: source.name, currency: source.currency, amounts: source.amounts.without(Set(counted)))
          }
        })
    }
  }

  /// The parts, as they were given.
  public let parts: [Part]
  /// What the plan says of its sources as a whole.
  public let whole: [InputRow]
  /// The years of the plan, such as `2019–2023`: its money is of no day, and so that of its whole time.
  public let years: String

  /// The money of a plan.
  ///
  /// - Parameters:
  ///   - whole: the `funding` of the framework.
  ///   - years: the years of the plan.
  public init(_ parts: [Part], whole: [InputRow], years: String) {
    (self.parts, self.whole, self.years) = (parts, whole, years)
  }

  /// The money of a plan by its parts; of no plan there is none.
  public init(of plan: ResultsFramework?, by parts: [PlanPart]) {
    self.init(
      parts.map { Part($0.name, of: $0.nodes) }, whole: plan?.row.rows("funding") ?? [],
      years: plan?.validity.years ?? "")
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
    /// What the plan has as a whole and no part is given; without an amount of which that is not known, or of which the parts
    /// have more.
    public let rest: FundingAmounts
    /// The amounts of which the parts have more than the plan as a whole.
    public let exceeded: Set<FundingAmounts.Name>

    /// Whether something is given to no part.
    public var isUnallotted: Bool { rest.all.contains { ($0?.minorUnits ?? 0) > 0 } }
  }

  /// The sums of one currency.
  public func sums(in currency: String) -> Sums {
    let own = parts.compactMap { part -> (name: String, amounts: FundingAmounts)? in
      let sources = part.sources.filter { $0.currency == currency }
      return sources.isEmpty ? nil : (part.name, FundingAmounts(of: sources.map(\.amounts)))
    }
    let total = FundingAmounts(of: own.map(\.amounts))
    let difference = rest(in: currency)
    let exceeded = Set(FundingAmounts.Name.allCases.filter { (difference[$0]?.minorUnits ?? 0) < 0 })
    return Sums(parts: own, total: total, rest: difference.without(exceeded), exceeded: exceeded)
  }

  /// What the plan has as a whole beyond its parts. Of an amount that some source of the whole does not state, those that do
  /// are compared with their own share of the parts, since sums of different sources have no difference.
  private func rest(in currency: String) -> FundingAmounts {
    let all = FundingSource.all(whole).filter { $0.currency == currency }
    let given = parts.flatMap(\.sources).filter { $0.currency == currency }
    let names = all.map(\.name)
    return FundingAmounts(incomplete: FundingAmounts(of: all.map(\.amounts)).incomplete) { name in
      let stating = all.filter { $0.amounts[name] != nil }
      let isWhole = stating.count == all.count
      guard let sum = stating.compactMap({ $0.amounts[name] }).total,
        isWhole || given.allSatisfy({ names.contains($0.name) })
      else { return nil }
      let own = stating.map(\.name)
      let taken = given.filter { isWhole || own.contains($0.name) }.compactMap { $0.amounts[name] }.total
      return taken.map { sum.subtracting($0) } ?? sum
    }
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

  init(name: InlineValue, currency: String, amounts: FundingAmounts) {
    (self.name, self.currency, self.amounts) = (name, currency, amounts)
  }

  /// What a row of `funding` states; nil where it states no amount.
  init?(_ row: InputRow) {
    let amounts = FundingAmounts(row)
    guard let currency = amounts.currency else { return nil }
    self.init(name: row.value("source"), currency: currency, amounts: amounts)
  }

  /// The sources of rows of `funding`, each once for each currency, in their order. One that states no amount is none.
  public static func all(_ rows: [InputRow]) -> [FundingSource] { joined(rows.compactMap { FundingSource($0) }) }

  static func joined(_ sources: [FundingSource]) -> [FundingSource] {
    var joined: [(name: InlineValue, currency: String, amounts: [FundingAmounts])] = []
    for source in sources where source.amounts.currency != nil {
      if let index = joined.firstIndex(where: { $0.name == source.name && $0.currency == source.currency }) {
        joined[index].amounts.append(source.amounts)
      } else {
        joined.append((source.name, source.currency, [source.amounts]))
      }
    }
    return joined.map { FundingSource(name: $0.name, currency: $0.currency, amounts: FundingAmounts(of: $0.amounts)) }
  }
}
