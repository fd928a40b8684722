import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct FundingTests {
  /// A row of `funding`: its source, and what is planned, mobilised and spent, such as `10 XOF`.
  private func row(_ source: String, _ planned: String?, _ mobilised: String? = nil, _ spent: String? = nil) -> InputRow
  {
    var row: JSONObject = ["source": .string(source)]
    for (name, sum) in [("planned", planned), ("mobilised", mobilised), ("spent", spent)] {
      guard let parts = sum?.split(separator: " ").map(String.init) else { continue }
      row[name] = ["amount": .string(parts[0]), "currency": .string(parts[1])]
    }
    return InputRow(row, language: .english)
  }

  private func amounts(_ amounts: FundingAmounts?) -> [String?] { amounts?.all.map { $0?.amount } ?? [] }

  @Test("Each source stands once for each currency, and one that states nothing not at all") func sources() {
    let sources = FundingSource.all([
      row("State", "10 XOF", "4 XOF"), row("Fund", "1.00 EUR"), row("State", "5 XOF", nil, "2 XOF"),
      row("State", "2.00 EUR"), row("Silent", nil),
    ])
    #expect(sources.map(\.currency) == ["XOF", "EUR", "EUR"])
    #expect(sources.map(\.name) == ["State", "Fund", "State"])
    #expect(amounts(sources[0].amounts) == ["15", "4", "2"])
    #expect(amounts(sources[1].amounts) == ["1.00", nil, nil])
    #expect(sources[0].amounts.share.map { ($0 * 10).rounded() } == 267)
    #expect(sources[0].amounts.used == 50 && sources[1].amounts.share == nil)
  }

  @Test("What the parts are given is set against the whole, currency by currency") func parts() {
    let funding = Funding(
      [Funding.Part("One", [row("State", "10 XOF", "4 XOF")]), Funding.Part("Two", [row("Fund", "1.00 EUR")])],
      whole: [row("State", "25 XOF", "4 XOF", "3 XOF")], years: "2019–2023")
    #expect(funding.currencies == ["EUR", "XOF"])
    let francs = funding.sums(in: "XOF")
    #expect(francs.parts.map(\.name) == ["One"])
    #expect(amounts(francs.total) == ["10", "4", nil])
    #expect(amounts(francs.rest) == ["15", "0", "3"])
    #expect(francs.isUnallotted && francs.exceeded.isEmpty)
    // Of euros the plan as a whole says nothing.
    let euros = funding.sums(in: "EUR")
    #expect(amounts(euros.rest) == [nil, nil, nil] && !euros.isUnallotted && euros.exceeded.isEmpty)
  }

  @Test(
    "Parts that have more than the whole, or just as much",
    arguments: [("9 XOF", true, false), ("10 XOF", false, false), ("11 XOF", false, true)])
  func rest(whole: String, isExceeded: Bool, isUnallotted: Bool) {
    let sums = Funding([Funding.Part("One", [row("State", "10 XOF")])], whole: [row("State", whole)], years: "2023")
      .sums(in: "XOF")
    #expect(sums.exceeded == (isExceeded ? [.planned] : []) && sums.isUnallotted == isUnallotted)
  }

  @Test("Amounts are judged one by one, and none of which a source of the whole says nothing") func incompleteWhole() {
    let sums = Funding(
      [
        Funding.Part("One", [row("State", "10 XOF", "9 XOF", "91 XOF")]),
        Funding.Part("Two", [row("Fund", "20 XOF", "5 XOF", "20 XOF")]),
      ], whole: [row("State", "30 XOF", "10 XOF", "99 XOF"), row("Fund", "40 XOF", "3 XOF")], years: "2019–2023"
    ).sums(in: "XOF")
    // More was spent than the State's 99: no contradiction, since of these the parts have 91 and the Fund is silent.
    #expect(amounts(sums.rest) == ["40", nil, "8"])
    #expect(sums.exceeded == [.mobilised] && sums.isUnallotted)
    #expect(sums.rest.incomplete == [.spent] && sums.total.incomplete.isEmpty)
  }

  @Test("A sum knows which amounts some source does not state") func incompleteParts() {
    let part = FundingAmounts(of: [FundingAmounts(row("State", "10 XOF", "9 XOF", "8 XOF"))])
    let silent = FundingAmounts(of: [part, FundingAmounts(row("Fund", "10 XOF"))])
    #expect(part.incomplete.isEmpty && silent.incomplete == [.mobilised, .spent])
    #expect(amounts(silent) == ["20", "9", "8"])
  }

  @Test("What a node states counts what those under it state, each amount and currency apart") func nested() {
    func node(_ code: String, _ ancestors: [String], _ funding: [JSONValue]) -> FrameworkNode {
      FrameworkNode(
        row: InputRow(["code": .string(code), "funding": .array(funding)], language: .english), code: code,
        level: "activity", ancestors: ancestors)
    }
    func money(_ amount: String, _ currency: String = "XOF") -> JSONValue {
      ["amount": .string(amount), "currency": .string(currency)]
    }
    let part = Funding.Part(
      "One",
      of: [
        node("2", [], []), node("2.1", ["2"], [["source": "State", "planned": money("90")]]),
        node(
          "2.1.A1", ["2", "2.1"],
          [
            ["source": "State", "planned": money("50"), "spent": money("30")],
            ["source": "Fund", "planned": money("7", "EUR")],
          ]
        ), node("2.1.A2", ["2", "2.1"], [["source": "State", "planned": money("40")]]),
        node("2.2", ["2"], [["source": "State", "planned": money("5")]]),
      ])
    #expect(part.sources.map(\.currency) == ["XOF", "EUR"])
    #expect(amounts(part.sources[0].amounts) == ["95", nil, "30"])
    #expect(
      amounts(part.sources[1].amounts) == ["7.00", nil, nil] || amounts(part.sources[1].amounts) == ["7", nil, nil])
  }
}
