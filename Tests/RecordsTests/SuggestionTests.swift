import Records
import Testing
import Violations

@Suite("What was probably meant") struct SuggestionTests {
  @Test(
    "A code is known by its spelling and by its names",
    arguments: [
      ("place.region", "Ségou", "segou"), ("place.region", "Segou", "segou"),
      ("place.region", "Timbuktu", "tombouctou"),
      ("place.region", "Taoudenit", "taoudenit"), ("severity", "High", "high"), ("severity", "Élevée", "high"),
      ("severity", "critque", "critical"), ("theme", "procurment", "procurement"),
      ("theme", "Passation de marchés", "procurement"), ("origin", "round-table", "roundtable"),
      ("raisedBy", "Groupement de femmes", "women_group"), ("raisedBy", "womens_group", "women_group"),
      ("auditCategory", "Secret budgetaire", "budget_secrecy"),
    ])
  func codes(path: String, found: String, code: String) throws {
    let line = try JSONEdit.apply([.set(path, "\"\(found)\"")], to: RecordSample.example("finding"))
    let violation = try #require(RecordSample.violations(line).first)
    #expect(violation.path == path)
    #expect(violation.found == found)
    #expect(violation.suggestion == code)
  }

  @Test("A code that other programs escape is found as it reads") func escaped() throws {
    let line = RecordSample.finding(#""place":{"region":"S\u00e9gou"}"#)
    let violation = try #require(RecordSample.violations(line).first)
    #expect(violation.found == "Ségou")
    #expect(violation.suggestion == "segou")
    let key = RecordSample.violations(RecordSample.finding(#""assignment":"\u00e9""#)).first
    #expect(key?.found == "é")
  }

  @Test("A control character is shown as its escape, which no terminal obeys") func control() {
    let found = RecordSample.violations(RecordSample.finding(#""dissent":"a\u001b[2Jb""#)).first?.found
    #expect(found == #"a\u001b[2Jb"#)
  }

  @Test(
    "A misspelt field is recognised",
    arguments: [
      ("programme_area", "programmeArea"), ("Severity", "severity"), ("recomendations", "recommendations"),
      ("gdiquestions", "gdiQuestions"), ("observed-on", "observedOn"),
    ])
  func fields(wrong: String, right: String) {
    let found = RecordSample.violations(RecordSample.finding(#""\#(wrong)":"x""#))
    #expect(found.map(\.path) == [wrong])
    #expect(found.first?.suggestion == right)
    #expect(found.first?.allowed.isEmpty == true)
  }

  @Test("A strange field is refused with the names that there are") func strangeField() {
    let found = RecordSample.violations(RecordSample.finding(#""place":{"region":"gao","zzz":1}"#))
    #expect(found.map(\.path) == ["place.zzz"])
    #expect(found.first?.suggestion == nil)
    #expect(found.first?.allowed == ["region", "cercle", "commune", "village", "asReported", "geoVersion"])
  }

  @Test(
    "A misspelt kind is recognised",
    arguments: [("findng", "finding"), ("followUp", "follow_up"), ("Programme", "programme")])
  func kinds(wrong: String, right: String) {
    let found = RecordSample.violations(#"{"kind":"\#(wrong)","programme":"p","key":"k"}"#)
    #expect(found.map(\.path) == ["kind"])
    #expect(found.first?.suggestion == right)
  }

  @Test("`type` is not the kind, and says so") func typeForKind() {
    let found = RecordSample.violations(#"{"type":"finding","programme":"p","key":"k"}"#)
    #expect(found.map(\.path) == ["type", "kind"])
    #expect(found.first?.suggestion == "kind")
    #expect(found.last?.allowed == KindCatalogue.standard.names)
  }

  @Test(
    "A day is suggested in the right spelling",
    arguments: [
      ("16/05/2023", "2023-05-16"), ("16.05.2023", "2023-05-16"), ("16-05-2023", "2023-05-16"),
      ("2023/05/16", "2023-05-16"), ("2023-5-6", "2023-05-06"), ("31/02/2023", nil),
    ])
  func days(found: String, day: String?) {
    let violation = RecordSample.violations(RecordSample.finding(#""observedOn":"\#(found)""#)).first
    #expect(violation?.message.rule == "date_exists")
    #expect(violation?.suggestion == day)
  }

  @Test("A sum is suggested in the right spelling") func sums() {
    let line = RecordSample.finding(#""amountAtStake":{"amount":"1 250,50","currency":"USD"}"#)
    #expect(RecordSample.violations(line).first?.suggestion == "1250.50")
  }

  @Test("A long list gives its nearest codes only, a short one all") func shownCodes() {
    let found = RecordSample.violations(RecordSample.finding(#""severity":"x""#)).first
    #expect(found?.allowed == CodeLists.severity.codes)
    let long = CodeLists.all.filter { $0.entries.count > RecordLimits.shownCodes }
    #expect(!long.isEmpty)
    for list in long {
      #expect(list.shownCodes.isEmpty)
      #expect(list.shown(near: "x").count == RecordLimits.nearestCodes)
    }
  }

  @Test("A node that a framework lacks is suggested from those that it has") func nodes() throws {
    let line = try JSONEdit.apply([.set("indicators[1].node", #""2-1""#)], to: RecordSample.example("framework"))
    #expect(RecordSample.violations(line).first?.suggestion == "2.1")
  }
}
