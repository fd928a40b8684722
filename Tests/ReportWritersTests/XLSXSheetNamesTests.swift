import Testing

@testable import ReportWriters

@Suite("Names of sheets")
struct XLSXSheetNamesTests {
  @Test(
    "A name keeps to what Excel takes",
    arguments: [
      ("Budget: 2024/25 [USD]", "Budget 2024 25 USD"), ("'quoted'", "quoted"), ("", "-"), ("*?/", "-"),
      ("a\u{1}b", "a b"),
    ])
  func plain(wanted: String, expected: String) {
    var names = SheetNames()
    #expect(names.name(for: wanted) == expected)
  }

  @Test("No two are alike but for their case, and none is the one Excel keeps")
  func unique() {
    var names = SheetNames()
    #expect(names.name(for: "Synthèse") == "Synthèse")
    #expect(names.name(for: "SYNTHÈSE") == "SYNTHÈSE (2)")
    #expect(names.name(for: "History") == "History (2)")
  }

  @Test("Long names are cut between characters, also where two are alike")
  func long() {
    var names = SheetNames()
    let wanted = String(repeating: "👩‍👩‍👧", count: 20)
    let made = (0..<12).map { _ in names.name(for: wanted) }
    #expect(made.allSatisfy { $0.utf16.count <= 31 && $0.first == "👩‍👩‍👧" })
    #expect(Set(made).count == 12)
  }

  @Test(
    "A long name is cut behind a word, and says so",
    arguments: [
      ("T1 Financial status of the grant", "T1 Financial status of the…"),
      ("T2 Accord, comités, rapports et risques", "T2 Accord, comités, rapports…"),
      ("T3 Places, communities, and events", "T3 Places, communities, and…"),
      ("T4 Personnes touchées, par groupe", "T4 Personnes touchées, par…"),
      ("Indicateurs : résultats, écarts", "Indicateurs résultats, écarts"),
      ("T Institutionnalisationinachevée", "T Institutionnalisationinachevé"),
    ])
  func words(wanted: String, expected: String) {
    var names = SheetNames()
    #expect(names.name(for: wanted) == expected)
    let second = names.name(for: wanted)
    #expect(second.hasSuffix(" (2)") && second.utf16.count <= 31)
  }

  @Test("A cut leaves no apostrophe at the end")
  func apostrophe() {
    var names = SheetNames()
    #expect(names.name(for: String(repeating: "a", count: 30) + "'bc") == String(repeating: "a", count: 30))
  }
}
