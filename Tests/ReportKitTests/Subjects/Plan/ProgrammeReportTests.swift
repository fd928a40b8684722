import JSONBytes
import Records
import Testing

@testable import ReportKit

/// What the kit writes of a programme's plan, its changes and its partners, in a format without words.
private struct ProgrammeFormat: DonorFormat {
  static var description: FormatDescription {
    FormatDescription(
      id: "programme", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "P"),
      reports: [
        ReportDescription(
          id: "programme/all", title: Bilingual(verbatim: "P"), level: .internal, grant: .required(),
          queries: [
            .listing("programme", from: "programme", select: GrantProject.fields + ["targets", "changes"]).labelled(),
            .frameworks("donor_results"), .measurements, InputQuery.milestones.outside(.period),
          ])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "P"), donor: Bilingual(verbatim: "D"))
    let project = try GrantProject(request, inputs)
    let frameworks = try ResultsFramework.read(inputs)
    let milestones = try inputs.collected("milestones")
    let steps = PlanStep.activities(frameworks, withOutputs: true, on: project.asOf)
    try report.plan(steps + PlanStep.milestones(milestones, on: project.asOf), PlanColumn.allCases, grouped: true)
    try report.nextSteps(steps)
    try report.changes(
      SignedChange.agreed(project) + SignedChange.budget(project) + SignedChange.targets(project)
        + SignedChange.milestones(milestones) + SignedChange.activities(frameworks)
        + SignedChange.indicators(frameworks), grouped: true)
    try report.changes(SignedChange.agreed(project))
    try report.partners(project.programme.rows("partners"))
    try report.partnerShares(project.programme.rows("partners"))
  }
}

@Suite struct ProgrammeReportTests {
  private func run(
    _ programme: JSONObject = [:], grant: JSONObject = [:], inputs: [String: [JSONValue]] = [:]
  ) throws -> Rehearsal.Outcome {
    var (programme, grant, inputs) = (programme, grant, inputs)
    grant["number"] = "G"
    programme["grants"] = [.object(grant)]
    inputs["programme"] = [.object(programme)]
    let outcome = try Rehearsal.run(
      ProgrammeFormat.self, report: "programme/all", language: .english, grant: "G",
      reportDate: CalendarDate("2024-01-31"), inputs: inputs)
    #expect(!outcome.isRejected, "\(outcome.diagnostics)")
    return outcome
  }

  /// The rows of all tables, each as its cells' texts.
  private func rows(_ outcome: Rehearsal.Outcome) throws -> [String] {
    try outcome.blocks.map { try JSONValue(parsing: $0) }.filter { $0["block"]?.string == "row" }.map { row in
      (row["cells"]?.array ?? []).map { cell in
        let cell = cell["cell"] ?? cell
        return cell.string ?? cell["date"]?.string ?? cell["money"]?.string ?? cell["number"]?.text
          ?? cell["percent"]?.text ?? (cell["missing"] != nil ? "?" : cell.text)
      }.joined(separator: " | ")
    }
  }

  @Test("The kit's queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: ProgrammeFormat.self).isEmpty)
  }

  @Test("Where there is no record, a gap names what is missing; that nothing was changed is said") func gaps() throws {
    let outcome = try run()
    #expect(
      outcome.diagnostics.compactMap { $0["path"]?.string } == [
        "framework.nodes", "framework.nodes", "programme.partners", "programme.partners.share",
      ])
    #expect(outcome.blocks.count { $0.contains("No change against what was signed is recorded, or") } == 2)
  }

  @Test("Steps stand with what is known of them, each under its output") func plan() throws {
    let nodes: JSONValue = [
      ["code": "1", "level": "output", "statement": "Output"],
      [
        "code": "1.1", "parent": "1", "level": "activity", "statement": "Late", "plannedStart": "2023-10-01",
        "plannedEnd": "2024-01-01", "revisedEnd": "2024-02-01", "changeReason": "Rain", "comment": "Snow",
      ],
      ["code": "1.2", "parent": "1", "level": "activity", "statement": "Ahead", "plannedEnd": "2024-05-01"],
    ]
    let milestone: JSONValue = [
      "number": 1, "title": "Launch", "plannedOn": "2023-02-01", "actualOn": "2023-02-03", "verified": true,
    ]
    let rows = try rows(
      run(inputs: [
        "frameworks": [["key": "f", "frameworkType": "donor_results", "nodes": nodes]], "milestones": [milestone],
      ]))
    #expect(
      rows.prefix(7) == [
        "No output", "1 | Output | — | — | — | — | — | — | — | — | — | — | —", "Output",
        "1.1 | Late | ? | ? | — | 2023-10-01 | 2024-01-01 | 2024-02-01 | 2024-02-01 | ? | ? | 30 | Rain\nSnow",
        "1.2 | Ahead | ? | ? | — | ? | 2024-05-01 | — | 2024-05-01 | — | Not due yet | — | —",
        "Milestones of the grant",
        "1 | Launch | ? | ? | — | ? | 2023-02-01 | — | 2023-02-01 | 2023-02-03 | Verified | 2 | —",
      ])
    #expect(rows.dropFirst(8).first == "Late | 2023-10-01 | 2024-02-01 | — | ?")
  }

  @Test("Each change stands where it is recorded, with its reason") func changes() throws {
    func euros(_ amount: String) -> JSONValue { ["amount": .string(amount), "currency": "EUR"] }
    func change(_ item: String, _ grant: String?, _ day: String?) -> JSONValue {
      var row: JSONObject = ["item": .string(item), "signed": "a", "revised": "b", "reason": "c"]
      row["grant"] = grant.map(JSONValue.string)
      row["approvedOn"] = day.map(JSONValue.string)
      return .object(row)
    }
    let framework: JSONValue = [
      "key": "f", "frameworkType": "donor_results",
      "nodes": [
        [
          "code": "1", "level": "activity", "statement": "Act", "plannedStart": "2024-01-01",
          "revisedStart": "2024-02-01", "plannedEnd": "2024-05-01", "revisedEnd": "2024-06-01",
          "comment": "Remarked",
        ]
      ],
      "indicators": [
        [
          "code": "1.a", "node": "1", "title": "Indicator", "measure": "unit",
          "periods": [["target": 4, "revisedTarget": 3, "changeReason": "Less"], ["target": 5]],
          "changes": [["change": "Counted anew", "reason": "Why", "changedOn": "2024-01-02"]],
        ]
      ],
    ]
    let outcome = try run(
      [
        "changes": [
          change("Ours", "G", "2024-01-05"), change("Of none", nil, nil), change("Another's", "H", "2024-01-05"),
        ],
        "targets": [["code": "x", "label": "Villages", "planned": 10, "revised": 8], ["code": "y", "planned": 1]],
      ],
      grant: [
        "amount": euros("10.00"), "revisedAmount": euros("9.00"), "changeReason": "Cut",
        "budgetLines": [
          ["code": "1", "label": "Travel", "planned": euros("5.00"), "revised": euros("4.00")], ["code": "2"],
        ],
      ],
      inputs: [
        "frameworks": [framework],
        "milestones": [["number": 1, "title": "Launch", "plannedOn": "2024-01-01", "revisedOn": "2024-01-03"]],
      ])
    let rows = try rows(outcome)
    let start = try #require(rows.firstIndex(of: "Agreed with the donor"))
    #expect(
      rows[start...] == [
        "Agreed with the donor", "Ours | a | b | c | 2024-01-05", "Of none | a | b | c | ?", "Budget",
        "Amount | 10.00 | 9.00 | Cut | Not recorded", "Travel | 5.00 | 4.00 | — | Not recorded", "Targets",
        "Villages | 10 | 8 | — | Not recorded", "Milestones", "Launch | 2024-01-01 | 2024-01-03 | — | Not recorded",
        "Days of activities", "Act | 2024-01-01 | 2024-02-01 | Remarked | Not recorded",
        "Act | 2024-05-01 | 2024-06-01 | Remarked | Not recorded", "Indicators",
        "Indicator | 4.0 | 3.0 | Less | Not recorded", "Indicator | — | Counted anew | Why | 2024-01-02",
        "Ours | a | b | c | 2024-01-05", "Of none | a | b | c | ?",
      ])
    #expect(
      outcome.diagnostics.count { $0["path"]?.string == "programme.changes.approvedOn" } == 2, "Once for each table.")
  }

  @Test(
    "A change that was agreed is told once, though it is recorded elsewhere, too",
    arguments: [
      ("Budget lines 3.2 and 5.1", ["Study", "Launch"]), ("Line 3.2.", ["Travel", "Study", "Launch"]),
      ("LAUNCH", ["Roundtables", "Travel", "Study"]),
      ("Launch of line 13.2", ["Roundtables", "Travel", "Study", "Launch"]),
      // A number may count roundtables.
      ("4 roundtables", ["Roundtables", "Travel", "Study", "Launch"]),
    ])
  func toldOnce(item: String, remaining: [String]) throws {
    func euros(_ amount: String) -> JSONValue { ["amount": .string(amount), "currency": "EUR"] }
    func line(_ code: String, _ label: String) -> JSONValue {
      ["code": .string(code), "label": .string(label), "planned": euros("5.00"), "revised": euros("4.00")]
    }
    let agreed: JSONValue = [
      "item": .string(item), "signed": "a", "revised": "b", "reason": "c", "approvedOn": "2024-01-05",
    ]
    let outcome = try run(
      ["changes": [agreed]],
      grant: ["budgetLines": [line("3.2", "Roundtables"), line("5.1", "Travel"), line("4", "Study")]],
      inputs: ["milestones": [["number": 1, "title": "Launch", "plannedOn": "2024-01-01", "revisedOn": "2024-01-03"]]])
    let rows = try rows(outcome)
    let start = try #require(rows.firstIndex(of: "Agreed with the donor"))
    #expect(rows[start...].filter { $0.hasSuffix("Not recorded") }.map { String($0.prefix { $0 != " " }) } == remaining)
    #expect(rows[start...].contains("\(item) | a | b | c | 2024-01-05"))
  }

  @Test(
    "Shares that do not add up are pointed out",
    arguments: [([50, 50], false), ([70, 20], true), ([33, 33, 34], false), ([60, 60], true), ([], true)])
  func shares(_ shares: [Int64], isTold: Bool) throws {
    let partners = shares.map { ["organisation": "x", "role": "partner", "share": .integer($0)] as JSONValue }
    let outcome = try run(["partners": .array(partners)])
    #expect(outcome.diagnostics.contains { $0["path"]?.string == "programme.partners.share" } == isTold)
    #expect(
      try rows(outcome).prefix(shares.count)
        == shares.indices.map { "\($0 + 1) | organisation not named here | Partner" }[...])
  }
}
