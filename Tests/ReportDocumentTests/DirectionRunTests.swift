import ReportDocument
import TestSupport
import Testing

@Suite struct DirectionRunTests {
  private func runs(_ text: String) -> [String] {
    DirectionRun.runs(of: text).map { $0.script == nil ? $0.text : "[\($0.text)]" }
  }

  @Test(arguments: [
    ("Ségou 12", ["Ségou 12"]), ("", [""]),
    ("الوفاق 12", ["[الوفاق]", " 12"]),
    ("ONG الوفاق 12 السلام (Gao)", ["ONG ", "[الوفاق 12 السلام]", " (Gao)"]),
    ("ߒߞߏ, 1949", ["[ߒߞߏ]", ", 1949"]),
    ("ߒߞߏ العربية", ["[ߒߞߏ]", " ", "[العربية]"]),
    ("שלום\nشكرا", ["[שלום]", "\n", "[شكرا]"]),
    ("𞤀𞤣𞤤𞤢𞤥: 3", ["[𞤀𞤣𞤤𞤢𞤥]", ": 3"]),
    ("« » 🇲🇱 – …", ["« » 🇲🇱 – …"]),
  ])
  func aRunReachesFromItsFirstLetterToItsLast(_ text: String, _ expected: [String]) {
    #expect(runs(text) == expected)
  }

  @Test func nothingIsLostOrAdded() {
    let pieces = ["a", " ", "الوفاق", "12", ",", "ߒߞߏ", "\n", "שלום", "é", "(", "𞤀"]
    var dice = Dice(seed: 3)
    for _ in 0..<2_000 {
      let text = (0..<8).map { _ in dice.pick(pieces) }.joined()
      let runs = DirectionRun.runs(of: text)
      #expect(runs.map(\.text).joined().unicodeScalars.elementsEqual(text.unicodeScalars))
      for (run, next) in zip(runs, runs.dropFirst()) { #expect(run.script != nil || next.script != nil) }
      for run in runs where run.script == nil {
        #expect(!run.text.unicodeScalars.contains { $0.properties.isAlphabetic && $0.value > 0x590 })
      }
    }
  }
}
