import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import UNDEF

@Suite struct MilestoneReportTests {
  private static func inputs() throws -> [String: [JSONValue]] { try FormatFixture("UNDEF", "milestone").inputs() }

  private func run(
    _ language: Language = .english, milestone: Int64? = nil, on day: String = "2025-05-28",
    inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      UNDEFFormat.self, report: "undef/milestone", language: language, programme: "cri2002-undef",
      grant: Narrative.grant, reportDate: CalendarDate(day),
      parameters: milestone.map { ["milestone": .integer($0)] } ?? [:], inputs: inputs ?? Self.inputs())
  }

  @Test func eachMilestoneHasItsForm() throws {
    for language in [Language.english, .french] {
      let outcome = try run(language)
      #expect(try outcome.headings(level: 1).count == 2)
      #expect(try outcome.headings(level: 2).count == 4)
      #expect(try outcome.values("form").count == 4)
    }
    let outcome = try run()
    #expect(
      try outcome.form(with: "Milestone no.", number: 1) == [
        "Milestone no.": "2", "Planned event": "First regional roundtable", "Description": "—",
        "Planned date": "2023-09-12", "Revised date": "2023-10-10",
        "Reason for the change": "Flights to Timbuktu suspended in September.", "Actual date": "2023-10-10",
        "Place": "Timbuktu", "Tranche that follows": "37400.00 USD",
        "Observer’s organisation": "United Nations Democracy Fund (UNDEF)", "Observer, by role": "withheld",
        "Agenda followed": "No",
        "What was seen":
          "Frank debate, good interpretation; one item dealt with in a small group after a power cut.",
        "Concerns": "withheld", "Verified": "Yes", "Signed by the observer on": "2023-10-18",
        "Attachments": "Report of the five regional roundtables",
      ])
    // The first one's minutes are above the level; it has no concerns.
    let first = try outcome.form(with: "Milestone no.")
    #expect(first["Attachments"] == "withheld" && first["Concerns"] == "—")
  }

  @Test("Participants are counted by the events that the milestone consists of, and hidden ones stay so")
  func attendance() throws {
    var inputs = try Self.inputs()
    func total(_ sex: String) -> Int64 {
      inputs["people-engagement-sex", default: []].first {
        $0["engagement"]?.string == "RT-2023-TOM" && $0["sex"]?.string == sex
      }?["people"]?.integer ?? -1
    }
    let lines = try run(milestone: 2).lines(of: "Participants")
    let (women, men) = (total("female"), total("male"))
    #expect(lines == ["Timbuktu regional roundtable | \(women) | \(men) | \(women + men)"])
    var row = try #require(inputs["milestones"]?.first?.object)
    row["engagements"] = ["ME-2024-BKO", "UNKNOWN"]
    inputs["milestones"] = [.object(row)]
    let hidden = try run(inputs: inputs).lines(of: "Participants")
    #expect(hidden.count == 1 && hidden[0].hasPrefix("Radio debate on external audit in defence | <5 | <5 | "))
  }

  @Test(
    "One milestone can be asked for; one that is not there is a gap",
    arguments: [
      (1, ["1"]), (3, ["3"]), (9, []),
    ] as [(Int64, [String])])
  func chosen(number: Int64, numbers: [String]) throws {
    let outcome = try run(milestone: number)
    #expect(try outcome.rows(of: "Milestones").map { CellText.plain($0[0]) } == numbers)
    #expect(outcome.warnings.contains("milestone") == numbers.isEmpty)
  }

  @Test(
    "A milestone that has not taken place is late from the day after it was due",
    arguments: [
      ("2025-05-29", false), ("2025-05-30", false), ("2025-05-31", true),
    ])
  func late(day: String, isLate: Bool) throws {
    let outcome = try run(milestone: 4, on: day)
    #expect(outcome.warnings == (isLate ? ["milestone.actualOn"] : []))
    #expect(try outcome.values("callout").compactMap { $0["tone"]?.string } == [isLate ? "warning" : "info"])
  }

  @Test(
    "Each field that an observation lacks is told, but none that is withheld",
    arguments: [
      "monitorOrganisation", "agendaFollowed", "observations", "verified", "engagements", "evidence",
    ])
  func gaps(field: String) throws {
    var inputs = try Self.inputs()
    var row = try #require(inputs["milestones"]?[1].object)
    row[field] = nil
    inputs["milestones"] = [.object(row)]
    #expect(try run(.french, inputs: inputs).warnings == ["milestone.\(field)"])
    row["withheld"] = [.string(field)]
    inputs["milestones"] = [.object(row)]
    let outcome = try run(inputs: inputs)
    #expect(outcome.warnings.isEmpty)
    if field == "verified" { #expect(try outcome.form(with: "Milestone no.")["Verified"] == "withheld") }
  }

  @Test func aGrantWithoutMilestonesIsAReportOfGaps() throws {
    var inputs = try Self.inputs()
    inputs["milestones"] = []
    let outcome = try run(inputs: inputs)
    #expect(!outcome.isRejected && outcome.warnings == ["milestone", "milestone"])
  }

  @Test("No key of a record is printed") func keys() throws {
    let inputs = try Self.inputs()
    let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.count > 5 })
    #expect(keys.count > 8)
    let text = try run(inputs: inputs).blocks.joined()
    #expect(keys.filter(text.contains).isEmpty)
  }

  @Test("Twenty thousand events pass by", .timeLimit(.minutes(5))) func many() throws {
    var inputs = try Self.inputs()
    let others: [JSONValue] = (0..<20_000).map { ["key": .string("x\($0)"), "title": "Autre"] }
    (inputs["engagements"], inputs["evidence"]) = (
      others + (inputs["engagements"] ?? []), others + (inputs["evidence"] ?? [])
    )
    #expect(try run(inputs: inputs).blocks == run().blocks)
  }
}
