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
      whole: [row("State", "25 XOF", "4 XOF", "3 XOF")])
    #expect(funding.currencies == ["EUR", "XOF"])
    let francs = funding.sums(in: "XOF")
    #expect(francs.parts.map(\.name) == ["One"])
    #expect(amounts(francs.total) == ["10", "4", nil])
    #expect(amounts(francs.rest) == ["15", "0", "3"])
    #expect(francs.isUnallotted && !francs.isExceeded)
    // Of euros the plan as a whole says nothing.
    let euros = funding.sums(in: "EUR")
    #expect(euros.rest == nil && !euros.isUnallotted && !euros.isExceeded)
  }

  @Test(
    "Parts that have more than the whole, or just as much",
    arguments: [("9 XOF", true, false), ("10 XOF", false, false), ("11 XOF", false, true)])
  func rest(whole: String, isExceeded: Bool, isUnallotted: Bool) {
    let sums = Funding([Funding.Part("One", [row("State", "10 XOF")])], whole: [row("State", whole)]).sums(in: "XOF")
    #expect(sums.isExceeded == isExceeded && sums.isUnallotted == isUnallotted)
  }
}
