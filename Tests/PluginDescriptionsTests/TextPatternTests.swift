import Foundation
import Testing

@testable import PluginDescriptions

@Suite struct TextPatternTests {
  @Test("It finds what the library's regular expressions find, for generated patterns and texts")
  func model() throws {
    var state: UInt64 = 11
    func roll(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let atoms = ["a", "b", "-", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\.", "[A-Z0-9]", "\\-", "é"]
    let repetitions = ["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}"]
    let letters = Array("abc-.A9é ")
    var found = 0
    for _ in 0..<3_000 {
      let middle = (0...roll(4)).map { _ in atoms[roll(atoms.count)] + repetitions[roll(repetitions.count)] }.joined()
      let pattern = (roll(2) == 0 ? "^" : "") + middle + (roll(2) == 0 ? "$" : "")
      let text = String((0..<roll(8)).map { _ in letters[roll(letters.count)] })
      let expected =
        try NSRegularExpression(pattern: pattern).firstMatch(
          in: text, range: NSRange(text.startIndex..., in: text)) != nil
      #expect(try TextPattern(pattern).matches(text) == expected, "\(pattern) in \(text)")
      if expected { found += 1 }
    }
    #expect(found > 300 && found < 2_700)
  }

  @Test(
    "What would make another expression of it is refused, never half read",
    arguments: [
      "(a)", "a|b", "a(?=b)", "\\1", "\\b", "\\p{L}", "*a", "a{", "a{x}", "a{2,1}", "a{501}", "[a", "[z-a]", "a\\",
      "^^", "a$b",
      "a{100}b{100}c{100}d{100}e{100}f{100}",
    ])
  func refused(_ pattern: String) {
    #expect(throws: TextPattern.Fault.self) { try TextPattern(pattern) }
  }

  @Test("A pattern that makes others try for ever takes its time and no more")
  func linear() throws {
    let pattern = try TextPattern("^a*a*a*a*a*a*a*a*a*a*b$")
    #expect(!pattern.matches(String(repeating: "a", count: 50_000)))
  }
}
