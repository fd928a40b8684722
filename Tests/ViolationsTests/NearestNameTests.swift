import Testing

@testable import Violations

@Suite struct NearestNameTests {
  private let methods = ["kurukan.v1.Records/Submit", "kurukan.v1.Records/Get", "kurukan.v1.Reports/Render"]

  @Test(arguments: [
    ("kurukan.v1.Records/Sumbit", "kurukan.v1.Records/Submit"),
    ("kurukan.v1.records/submit", "kurukan.v1.Records/Submit"),
    ("Submit", "kurukan.v1.Records/Submit"), ("Reports/Render", "kurukan.v1.Reports/Render"),
    ("completely.other/Thing", nil), ("", nil), ("_-. ", nil),
  ]) func suggestions(_ name: String, _ expected: String?) {
    #expect(NearestName.suggestion(for: name, in: methods) == expected)
  }

  @Test(arguments: [
    ("programme_area", "programmeArea"), ("Programme Area", "programmeArea"), ("Ségou", "segou"),
    ("Se\u{301}gou", "segou"), ("SEGOU", "segou"), ("sɛgu", "segou"), ("œuvre", "oeuvre"), ("segou", "segou"),
  ]) func caseAccentsAndSeparatorsCountForNothing(_ name: String, _ expected: String) {
    #expect(NearestName.suggestion(for: name, in: ["programmeArea", "oeuvre", "segou", "sikasso"]) == expected)
  }

  @Test func accentsOfCandidatesCountForNothingEither() {
    #expect(NearestName.suggestion(for: "menaka", in: ["Gao", "Ménaka"]) == "Ménaka")
  }

  @Test func aThirdOfTheLettersMayDiffer() {
    #expect(NearestName.suggestion(for: "abcdxx", in: ["abcdef"]) == "abcdef")
    #expect(NearestName.suggestion(for: "abcxxx", in: ["abcdef"]) == nil)
  }

  @Test func theFirstOfEqualsStands() {
    #expect(NearestName.suggestion(for: "cat", in: ["car", "can"]) == "car")
  }

  @Test func theNearestComeFirstHoweverFar() {
    let regions = ["Kayes", "Gao", "Ségou", "Sikasso", "Kidal"]
    #expect(NearestName.nearest(to: "segu", in: regions, count: 1) == ["Ségou"])
    let all = NearestName.nearest(to: "kidale", in: regions, count: 99)
    #expect(all.count == regions.count && all.first == "Kidal")
    #expect(NearestName.nearest(to: "zzz", in: regions, count: 2).count == 2)
  }

  @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("", "ab", 2), ("kitten", "sitting", 3)])
  func distances(_ first: String, _ second: String, _ distance: Int) {
    #expect(EditDistance.between(Array(first.utf8), Array(second.utf8)) == distance)
  }

  @Test func aVeryLongNameIsNotCompared() {
    let long = String(repeating: "x", count: NearestName.comparedBytes + 1)
    #expect(NearestName.suggestion(for: long, in: methods + [long]) == nil)
    #expect(NearestName.nearest(to: long, in: methods, count: 3).isEmpty)
    #expect(NearestName.nearest(to: "x", in: [long, "y"], count: 3) == ["y"])
  }
}
