import JSONBytes
import Records
import Testing

@testable import ReportKit

/// All that the kit writes of a grant's money, in a format without words.
private struct AccountFormat: DonorFormat {
  static var description: FormatDescription {
    FormatDescription(
      id: "account", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "A"),
      reports: [
        ReportDescription(
          id: "account/all", title: Bilingual(verbatim: "A"), level: .internal, grant: .required(),
          queries: [
            .listing("programme", from: "programme", select: GrantProject.fields).labelled(),
            InputQuery.milestones.outside(.period),
          ] + GrantAccount.queries)
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "A"), donor: Bilingual(verbatim: "D"))
    let project = try GrantProject(request, inputs)
    let milestones = try inputs.collected("milestones")
    let account = try GrantAccount(project, inputs)
    try report.grantBalance(account)
    try report.spendingGaps(account)
    try report.budgetUse(account, BudgetColumn.allCases)
    try report.budgetUse(account, [.line], grouped: true)
    try report.budgetDrawn(account)
    try report.conversions(account)
    try report.conversions(account, byLine: true)
    try report.tranches(account, of: milestones)
  }
}

/// The places of columns among all.
extension [JSONValue] {
  fileprivate subscript(_ column: BudgetColumn) -> JSONValue? {
    BudgetColumn.allCases.firstIndex(of: column).map { self[$0] }
  }
}

@Suite struct GrantAccountTests {
  private func euros(_ amount: String) -> JSONValue { ["amount": .string(amount), "currency": "EUR"] }

  /// An expense: of one day, or of several that end on it.
  private func expense(
    _ line: String, _ amount: JSONValue, on day: String, from start: String? = nil, _ more: JSONObject = [:]
  ) -> JSONValue {
    var row: JSONObject = ["budgetLine": .string(line), "amount": amount]
    row[start == nil ? "spentOn" : "periodEnd"] = .string(day)
    if let start { row["periodStart"] = .string(start) }
    for member in more.members { row[member.key] = member.value }
    return .object(row)
  }

  private func line(_ code: String, _ amount: String, _ more: JSONObject = [:]) -> JSONValue {
    var row: JSONObject = ["code": .string(code), "label": .string("Line \(code)"), "planned": euros(amount)]
    for member in more.members { row[member.key] = member.value }
    return .object(row)
  }

  private func run(
    _ expenses: [JSONValue], grant members: JSONObject = [:], _ inputs: [String: [JSONValue]] = [:],
    from: String? = "2023-01-01", withheld: [String] = []
  ) throws -> Rehearsal.Outcome {
    var grant: JSONObject = [
      "number": "G", "amount": euros("300.00"), "budgetLines": [line("A", "100.00"), line("B", "200.00")],
    ]
    for member in members.members { grant[member.key] = member.value }
    var inputs = inputs
    inputs["programme"] = [["key": "p", "grants": [.object(grant)]]]
    inputs["expenses"] = expenses
    let outcome = try Rehearsal.run(
      AccountFormat.self, report: "account/all", language: .english, grant: "G",
      period: ReportPeriod(from: from.flatMap { CalendarDate($0) }, to: CalendarDate("2023-12-31")), inputs: inputs,
      withheld: withheld)
    #expect(!outcome.isRejected, "\(outcome.diagnostics)")
    return outcome
  }

  /// The tables with a caption, each as the cells of its rows.
  private func tables(_ outcome: Rehearsal.Outcome, _ caption: String) throws -> [[[JSONValue]]] {
    var tables: [[[JSONValue]]] = []
    var isOpen = false
    for block in try outcome.blocks.map({ try JSONValue(parsing: $0) }) {
      switch block["block"]?.string {
      case "tableStart":
        isOpen = block["caption"]?.string == caption
        if isOpen { tables.append([]) }
      case "row" where isOpen: tables[tables.count - 1].append(block["cells"]?.array ?? [])
      default: break
      }
    }
    return tables
  }

  private func budget(_ outcome: Rehearsal.Outcome) throws -> [[JSONValue]] {
    try #require(try tables(outcome, "Budget and expenditure by line").first)
  }

  private func paths(_ outcome: Rehearsal.Outcome) -> [String] {
    outcome.diagnostics.compactMap { $0["path"]?.string }.filter { $0 != "milestone" }
  }

  @Test("The kit's queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: AccountFormat.self).isEmpty)
  }

  @Test("Before the period, in it, to date, and what is left") func days() throws {
    let rows = try budget(
      run([
        expense("A", euros("10.10"), on: "2022-12-31"), expense("A", euros("20.20"), on: "2023-01-01"),
        expense("A", euros("0.30"), on: "2023-12-31"), expense("A", euros("50.00"), on: "2024-01-01"),
      ]))
    for (column, sums) in [
      (BudgetColumn.planned, ["100.00", "200.00", "300.00"]), (.before, ["10.10", "0.00", "10.10"]),
      (.within, ["20.50", "0.00", "20.50"]), (.toDate, ["30.60", "0.00", "30.60"]),
      (.balance, ["69.40", "200.00", "269.40"]),
    ] { #expect(rows.map { $0[column]?["money"]?.string } == sums) }
    #expect(rows[0][.share]?["percent"]?.double.map { ($0 * 10).rounded() } == 306)
  }

  @Test("What came in and went out until the period's last day, where the grant's totals are kept back")
  func balance() throws {
    func transfer(_ amount: String, _ type: String = "incoming_funds", milestone: String? = nil) -> JSONValue {
      var row: JSONObject = ["type": .string(type), "value": euros(amount), "date": "2023-02-03"]
      if let milestone { row["milestone"] = .string(milestone) }
      return .object(row)
    }
    let transactions: JSONValue = [
      transfer("60.00", milestone: "m1"), transfer("40.00", milestone: "hidden"), transfer("7.00", "disbursement"),
    ]
    let outcome = try run(
      [
        expense("A", euros("30.00"), on: "2023-02-04", ["milestone": "m1"]),
        expense("A", euros("5.00"), on: "2023-02-04"),
      ],
      grant: ["revisedAmount": euros("250.00"), "transactions": transactions, "cofinancing": euros("25.00")],
      [
        "milestones": [
          ["key": "m2", "number": 2], ["key": "m1", "number": 1, "title": "Un", "tranche": euros("60.00")],
        ]
      ])
    let figures = try #require(try tables(outcome, "Financial status of the grant").first)
    #expect(figures.map { $0[1]["money"]?.string } == ["250.00", "100.00", "35.00", "65.00", "25.00"])
    #expect(figures.map { $0[2]["percent"]?.double } == [100, 40, 14, 26, 10])
    let tranches = try #require(try tables(outcome, "Tranches and what was spent of them").first)
    #expect(tranches.map { $0[1].string } == ["Un", nil, "Of no milestone", "All"])
    #expect(tranches.map { $0[4]["money"]?.string } == ["60.00", "0.00", "40.00", "100.00"])
    #expect(tranches.map { $0[5]["money"]?.string } == ["30.00", "0.00", "5.00", "35.00"])
    // What is of no milestone is no tranche from which something could be left.
    #expect(tranches.map { $0[6]["money"]?.string } == ["30.00", "0.00", nil, "65.00"])
    #expect(tranches[0][3]["date"]?.string == "2023-02-03" && tranches[2][6].string == "—")
  }

  @Test("Francs count as what they were converted to, and stand apart as they were paid") func currencies() throws {
    func francs(_ amount: String, _ converted: String, rate: JSONValue) -> JSONValue {
      expense(
        "A", ["amount": .string(amount), "currency": "XOF"], on: "2023-03-01",
        ["converted": euros(converted), "exchangeRate": rate])
    }
    let outcome = try run([
      francs("655957", "1000.00", rate: .number(655.957)), francs("650000", "1000.00", rate: 650),
      expense("A", ["amount": "50.00", "currency": "USD"], on: "2023-04-01"),
      expense("A", euros("1.00"), on: "2023-04-02"),
    ])
    #expect(try budget(outcome)[0][.toDate]?["money"]?.string == "2001.00")
    let tables: [[[JSONValue]]] = try self.tables(outcome, "Spent in other currencies")
    #expect(tables.map(\.count) == [1, 1])
    for row in tables.map({ Array($0[0].suffix(5)) }) {
      #expect(row[0].string == "XOF")
      #expect(row[1...2].map { $0["money"]?.string } == ["1305957", "2000.00"])
      #expect(row[3...4].map { $0["number"]?.double } == [650, 655.957])
    }
    #expect(tables[1][0][0].string == "Line A")
    // The dollars are in no sum, and are told.
    #expect(paths(outcome).contains("expense.converted"))
  }

  @Test("What the budget does not have is not lost, and what is overspent is told unless a comment explains it")
  func overspent() throws {
    let expenses = [expense("A", euros("150.00"), on: "2023-03-01"), expense("Z", euros("5.00"), on: "2023-03-01")]
    let outcome = try run(expenses)
    let rows = try budget(outcome)
    #expect(
      rows.map { $0[.line]?.string } == ["Line A", "Line B", "Line that the budget does not have", "All lines"])
    #expect(rows[0][.balance]?["money"]?.string == "-50.00")
    #expect(rows[2][.balance]?["missing"]?.bool == true)
    #expect(rows[3][.toDate]?["money"]?.string == "155.00")
    #expect(paths(outcome).count { $0 == "programme.grants.budgetLines" } == 4, "Two lines in each of two tables.")
    let explained = expenses.map { row -> JSONValue in
      var row = row.object ?? [:]
      row["comment"] = "Expliqué."
      return .object(row)
    }
    #expect(!paths(try run(explained)).contains("programme.grants.budgetLines"))
  }

  @Test("A line may use what it was changed to, and says why") func revised() throws {
    let more: JSONObject = ["revised": euros("50.00"), "changeReason": "Moins de vols."]
    let remarks = (1...5).map { expense("A", euros("1.00"), on: "2023-03-01", ["comment": .string("n\($0)")]) }
    let rows = try budget(run(remarks, grant: ["budgetLines": [line("A", "100.00", more), line("B", "200.00")]]))
    #expect(rows.map { $0[.revised]?["money"]?.string } == ["50.00", nil, "250.00"])
    #expect(rows.map { $0[.budget]?["money"]?.string } == ["50.00", "200.00", "250.00"])
    #expect(rows.map { $0[.comments]?.string } == ["Moins de vols.\nn1\nn2\nn3", "—", ""])
  }

  @Test("Sums lead to their expenses where the core has counted just these") func traces() throws {
    func counted(_ count: Int64, _ trace: String, line: String? = nil) -> JSONValue {
      var row: JSONObject = ["count": .integer(count), "trace": .string(trace)]
      if let line { row["budgetLine"] = .string(line) }
      return .object(row)
    }
    let outcome = try run(
      [
        expense("A", euros("1.00"), on: "2023-03-01"), expense("A", euros("2.00"), on: "2023-03-02"),
        expense("B", euros("4.00"), on: "2022-03-01"), expense("B", euros("8.00"), on: "2024-03-01"),
      ],
      [
        "spentInPeriod": [counted(2, "1.0", line: "A"), counted(2, "1.1")],
        // One expense of B is of a day after the period.
        "spentOnAllDays": [counted(2, "2.0", line: "A"), counted(2, "2.1", line: "B"), counted(4, "2.2")],
      ])
    let rows = try budget(outcome)
    #expect(rows.map { $0[.within]?["trace"]?.string } == ["1.0", nil, "1.1"])
    #expect(rows.map { $0[.toDate]?["trace"]?.string } == ["2.0", nil, nil])
    #expect(rows.allSatisfy { $0[.before]?["trace"] == nil && $0[.balance]?["trace"] == nil })
  }

  @Test(
    "Expenses of days in the period and of others are pointed out",
    arguments: [
      ("2023-01-01", "2023-12-31", false), ("2022-12-31", "2023-01-31", true), ("2023-06-01", "2024-01-01", true),
      ("2022-01-01", "2024-12-31", true), ("2022-01-01", "2022-12-31", false), ("2024-01-01", "2024-12-31", false),
    ])
  func straddling(from: String, to: String, isTold: Bool) throws {
    let outcome = try run([expense("A", euros("1.00"), on: to, from: from)])
    #expect(paths(outcome).contains("expense.periodEnd") == isTold)
  }

  @Test("Nothing spent is not known where the grant has no expense at all") func noExpense() throws {
    let outcome = try run([])
    #expect(try budget(outcome).allSatisfy { $0[.toDate]?["missing"]?.bool == true })
    #expect(paths(outcome) == ["expense"])
  }

  @Test("What the grant says was used and no expense shows has a row of its own, so that totals are what was used")
  func difference() throws {
    let expenses = [
      expense("A", euros("1.00"), on: "2023-03-01", ["milestone": "m1"]), expense("B", euros("2.00"), on: "2022-03-01"),
    ]
    let milestones: [String: [JSONValue]] = ["milestones": [["key": "m1", "number": 1, "title": "Un"]]]
    #expect(paths(try run(expenses, grant: ["received": euros("5.00"), "spent": euros("3.00")])) == [])
    for from in [nil, "2023-01-01"] {
      let outcome = try run(
        expenses, grant: ["received": euros("5.00"), "spent": euros("3.50")], milestones, from: from)
      #expect(paths(outcome) == ["expense"])
      let rows = try budget(outcome)
      #expect(rows.map { $0[.line]?.string }.suffix(2) == ["Not itemised in this report", "All lines"])
      #expect(rows.map { $0[.toDate]?["money"]?.string } == ["1.00", "2.00", "0.50", "3.50"])
      #expect(rows.map { $0[.balance]?["money"]?.string } == ["99.00", "198.00", nil, "296.50"])
      // Nobody knows on which side of the period's first day it was used.
      let (before, within) = (rows.map { $0[.before]?["money"]?.string }, rows.map { $0[.within]?["money"]?.string })
      #expect(before == (from == nil ? ["0.00", "0.00", "0.00", "0.00"] : ["0.00", "2.00", nil, nil]))
      #expect(within == (from == nil ? ["1.00", "2.00", "0.50", "3.50"] : ["1.00", "0.00", nil, nil]))
      let tranches = try #require(try tables(outcome, "Tranches and what was spent of them").first)
      #expect(tranches.map { $0[1].string } == ["Un", "Of no milestone", "Not itemised in this report", "All"])
      #expect(tranches.map { $0[4]["money"]?.string } == ["0.00", "0.00", "5.00", "5.00"])
      #expect(tranches.map { $0[5]["money"]?.string } == ["1.00", "2.00", "0.50", "3.50"])
      #expect(tranches.last?[6]["money"]?.string == "1.50", "As the four figures say.")
    }
    let more = try run(expenses, grant: ["received": euros("5.00"), "spent": euros("2.00")])
    #expect(paths(more) == ["expense"] && more.blocks.joined().contains("come to more than"))
    #expect(try budget(more).map { $0[.toDate]?["money"]?.string } == ["1.00", "2.00", "3.00"])
    #expect(paths(try run(expenses, grant: ["received": euros("0.50")])) == ["programme.grants"], "Overspent.")
  }

  @Test("That expenses may be missing is said where the level keeps anything back, and never how many are")
  func mayBeWithheld() throws {
    let expenses = [expense("A", euros("1.00"), on: "2023-03-01")]
    for (withheld, stated, isSaid) in [
      ([], nil, false), (["above_disclosure_level"], nil, true), (["not_validated"], nil, false),
      (["above_disclosure_level"], euros("1.00"), false),
    ] as [([String], JSONValue?, Bool)] {
      var grant: JSONObject = ["received": euros("5.00")]
      grant["spent"] = stated
      let outcome = try run(expenses, grant: grant, withheld: withheld)
      #expect(outcome.blocks.joined().contains("If there are expenses among them") == isSaid)
      #expect(paths(outcome) == (isSaid ? ["expense"] : []))
    }
  }

  @Test("Without a budget there is no line, and the lines stand under their categories where a format asks for that")
  func groups() throws {
    #expect(paths(try run([], grant: ["budgetLines": []])).contains("programme.grants.budgetLines"))
    let grouped = try tables(run([]), "Budget and expenditure by line")[1]
    #expect(
      grouped.map { $0[0]["cell"]?.string ?? $0[0].string } == ["No cost category", "Line A", "Line B", "All lines"])
  }
}
