import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NIMD

@Suite struct FinanceTests {
  /// An expense: of one day, or of several that end on it.
  private func expense(
    _ line: String, _ amount: String, _ currency: String, on day: String, from start: String? = nil,
    converted: String? = nil
  ) -> JSONValue {
    var row: JSONObject = [
      "key": .string("\(line)-\(amount)-\(day)"), "budgetLine": .string(line),
      "amount": ["amount": .string(amount), "currency": .string(currency)],
    ]
    row[start == nil ? "spentOn" : "periodEnd"] = .string(day)
    if let start { row["periodStart"] = .string(start) }
    if let converted { row["converted"] = ["amount": .string(converted), "currency": "EUR"] }
    return .object(row)
  }

  private func run(_ expenses: [JSONValue]) throws -> Rehearsal.Outcome {
    func line(_ code: String, _ amount: String) -> JSONValue {
      [
        "code": .string(code), "label": .string("Line \(code)"),
        "planned": ["amount": .string(amount), "currency": "EUR"],
      ]
    }
    return try ResultsReport.run(
      from: "2023-01-01", to: "2023-12-31",
      inputs: [
        "programme": [
          [
            "key": "p",
            "grants": [
              [
                "number": .string(ResultsReport.grant), "amount": ["amount": "300.00", "currency": "EUR"],
                "budgetLines": [line("A", "100.00"), line("B", "200.00")],
              ]
            ],
          ]
        ], "expenses": .init(expenses),
      ])
  }

  private func money(_ row: [JSONValue]?, _ place: Int) -> String? { row?[place]["money"]?.string }

  @Test("Spent in the period, to date, and what is left") func days() throws {
    let rows = try run([
      expense("A", "10.10", "EUR", on: "2022-12-31"), expense("A", "20.20", "EUR", on: "2023-01-01"),
      expense("A", "0.30", "EUR", on: "2023-12-31"), expense("A", "50.00", "EUR", on: "2024-01-01"),
    ]).rows(of: "Use of the budget by line")
    #expect(rows.map { money($0, 3) } == ["20.50", "0.00", "20.50"])
    #expect(rows.map { money($0, 4) } == ["30.60", "0.00", "30.60"])
    #expect(rows.map { money($0, 5) } == ["69.40", "200.00", "269.40"])
  }

  @Test("Francs count as what they were converted to, and stand apart as they were paid") func currencies() throws {
    let outcome = try run([
      expense("A", "655957", "XOF", on: "2023-03-01", converted: "1000.00"),
      expense("A", "655957", "XOF", on: "2023-04-01", converted: "1000.00"),
      expense("A", "1.00", "EUR", on: "2023-04-02"),
    ])
    #expect(money(try outcome.rows(of: "Use of the budget by line").first, 4) == "2001.00")
    let foreign = try outcome.rows(of: "Spent in other currencies")
    #expect(foreign.map { $0[0].string } == ["Line A"])
    #expect(foreign.map { money($0, 2) } == ["1311914"])
    #expect(foreign.map { money($0, 3) } == ["2000.00"])
  }

  @Test("A balance that is overdrawn is below nought; what the budget does not have is not lost") func unknownLine()
    throws
  {
    let rows = try run([
      expense("A", "150.00", "EUR", on: "2023-03-01"), expense("Z", "5.00", "EUR", on: "2023-03-01"),
    ]).rows(of: "Use of the budget by line")
    #expect(rows.map { $0[0].string } == ["Line A", "Line B", "Line that the budget does not have", "All lines"])
    #expect(money(rows.first, 5) == "-50.00")
    #expect(money(rows.last, 4) == "155.00")
    #expect(rows[2][5]["missing"]?.bool == true)
  }

  @Test("Nothing spent is not known where the grant has no expense at all") func noExpense() throws {
    let rows = try run([]).rows(of: "Use of the budget by line")
    #expect(rows.allSatisfy { $0[4]["missing"]?.bool == true })
  }

  @Test func receivedIsWhatArrivedWhereNoTotalIsTold() throws {
    var inputs = try ResultsReport.inputs()
    var programme = try #require(inputs["programme"]?.first?.object)
    var grant = try #require(programme["grants"]?.array?.first?.object)
    (grant["received"], grant["spent"]) = (nil, nil)
    programme["grants"] = [.object(grant)]
    inputs["programme"] = [.object(programme)]
    let rows = try ResultsReport.run(inputs: inputs).rows(of: "Financial status of the grant")
    let received = rows.first { $0[0].string == "Received by the period’s end" }
    // Four advances of 192,000; the commitment and the transfer to a partner are none.
    #expect(received?[1]["money"]?.string == "768000.00")
  }
}
