import Foundation
import ReportDocument
import ReportWriters
import Testing

/// What a report says of the signs that stand where a figure is not printed.
@Suite("Signs and their legend")
struct LegendTests {
  private struct Sign {
    let value: InlineValue
    /// What stands in the cell, in English and in French.
    let marks: (String, String)
    /// Words of its legend.
    let words: (String, String)
  }

  private static let signs = [
    Sign(value: .missing, marks: ("n/a", "n.\u{A0}d."), words: ("is not available", "n’est pas disponible")),
    Sign(value: .suppressed(), marks: ("<5", "<5"), words: ("is lower than that number", "est inférieur à ce nombre")),
    Sign(
      value: .withheld, marks: ("[c]", "[s]"),
      words: (
        "hidden to protect people; it is small, or a small one could be computed from it",
        "masquée pour protéger les personnes\u{202F}; elle est petite, ou permettrait d’en retrouver une petite"
      )),
  ]

  private func report(_ blocks: [Block], _ medium: ReportMedium, _ language: DocumentLanguage) throws -> String {
    let output = try SampleReport.output(
      medium, [GoldenReport.blocks(language)[0]] + blocks, SampleReport.stamp(language: language))
    // Escapes are no matter of this test.
    return output.replacing("\\", with: "").replacing("&lt;", with: "<")
  }

  private static func table(_ cells: [InlineValue], _ identifier: String = "t") -> [Block] {
    let start = TableStart(
      identifier: identifier, caption: "T", columns: [TableColumn("a"), TableColumn("b", .number)])
    return [.tableStart(start)] + cells.map { .row(TableRow(["x", $0])) } + [.tableEnd(TableEnd())]
  }

  @Test(
    "A sign is explained where it stands, and no other", arguments: SampleReport.proseMedia, DocumentLanguage.allCases)
  func onlyWhereItOccurs(_ medium: ReportMedium, _ language: DocumentLanguage) throws {
    let isFrench = language == .french
    for chosen in 0..<8 {
      let some = Self.signs.enumerated().filter { chosen >> $0.offset & 1 == 1 }.map(\.element)
      let text = try report(Self.table(some.map(\.value) + [.integer(7)]), medium, language)
      for (index, sign) in Self.signs.enumerated() {
        let occurs = chosen >> index & 1 == 1
        let words = isFrench ? sign.words.1 : sign.words.0
        #expect(text.contains(words) == occurs, "\(words)")
        if occurs { #expect(text.contains(isFrench ? sign.marks.1 : sign.marks.0)) }
      }
    }
  }

  @Test("It is explained once, below the block in which it stands first", arguments: SampleReport.proseMedia)
  func once(_ medium: ReportMedium) throws {
    let first = Self.table([.integer(1)], "one") + [.paragraph("Between.")]
    let text = try report(
      first + Self.table([.withheld, .withheld], "two") + [.paragraph("Afterwards.")]
        + Self.table([.withheld], "three"),
      medium, .english)
    let parts = text.components(separatedBy: "it is small, or a small one could be computed from it.")
    #expect(parts.count == 2)
    #expect(parts[0].contains("Between.") && !parts[0].contains("Afterwards."))
    #expect(parts[0].contains("[c]"))
  }

  @Test("It is explained wherever a value may stand", arguments: SampleReport.proseMedia)
  func everywhere(_ medium: ReportMedium) throws {
    let places: [[Block]] = [
      [.paragraph(["x ", .withheld])], [.list(ItemList([["x ", .withheld]]))],
      [.form(Form([LabelledValue("x", .withheld)]))], [.callout(Callout(.info, ["x ", .withheld]))],
      [.quote(Quote(["x ", .withheld]))],
      Self.table([.integer(1)]).dropLast() + [.tableEnd(TableEnd(note: ["x ", .withheld]))],
    ]
    for blocks in places {
      #expect(try report(blocks, medium, .english).contains("a small one could be computed from it."), "\(blocks)")
    }
  }

  @Test("A hidden figure is never said to be large, small or beside another one", arguments: DocumentLanguage.allCases)
  func spoken(_ language: DocumentLanguage) throws {
    let html = try report(Self.table([.withheld]), .html, language)
    let title =
      language == .french
      ? "Masqué pour protéger les personnes\u{A0}: la valeur est petite, ou permettrait d’en retrouver une petite"
      : "Hidden to protect people: it is small, or a small one could be computed from it"
    #expect(html.contains("<abbr class=\"suppressed\" title=\"\(title)\">"))
    #expect(!html.contains("another count"))
  }

  @Test("What stands on the cover is explained before the report begins", arguments: SampleReport.proseMedia)
  func cover(_ medium: ReportMedium) throws {
    guard case .document(var header) = GoldenReport.blocks(.english)[0] else { return }
    header.facts = [LabelledValue("Grant", .missing)]
    let text = try SampleReport.output(
      medium, [.document(header), .paragraph("body")], SampleReport.stamp(language: .english)
    ).replacing("\r\n", with: "\n")
    let legend = try #require(text.firstRange(of: "is not available"))
    let body = try #require(text.firstRange(of: "body\n") ?? text.firstRange(of: "<p>body"))
    #expect(legend.lowerBound < body.lowerBound)
  }
}
