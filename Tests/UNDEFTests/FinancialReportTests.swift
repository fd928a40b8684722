import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import UNDEF

@Suite struct FinancialReportTests {
  private static func inputs() throws -> [String: [JSONValue]] { try FormatFixture("UNDEF", "financial").inputs() }

  private func run(
    _ language: Language = .english, from: String? = nil, to: String? = nil, inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      UNDEFFormat.self, report: "undef/financial", language: language, programme: "cri2002-undef",
      grant: Narrative.grant,
      period: ReportPeriod(from: from.flatMap { CalendarDate($0) }, to: to.flatMap { CalendarDate($0) }),
      inputs: inputs ?? Self.inputs(), snapshotOn: CalendarDate("2025-05-01"))
  }

  /// An expense's cents in the grant's currency.
  private static func cents(_ expense: JSONValue) throws -> Int {
    let money = expense["amount"]?["currency"]?.string == "USD" ? expense["amount"] : expense["converted"]
    let text = try #require(money?["amount"]?.string)
    return try #require(Int(text.replacing(".", with: "")))
  }

  private static func dollars(_ cents: Int) -> String {
    let rest = abs(cents) % 100
    return "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(rest < 10 ? "0" : "")\(rest) USD"
  }

  private static func day(_ expense: JSONValue) -> String {
    expense["spentOn"]?.string ?? expense["periodEnd"]?.string ?? ""
  }

  /// What each line of the budget must print, worked out from the expenses.
  private static func expected(_ inputs: [String: [JSONValue]], from: String, to: String) throws -> [String: [String]] {
    let grant = try #require(inputs["programme"]?.first?["grants"]?.array?.first)
    var lines: [String: [String]] = [:]
    for line in grant["budgetLines"]?.array ?? [] {
      let code = try #require(line["code"]?.string)
      let expenses = (inputs["expenses"] ?? []).filter { $0["budgetLine"]?.string == code }
      let before = try expenses.filter { day($0) < from }.map(cents).reduce(0, +)
      let within = try expenses.filter { from <= day($0) && day($0) <= to }.map(cents).reduce(0, +)
      let text = (line["revised"] ?? line["planned"])?["amount"]?.string ?? ""
      let budget = try #require(Int(text.replacing(".", with: "")))
      lines[code] =
        [before, within, before + within, budget - before - within].map(dollars)
        + ["\((Double(before + within) * 1000 / Double(budget)).rounded() / 10) %"]
    }
    return lines
  }

  private func check(_ outcome: Rehearsal.Outcome, _ expected: [String: [String]]) throws {
    var seen = 0
    for row in try outcome.rows(of: "Budget and expenditure by line") {
      guard let values = expected[CellText.plain(row[0])] else { continue }
      seen += 1
      #expect(row[4...8].map(CellText.plain) == values, "\(CellText.plain(row[0]))")
    }
    #expect(seen == expected.count && seen == 11)
  }

  @Test func theWholeGrantIsOnePeriod() throws {
    let inputs = try Self.inputs()
    let outcome = try run()
    try check(outcome, Self.expected(inputs, from: "0000-01-01", to: "9999-12-31"))
    let lines = try outcome.lines(of: "Budget and expenditure by line")
    let rest = try 16_174_235 - (inputs["expenses"] ?? []).map(Self.cents).reduce(0, +)
    #expect(
      lines.suffix(2) == [
        " | Not itemised in this report | — | — | 0.00 USD | \(Self.dollars(rest)) | \(Self.dollars(rest)) | — | — | ",
        // What the grant has left of its amount is what is used according to c.
        " | All lines | 187000.00 USD | 187000.00 USD | 0.00 USD | 161742.35 USD | 161742.35 USD | 25257.65 USD | 86.5 % | ",
      ])
    #expect(
      try outcome.lines(of: "Financial status of the grant") == [
        "a. Grant amount | 187000.00 USD | 100.0 %", "b. Funds received | 168300.00 USD | 90.0 %",
        "c. Amount used from b | 161742.35 USD | 86.5 %", "d. Remaining balance (b − c) | 6557.65 USD | 3.5 %",
        "Co-financing | 0.00 USD | 0.0 %",
      ])
  }

  @Test(
    "What came before a period was reported, what came after is not",
    arguments: [
      ("2023-02-01", "2023-10-26"), ("2023-10-27", "2023-12-31"), ("2024-01-01", "2025-04-30"),
      ("2023-04-14", "2023-04-14"),
    ])
  func periods(from: String, to: String) throws {
    let inputs = try Self.inputs()
    try check(run(from: from, to: to, inputs: inputs), Self.expected(inputs, from: from, to: to))
  }

  @Test func fourSheetsInBothLanguages() throws {
    for (language, names) in [
      (Language.english, ["Summary", "By line", "By milestone", "Certification"]),
      (.french, ["Récapitulatif", "Par ligne", "Par jalon", "Certification"]),
    ] {
      let outcome = try run(language)
      #expect(!outcome.isRejected)
      #expect(try outcome.values("part").compactMap { $0["sheet"]?.string } == names)
      #expect(try outcome.headings(level: 1).count == 4)
      #expect(try outcome.values("tableStart").compactMap { $0["figure"]?["kind"]?.string } == ["progress"])
    }
  }

  @Test("Sums lead to their expenses; computed figures do not") func traces() throws {
    var traced = 0
    for row in try run().rows(of: "Budget and expenditure by line") where row.count == 10 && !row[5].text.isEmpty {
      traced +=
        row[5]["trace"]?.string?.hasPrefix("3.") == true && row[6]["trace"]?.string?.hasPrefix("4.") == true ? 1 : 0
      #expect(row[4]["trace"] == nil && row[7]["trace"] == nil)
    }
    // All lines from which something was spent; not all of them together, of which some is not itemised.
    #expect(traced == Set(try Self.inputs()["expenses", default: []].compactMap { $0["budgetLine"]?.string }).count)
  }

  @Test("The report after the one on the first year has its expenses as reported before, and totals that agree with c")
  func secondReport() throws {
    var inputs = try Self.inputs()
    // The core keeps back the grant's totals, which are of no certain day.
    var programme = try #require(inputs["programme"]?.first?.object)
    var grant = try #require(programme["grants"]?.array?.first?.object)
    (grant["received"], grant["spent"]) = (nil, nil)
    programme["grants"] = [.object(grant)]
    inputs["programme"] = [.object(programme)]
    let outcome = try run(from: "2024-02-01", to: "2025-04-30", inputs: inputs)
    let expenses = inputs["expenses"] ?? []
    let before = try expenses.filter { Self.day($0) < "2024-02-01" }.map(Self.cents).reduce(0, +)
    let all = try expenses.map(Self.cents).reduce(0, +)
    #expect(before > 0 && before < all)
    #expect(
      try outcome.lines(of: "Budget and expenditure by line").last?.contains(
        " | \(Self.dollars(before)) | \(Self.dollars(all - before)) | \(Self.dollars(all)) | ") == true)
    #expect(
      try outcome.lines(of: "Financial status of the grant")[2...3].map { $0.split(separator: " | ")[1] } == [
        "\(Self.dollars(all))", "\(Self.dollars(16_830_000 - all))",
      ])
    #expect(
      try outcome.lines(of: "Tranches and what was spent of them").last
        == " | All | 187000.00 USD | — | 168300.00 USD | \(Self.dollars(all)) | \(Self.dollars(16_830_000 - all))")
  }

  @Test("Expenses above the level are told, since the grant's total has them") func difference() throws {
    let outcome = try run()
    #expect(outcome.warnings == ["expense"])
    #expect(
      try outcome.form(with: "Amount used") == [
        "Itemised in this report": "157052.35 USD", "Not itemised in this report": "4690.00 USD",
        "Amount used": "161742.35 USD",
      ])
  }

  @Test func conversionsAreAddedUpByCurrency() throws {
    let francs = try Self.inputs()["expenses", default: []].filter { $0["amount"]?["currency"]?.string == "XOF" }
    let spent = francs.compactMap { $0["amount"]?["amount"]?.string.flatMap { Int($0) } }.reduce(0, +)
    let converted = try francs.map(Self.cents).reduce(0, +)
    #expect(francs.count == 15)
    #expect(
      try run().lines(of: "Spent in other currencies") == [
        "XOF | \(spent) XOF | \(Self.dollars(converted)) | 598 | 621"
      ])
  }

  @Test func tranchesHaveWhatWasSpentOfThem() throws {
    let expenses = try Self.inputs()["expenses"] ?? []
    func spent(_ milestone: String?) throws -> Int {
      try expenses.filter { $0["milestone"]?.string == milestone }.map(Self.cents).reduce(0, +)
    }
    let lines = try run().lines(of: "Tranches and what was spent of them")
    let (first, second, third, rest) = (
      try spent("UNDEF-J1"), try spent("UNDEF-J2"), try spent("UNDEF-J3"), try spent(nil)
    )
    #expect(
      lines == [
        "1 | Launch and presentation to the authorities | 93500.00 USD | 2023-03-06 | 93500.00 USD | "
          + "\(Self.dollars(first)) | \(Self.dollars(9_350_000 - first))",
        "2 | First regional roundtable | 37400.00 USD | 2023-11-20 | 37400.00 USD | \(Self.dollars(second)) | "
          + Self.dollars(3_740_000 - second),
        "3 | Bamako roundtable | 37400.00 USD | 2024-02-05 | 37400.00 USD | \(Self.dollars(third)) | "
          + Self.dollars(3_740_000 - third),
        "4 | Final report accepted | 18700.00 USD | — | 0.00 USD | 0.00 USD | 0.00 USD",
        " | Of no milestone | — | — | 0.00 USD | \(Self.dollars(rest)) | —",
        " | Not itemised in this report | — | — | 0.00 USD | 4690.00 USD | —",
        // As b, c and d of the summary.
        " | All | 187000.00 USD | — | 168300.00 USD | 161742.35 USD | 6557.65 USD",
      ])
  }

  @Test(
    "What cannot be reckoned is left out visibly",
    arguments: [
      (["budgetLine": "3.1", "amount": ["amount": "1000", "currency": "XOF"]], "expense.converted"),
      (["budgetLine": "9.9", "amount": ["amount": "10.00", "currency": "USD"]], "programme.grants.budgetLines"),
      (["budgetLine": "1.1", "amount": ["amount": "90000.00", "currency": "USD"]], "programme.grants.budgetLines"),
    ] as [(JSONValue, String)])
  func oddExpenses(expense: JSONValue, path: String) throws {
    var inputs = try Self.inputs()
    var row = try #require(expense.object)
    (row["key"], row["spentOn"]) = ("x", "2023-03-01")
    inputs["expenses"] = [.object(row)]
    #expect(try run(inputs: inputs).warnings.contains(path))
    row["comment"] = "Expliqué."
    inputs["expenses"] = [.object(row)]
    #expect(try run(inputs: inputs).warnings.contains(path) == (path == "expense.converted"), "A comment explains it.")
  }

  @Test("Without an expense nothing is known; without a budget there is no line; without a grant no report")
  func gaps() throws {
    var inputs = try Self.inputs()
    (inputs["expenses"], inputs["milestones"]) = ([], [])
    let empty = try run(inputs: inputs)
    #expect(Set(empty.warnings) == ["expense", "milestone"])
    for row in try empty.rows(of: "Budget and expenditure by line") where row.count == 10 {
      #expect(row[4...8].map(CellText.plain) == ["?", "?", "?", "?", "?"])
    }
    inputs["programme"] = [["key": "p", "grants": [["number": .string(Narrative.grant)]]]]
    #expect(try run(.french, inputs: inputs).warnings.contains("programme.grants.budgetLines"))
    inputs["programme"] = []
    #expect(try run(inputs: inputs).isRejected)
  }

  @Test("Twenty thousand expenses add up exactly", .timeLimit(.minutes(5))) func many() throws {
    var inputs = try Self.inputs()
    inputs["expenses"] = (0..<20_000).map { number in
      [
        "key": .string("e\(number)"), "budgetLine": "1.1", "spentOn": "2023-03-01", "milestone": "UNDEF-J1",
        "amount": ["amount": "0.07", "currency": "USD"],
      ]
    }
    let period = try run(from: "2024-01-01", to: "2024-12-31", inputs: inputs)
    #expect(
      try period.lines(of: "Budget and expenditure by line")[1].contains("| 1400.00 USD | 0.00 USD | 1400.00 USD |"))
    #expect(try period.lines(of: "Tranches and what was spent of them")[0].contains("| 1400.00 USD | 92100.00 USD"))
  }

  @Test func golden() throws {
    #expect(try GoldenBlocks.differences(run(.french), "UNDEFTests", "financial") == [])
  }
}
