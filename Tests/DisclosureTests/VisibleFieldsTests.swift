import Disclosure
import JSONBytes
import Records
import Testing

@Suite struct VisibleFieldsTests {
  private static let line = """
    {"kind":"finding","programme":"p","key":"f","note":"secret note","origin":"roundtable","engagement":"rt",
     "title":"Titre «é»","statement":"s","theme":"procurement","agreement":"AGREEMENT","attribution":"ATTRIBUTION",
     "consentBasis":"CONSENT","raisedBy":"cso","dissent":"but","votes":{"for":9,"against":1},
     "riskIfPublished":"risk","mitigation":"care",
     "place":{"region":"gao","cercle":"Ansongo","commune":"Bara","village":"V","asReported":"near V"},
     "quotes":[{"text":"yes","speakerGroup":"cso","mayQuote":true},{"text":"no","speakerGroup":"cso","mayQuote":false}],
     "recommendations":[{"key":"R2","text":"b","addressee":"cnt"},{"key":"R1","text":"a","addressee":"mdac","dueOn":"2024-06-30"}]}
    """

  private func body(
    agreement: String = "majority", attribution: String = "group_only", consent: String = "written"
  ) throws -> [UInt8] {
    var line = Self.line
    for (name, value) in [("AGREEMENT", agreement), ("ATTRIBUTION", attribution), ("CONSENT", consent)] {
      line = line.split(separator: name).joined(separator: value)
    }
    return try RecordIntake.decode(Array(line.utf8)).body
  }

  private static let everything = RecordSource.finding.selectable + ["note", "riskIfPublished", "mitigation"]

  private func row(
    _ body: [UInt8], _ level: ConfidentialityLevel, _ select: [String] = everything
  ) throws -> (json: JSONValue, withheld: [WithheldCount]) {
    let row = try VisibleFields.of(.finding, at: level).row(of: body, select: select, revision: 3)
    return (try JSONValue(parsing: row.json), row.withheld)
  }

  @Test func aRowStartsWithKeyAndRevisionAndKeepsTheOrderAsked() throws {
    let row = try VisibleFields.of(.finding, at: .public)
      .row(of: try body(), select: ["theme", "title", "severity"], revision: 3)
    #expect(
      String(decoding: row.json, as: UTF8.self)
        == #"{"key":"f","revision":3,"theme":"procurement","title":"Titre «é»"}"#)
    #expect(row.key == "f")
  }

  @Test(arguments: ConfidentialityLevel.allCases)
  func notesAndRisksAreForNobody(level: ConfidentialityLevel) throws {
    let json = try row(try body(), level).json
    for name in ["note", "riskIfPublished", "mitigation", "ifRevision"] {
      #expect(json[name] == nil)
      #expect(!VisibleFields.of(.finding, at: level).allows(name))
    }
    #expect(!VisibleFields.of(.engagement, at: level).allows("participation"))
  }

  @Test(arguments: [
    (ConfidentialityLevel.public, ["region"]), (.internal, ["cercle", "region"]),
    (.restricted, ["asReported", "cercle", "commune", "region", "village"]),
    (.confidential, ["asReported", "cercle", "commune", "region", "village"]),
  ])
  func placesAreShownNoFinerThanTheLevelAllows(level: ConfidentialityLevel, parts: [String]) throws {
    let place = try row(try body(), level).json["place"]?.object
    #expect(place?.members.map(\.key) == parts)
  }

  @Test func dissentAndVotesStartAtInternal() throws {
    let atPublic = try row(try body(), .public).json
    #expect(atPublic["dissent"] == nil && atPublic["votes"] == nil)
    let atInternal = try row(try body(), .internal).json
    #expect(atInternal["dissent"] == "but" && atInternal["votes"]?["against"] == 1)
  }

  @Test func onlyQuotesWithConsentAreShownAndTheOthersCounted() throws {
    let (json, withheld) = try row(try body(), .public)
    #expect(json["quotes"] == [["speakerGroup": "cso", "text": "yes"]])
    #expect(withheld == [WithheldCount(reason: .noConsent, count: 1)])
    let none = try row(try body(consent: "none"), .confidential)
    #expect(none.json["quotes"] == nil)
    #expect(none.withheld == [WithheldCount(reason: .noConsent, count: 2)])
    #expect(none.withheld.first?.label(in: .french) == "Sans consentement")
  }

  @Test func aSingleViewIsNotTiedToAGroup() throws {
    for hidden in [try body(agreement: "individual"), try body(attribution: "anonymous")] {
      let json = try row(hidden, .restricted).json
      #expect(json["raisedBy"] == nil)
      #expect(json["quotes"] == [["text": "yes"]])
      #expect(try row(hidden, .confidential).json["raisedBy"] == "cso")
    }
    #expect(try row(try body(), .public).json["raisedBy"] == "cso")
  }

  @Test func recommendationsBecomeRowsOfTheirOwn() throws {
    let rows = try VisibleFields.of(.finding, at: .public).recommendationRows(
      of: try body(), select: ["text", "dueOn", "finding", "region", "theme", "origin"], revision: 2)
    #expect(rows.map(\.key) == ["R2", "R1"])
    #expect(
      String(decoding: rows[1].json, as: UTF8.self)
        == #"{"key":"R1","revision":2,"text":"a","dueOn":"2024-06-30","finding":"f","region":"gao","#
        + #""theme":"procurement","origin":"roundtable"}"#)
  }

  @Test func everySelectableNameOfARecommendationIsInItsRow() throws {
    let rows = try VisibleFields.of(.finding, at: .public).recommendationRows(
      of: try body(), select: RecordSource.recommendation.selectable, revision: 2)
    let names = Set(try #require(try JSONValue(parsing: rows[1].json).object).members.map(\.key))
    #expect(names.isSubset(of: Set(RecordSource.recommendation.selectable + ["key", "revision"])))
    #expect(names.isSuperset(of: ["finding", "title", "theme", "region", "origin", "text", "addressee"]))
  }
}
