import ReportDocument
import ReportWriters
import Testing

/// The style sheet as a page carries it.
@Suite struct HTMLStyleTests {
  private func page(_ blocks: [Block] = []) throws -> TagScanner {
    try TagScanner(SampleReport.output(.html, [GoldenReport.blocks(.french)[0]] + blocks))
  }

  /// The colours of a scheme by name, as red, green and blue.
  private func colours(_ rules: Substring) -> [String: [Double]] {
    var colours: [String: [Double]] = [:]
    for match in rules.matches(of: #/--([a-z-]+): #([0-9a-f]{6}|[0-9a-f]{3})\b/#) {
      let digits = Array(String(match.output.2))
      let pairs =
        digits.count == 3
        ? digits.map { "\($0)\($0)" } : stride(from: 0, to: 6, by: 2).map { "\(digits[$0])\(digits[$0 + 1])" }
      colours[String(match.output.1)] = pairs.compactMap { Int($0, radix: 16) }.map { Double($0) / 255 }
    }
    return colours
  }

  /// WCAG 2.2, relative luminance; the power of 2.4 by the same curve in steps, since this module has no C library.
  private func luminance(_ colour: [Double]) -> Double {
    let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// `base` to the power of 2.4: its twelfth power's fifth root, by Newton's method.
  private func power(_ base: Double) -> Double {
    let twelfth = (0..<12).reduce(1) { product, _ in product * base }
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root) }
    return root
  }

  private func contrast(_ one: [Double], _ other: [Double]) -> Double {
    let values = [luminance(one), luminance(other)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  @Test("Every text can be read on every ground that it stands on, light and dark (WCAG 2.2, 1.4.3)")
  func contrasts() throws {
    let style = try page().style
    let dark = try #require(style.firstRange(of: "(prefers-color-scheme: dark)"))
    let schemes = [colours(style[..<dark.lowerBound]), colours(style[dark.upperBound...])]
    let pairs: [(String, [String])] = [
      ("ink", ["paper", "tint", "group", "warning-tint", "gap-tint"]), ("muted", ["paper", "tint", "group"]),
      ("accent", ["paper", "tint", "group"]), ("warning", ["warning-tint"]), ("gap", ["gap-tint"]),
    ]
    #expect(abs(contrast([0, 0, 0], [1, 1, 1]) - 21) < 0.001)
    for scheme in schemes {
      for (text, grounds) in pairs {
        for ground in grounds {
          let ratio = contrast(try #require(scheme[text]), try #require(scheme[ground]))
          #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
        }
      }
    }
  }

  @Test("A word that is too long for its column may break, an ordinary one may not")
  func longWords() throws {
    let long = String(repeating: "m", count: 21)
    func cells(_ word: String, columns: Int) throws -> Int {
      let start = TableStart(
        identifier: "t", caption: "T", columns: (0..<columns).map { _ in TableColumn(TitleText(word)) })
      let row = TableRow((0..<columns).map { _ in InlineValue.text("mot " + word) })
      let cells = try page([.tableStart(start), .row(row), .tableEnd(TableEnd())]).elements
      return cells.count { $0.attributes["class"]?.contains("long-word") == true }
    }
    #expect(try cells(long, columns: 3) == 6)
    #expect(try cells(String(long.dropLast()), columns: 3) == 0)
    #expect(try cells("compte-rendu d’un long débat public", columns: 3) == 0)
    #expect(try cells(String(repeating: "é", count: 17), columns: 8) == 16)
    #expect(try cells(String(repeating: "é", count: 16), columns: 8) == 0)
  }
}
