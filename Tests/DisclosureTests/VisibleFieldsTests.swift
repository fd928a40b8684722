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
    return try RecordReader().read(Array(line.utf8)).text
  }

  private static let findings = KindCatalogue.standard.source("finding")!
  private static let everything = findings.selectable + ["note", "riskIfPublished", "mitigation"]

  private func row(
    _ body: [UInt8], _ level: ConfidentialityLevel, _ select: [String] = everything
  ) throws -> (json: JSONValue, withheld: WithheldTally) {
    let row = try #require(try VisibleFields(Self.findings, at: level).row(of: body, select: select, revision: 3))
    return (try JSONValue(parsing: row.json), row.withheld)
  }

  @Test func aRowStartsWithKeyAndRevisionAndKeepsTheOrderAsked() throws {
    let row = try #require(
      VisibleFields(Self.findings, at: .public)
        .row(of: try body(), select: ["theme", "title", "severity"], revision: 3))
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
    }
  }

  @Test(arguments: [
    (ConfidentialityLevel.public, ["region"]), (.internal, ["cercle", "region"]),
    (.restricted, ["asReported", "cercle", "commune", "region", "village"]),
    (.confidential, ["asReported", "cercle", "commune", "region", "village"]),
  ])
  func placesAreShownNoFinerThanTheLevelAllows(level: ConfidentialityLevel, parts: [String]) throws {
    let place = try row(try body(), level).json["place"]?.object
    let all = ["asReported", "cercle", "commune", "region", "village"]
    #expect(place?.members.map(\.key).filter { $0 != "withheld" } == parts)
    let withheld = place?["withheld"]?.array?.compactMap(\.string) ?? []
    #expect(Set(withheld) == Set(all).subtracting(parts) && withheld.count == Set(withheld).count)
  }

  @Test("A quote says that its group is withheld where the attribution hides it, at each level")
  func quotesSayWhatTheyLack() throws {
    for level in ConfidentialityLevel.allCases {
      let quote = try row(try body(attribution: "anonymous"), level).json["quotes"]?.array?.first
      #expect(quote?["text"] == "yes")
      #expect((quote?["speakerGroup"] == nil) == (quote?["withheld"] == ["speakerGroup"]), "\(level)")
      #expect((quote?["speakerGroup"] == "cso") == (level == .confidential), "\(level)")
    }
  }

  @Test func dissentAndVotesStartAtInternal() throws {
    let atPublic = try row(try body(), .public).json
    #expect(atPublic["dissent"] == nil && atPublic["votes"] == nil)
    let atInternal = try row(try body(), .internal).json
    #expect(atInternal["dissent"] == "but" && atInternal["votes"]?["against"] == 1)
  }

  private func tally(_ reason: WithholdReason, _ count: Int) -> WithheldTally {
    var tally = WithheldTally()
    tally.add(reason, count)
    return tally
  }

  @Test func onlyQuotesWithConsentAreShownAndTheOthersCounted() throws {
    let (json, withheld) = try row(try body(), .public)
    #expect(json["quotes"] == [["speakerGroup": "cso", "text": "yes"]])
    #expect(withheld == tally(.noConsent, 1))
    let none = try row(try body(consent: "none"), .confidential)
    #expect(none.json["quotes"] == nil)
    #expect(none.withheld == tally(.noConsent, 2))
    #expect(none.withheld.counts.first?.label(in: .french) == "Sans consentement")
  }

  @Test func aSingleViewIsNotTiedToAGroup() throws {
    for hidden in [try body(agreement: "individual"), try body(attribution: "anonymous")] {
      let json = try row(hidden, .restricted).json
      #expect(json["raisedBy"] == nil)
      #expect(json["quotes"] == [["text": "yes", "withheld": ["speakerGroup"]]])
      #expect(try row(hidden, .confidential).json["raisedBy"] == "cso")
    }
    #expect(try row(try body(), .public).json["raisedBy"] == "cso")
  }

  private static let recommendations = KindCatalogue.standard.source("recommendation")!

  private func recommendation(_ position: Int, _ select: [String]) throws -> VisibleRow? {
    try VisibleFields(Self.recommendations, at: .public)
      .row(of: try body(), select: select, revision: 2, position: position)
  }

  @Test func recommendationsBecomeRowsOfTheirOwn() throws {
    let select = ["text", "dueOn", "finding", "region", "theme", "origin"]
    #expect(try recommendation(0, select)?.key == "R2")
    #expect(
      String(decoding: try #require(try recommendation(1, select)).json, as: UTF8.self)
        == #"{"key":"R1","revision":2,"text":"a","dueOn":"2024-06-30","finding":"f","region":"gao","#
        + #""theme":"procurement","origin":"roundtable"}"#)
    #expect(try recommendation(2, select) == nil)
  }

  @Test func everySelectableNameOfARecommendationIsInItsRow() throws {
    let selectable = Self.recommendations.selectable
    let row = try #require(try recommendation(1, selectable))
    let names = Set(try #require(try JSONValue(parsing: row.json).object).members.map(\.key))
    #expect(names.isSubset(of: Set(selectable + ["key", "revision", "withheld"])))
    #expect(names.isSuperset(of: ["finding", "title", "theme", "region", "origin", "text", "addressee"]))
  }

  @Test func aWithdrawnOrUnknownConsentHidesTheWords() throws {
    let line = """
      {"kind":"finding","programme":"p","key":"f","origin":"observation","title":"t","statement":"s","theme":"political",
       "consentBasis":"written","consent":"c","quotes":[{"text":"a","speakerGroup":"cso","mayQuote":true},
       {"text":"b","speakerGroup":"cso","mayQuote":true,"consent":"d"}]}
      """
    let body = try RecordReader().read(Array(line.utf8)).text
    for (consents, shown) in [(["c", "d"], 2), (["c"], 1), (["d"], 1), ([], 0)] as [(Set<String>, Int)] {
      let row = try #require(
        try VisibleFields(Self.findings, at: .confidential)
          .row(
            of: body, select: ["quotes"], revision: 1,
            protection: Protection(consents: Set(consents.map { ConsentCover(key: $0, scope: "quote") }))))
      #expect(try JSONValue(parsing: row.json)["quotes"]?.array?.count ?? 0 == shown)
      #expect(row.withheld == tally(.consentWithdrawn, 2 - shown))
    }
  }

  @Test(arguments: [
    (#""counts":"people","value":3"#, false), (#""counts":"people","value":315"#, false),
    (#""counts":"published_people","value":41,"outOf":147"#, true), (#""counts":"other","value":3"#, true),
  ])
  func numbersOfPeopleAreShownIfASourceHasPublishedThem(members: String, isShown: Bool) throws {
    let line = """
      {"kind":"measurement","programme":"p","key":"m","framework":"f","indicator":"1.a","measure":"unit","text":"In words",
       "periodStart":"2023-01-01","periodEnd":"2023-12-31","source":"Press",\(members)}
      """
    let body = try RecordReader().read(Array(line.utf8)).text
    let measurements = try #require(KindCatalogue.standard.source("measurement"))
    func shown(_ level: ConfidentialityLevel) throws -> [Bool] {
      let select = ["value", "outOf", "text", "indicator"]
      let row = try #require(try VisibleFields(measurements, at: level).row(of: body, select: select, revision: 1))
      let json = try JSONValue(parsing: row.json)
      #expect(json["indicator"] == "1.a")
      return ["value", "text"].map { json[$0] != nil }
    }
    for level in [ConfidentialityLevel.public, .internal] { #expect(try shown(level) == [isShown, isShown]) }
    #expect(try shown(.restricted) == [true, true])
  }

  @Test(arguments: ["value", "outOf", "numerator", "denominator", "text"])
  func everyFormOfANumberOfPeopleIsHeldBack(name: String) throws {
    let field = try #require(RecordKind.measurement.object.field(name))
    #expect(field.visibility.exceptions.contains { $0.level == .restricted && $0.codes == ["people"] })
  }

  @Test(arguments: [("photo", [nil, "Photo"]), ("publication", ["https://x.org/1", "Photo"])])
  func whatLeadsToFacesIsNotForEverybody(type: String, shown: [String?]) throws {
    let line = """
      {"kind":"evidence","programme":"p","key":"e","evidenceType":"\(type)","title":"Photo","description":"Who is seen",
       "url":"https://x.org/1","storageReference":"shelf 3"}
      """
    let body = try RecordReader().read(Array(line.utf8)).text
    let evidence = try #require(KindCatalogue.standard.source("evidence"))
    let select = ["title", "description", "url", "storageReference"]
    let row = try #require(try VisibleFields(evidence, at: .internal).row(of: body, select: select, revision: 1))
    let json = try JSONValue(parsing: row.json)
    #expect([json["url"]?.string, json["title"]?.string] == shown)
    #expect((json["description"] == nil) == (shown[0] == nil))
    #expect(json["storageReference"] == nil)
    let all = try #require(try VisibleFields(evidence, at: .restricted).row(of: body, select: select, revision: 1))
    #expect(try JSONValue(parsing: all.json)["url"]?.string == "https://x.org/1")
  }
}
