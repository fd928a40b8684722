import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct EventNoteTests {
  /// The fixture's engagement with other members.
  private func engagement(_ members: JSONObject) throws -> [String: [JSONValue]] {
    var inputs = try InterpeaceReports.fixture("event_note")
    var row = try #require(inputs["engagement"]?.first?.object)
    for member in members.members { row[member.key] = member.value }
    inputs["engagement"] = [.object(row)]
    return inputs
  }

  /// Who came, as the second form has it.
  private func people(_ outcome: Rehearsal.Outcome) throws -> [String] {
    let rows = try outcome.values("form").dropFirst().first?["rows"]?.array ?? []
    return rows.map { "\($0["label"]?.plain ?? "") | \($0["value"]?.plain ?? "")" }
  }

  @Test("Actions that were written down after the period are still those of the engagement") func actionsOfLater() {
    let query = InterpeaceFormat.description.reports[1].queries.first { $0.name == "actionItems" }
    #expect(query?.json["outside"]?.array?.map(\.string) == ["period"])
  }

  @Test func hasItsPartsInOrderInBothLanguages() throws {
    let english = [
      "The engagement", "What was discussed", "Who came", "Findings", "Agreements", "Action items", "Consent",
      "Acronyms",
    ]
    #expect(try InterpeaceReports.note(.english).headings(level: 1) == english)
    let french = try InterpeaceReports.note(.french).headings(level: 1)
    #expect(french.count == english.count)
    #expect(french[2] == "Qui est venu" && french[4] == "Accords")
  }

  @Test func isAsLongAsPartnersReadIt() throws {
    let summaries = { (outcome: Rehearsal.Outcome) in outcome.diagnostics.compactMap { $0["summary"]?.string } }
    #expect(!summaries(try InterpeaceReports.note()).contains { $0.contains("longer than") })
    let talk = String(repeating: "Much was said about it. ", count: 400)
    let long = try InterpeaceReports.note(inputs: engagement(["topic": .string(talk)]))
    #expect(summaries(long).contains { $0.hasPrefix("The report is likely to be longer than 2 pages") })
  }

  @Test func saysWhereWhenAndWithWhom() throws {
    let document = try InterpeaceReports.note().values("document").first
    #expect(document?["subtitle"]?.string == "What women in Mopti expect of the local court")
    #expect(document?["period"]?["from"]?.string == "2024-03-19" && document?["period"]?["to"]?.string == "2024-03-19")
    let inputs = try engagement([
      "endsOn": "2024-03-20", "durationHours": .number(5.5),
      "place": ["region": "mopti", "cercle": "Mopti", "commune": "Socoura", "village": "Somadougou"],
    ])
    let form = try InterpeaceReports.note(inputs: inputs).values("form").first?["rows"]?.array ?? []
    var values: [String: String] = [:]
    for row in form { values[row["label"]?.plain ?? ""] = row["value"]?.plain }
    #expect(values["Place"] == "Mopti, Socoura")
    #expect(values["Last day"] == "2024-03-20" && values["Hours"] == "5.5")
    #expect(values["Held by"] == "Malian Institute of Action Research for Peace (IMRAP)\nInterpeace")
  }

  @Test("Who came is told as far as small numbers allow") func people() throws {
    #expect(
      try people(InterpeaceReports.note()).prefix(4) == ["All | 26", "Women | [c]", "Men | [c]", "Aged 18 to 35 | 16"])
    #expect(try InterpeaceReports.note().values("tableStart").allSatisfy { $0["figure"] == nil })
    var inputs = try InterpeaceReports.fixture("event_note")
    (inputs["people-engagement-sex"], inputs["people-engagement-youth"]) = ([], [])
    #expect(try InterpeaceReports.note(inputs: inputs).warnings.contains("engagement.participation"))
  }

  @Test(
    "What was talked about and agreed is withheld, or a gap where nobody has recorded it",
    arguments: [true, false])
  func withheldTexts(isWithheld: Bool) throws {
    var inputs = try InterpeaceReports.fixture("event_note")
    inputs["engagement"] = [
      ["key": "e", "startsOn": "2024-02-06", "withheld": isWithheld ? ["topic", "agreements"] : []]
    ]
    let outcome = try InterpeaceReports.note(inputs: inputs)
    #expect(outcome.warnings.contains("engagement.topic") != isWithheld)
    #expect(outcome.warnings.contains("engagement.agreements") != isWithheld)
    let told = outcome.blocks.count { $0.contains(#""block":"paragraph""#) && $0.contains(#""undisclosed":true"#) }
    #expect(told == (isWithheld ? 2 : 0))
  }

  @Test("Without the parameter the note is on the first engagement that arrives, the latest, and on its rows alone")
  func latest() throws {
    var inputs = try InterpeaceReports.fixture("event_note")
    inputs["engagement"] = [
      ["key": "late", "title": "Latest", "startsOn": "2024-11-26"], ["key": "early", "startsOn": "2024-02-06"],
    ]
    inputs["people-engagement-sex"] = [
      ["engagement": "early", "sex": "female", "people": 11], ["engagement": "early", "people": 11],
      ["engagement": "late", "sex": "female", "people": 22], ["engagement": "late", "people": 22], ["people": 33],
    ]
    inputs["people-engagement-youth"] = []
    inputs["findings"] = ["early", "late"].map { key in
      ["key": .string("f-\(key)"), "title": .string("Finding of \(key)"), "engagement": .string(key)]
    }
    inputs["actionItems"] = ["early", "late"].map { key in
      ["key": .string("a-\(key)"), "action": .string("Action of \(key)"), "engagement": .string(key)]
    }
    let outcome = try InterpeaceReports.note(engagement: nil, inputs: inputs)
    let text = outcome.blocks.joined()
    #expect(text.contains("Finding of late") && text.contains("Action of late"))
    #expect(!text.contains("Finding of early") && !text.contains("Action of early"))
    #expect(try people(outcome).first == "All | 22")
    #expect(text.contains("None stated (nobody is quoted) (1)."))
    let order = InterpeaceFormat.description.reports[1].queries.first { $0.name == "engagement" }?.json["orderBy"]
    #expect(order?.array?.first?.string == "-startsOn")
  }

  @Test(
    "An engagement that may not be shown is refused, with the key that was asked for",
    arguments: [("IP-2024-99", "no engagement IP-2024-99"), (nil, "no engagement at all")] as [(String?, String)])
  func refused(key: String?, words: String) throws {
    let outcome = try InterpeaceReports.note(engagement: key, inputs: InterpeaceReports.bare)
    #expect(outcome.isRejected && outcome.blocks.isEmpty)
    #expect(outcome.diagnostics.contains { $0["summary"]?.string?.contains(words) == true })
  }

  @Test func findingsHaveQuotesAndGroupsAsFarAsTheyMayBeTold() throws {
    let quote = try #require(try InterpeaceReports.note().values("quote").first)
    #expect(quote["attribution"]?.plain == "Women's group")
    let finding: JSONValue = [
      "key": "f", "engagement": .string(InterpeaceReports.engagement), "origin": "roundtable", "title": "Title",
      "agreement": "divided", "withheld": ["raisedBy", "dissent"], "duplicateOf": "g",
      "quotes": [["text": "Words", "withheld": ["speakerGroup"]], ["withheld": ["text"]]],
    ]
    let outcome = try InterpeaceReports.note(inputs: InterpeaceReports.fixture("event_note", "findings", [finding]))
    let quotes = try outcome.values("quote")
    #expect(quotes.map { $0["attribution"]?.plain } == [nil])
    let paragraphs = try outcome.values("paragraph").compactMap { $0["text"]?.plain }
    #expect(paragraphs.contains("Divided") && paragraphs.contains("Dissenting view: withheld"))
    #expect(paragraphs.contains { $0.hasPrefix("Which groups raised or said some of this is withheld") })
    #expect(outcome.warnings.contains("finding.duplicateOf"))
  }

  @Test func agreementsNamePartiesWhereReadersMayKnowWhoWasThere() throws {
    let inputs = try engagement([
      "agreements": [
        ["text": "A room is kept.", "parties": ["imrap", "unknown"]],
        ["text": "Sessions move.", "withheld": ["parties"]], ["text": "All agree."],
      ]
    ])
    let outcome = try InterpeaceReports.note(inputs: inputs)
    let items = try outcome.values("list").first { $0["items"]?.array?.count == 3 }?["items"]?.array ?? []
    #expect(
      items.map(\.plain) == [
        "A room is kept. (IMRAP, organisation not named here)", "Sessions move. withheld", "All agree.",
      ])
    #expect(!outcome.warnings.contains("engagement.agreements"))
  }

  @Test("What is missing shows and warns; difficulties that are withheld are not none") func gaps() throws {
    let outcome = try InterpeaceReports.note()
    #expect(outcome.warnings == ["engagement.topic", "engagement.agreements", "action_item"])
    let cases: [(JSONObject, String)] = [
      (["withheld": ["problems"]], "Difficulties: withheld"), (["problems": "Rain."], "Difficulties: Rain."),
    ]
    for (members, words) in cases {
      let paragraphs = try InterpeaceReports.note(inputs: engagement(members)).values("paragraph")
      #expect(paragraphs.contains { $0["text"]?.plain == words })
    }
    #expect(!outcome.blocks.joined().contains("Difficulties"))
  }

  @Test(arguments: [(true, true), (false, false), (nil, false)] as [(Bool?, Bool)])
  func theRuleOfChathamHouseIsToldWhereItHeld(held: Bool?, isTold: Bool) throws {
    let inputs = try engagement(held.map { ["chathamHouse": .bool($0)] } ?? [:])
    #expect(try InterpeaceReports.note(inputs: inputs).blocks.joined().contains("Chatham House rule held") == isTold)
  }
}
