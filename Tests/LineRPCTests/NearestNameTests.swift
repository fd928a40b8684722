import Testing

@testable import LineRPC

@Suite struct NearestNameTests {
  private let methods = ["kurukan.v1.Records/Submit", "kurukan.v1.Records/Get", "kurukan.v1.Reports/Render"]

  @Test(arguments: [
    ("kurukan.v1.Records/Sumbit", "kurukan.v1.Records/Submit"),
    ("kurukan.v1.records/submit", "kurukan.v1.Records/Submit"),
    ("Submit", "kurukan.v1.Records/Submit"), ("Reports/Render", "kurukan.v1.Reports/Render"),
    ("completely.other/Thing", nil), ("", nil),
  ]) func suggestions(_ name: String, _ expected: String?) {
    #expect(NearestName.suggestion(for: name, in: methods) == expected)
  }

  @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("", "ab", 2), ("kitten", "sitting", 3)])
  func distances(_ first: String, _ second: String, _ distance: Int) {
    #expect(NearestName.editDistance(Array(first.utf8), Array(second.utf8)) == distance)
  }

  @Test func aVeryLongNameIsNotCompared() {
    #expect(NearestName.suggestion(for: String(repeating: "x", count: 1_000_000), in: methods) == nil)
  }
}
