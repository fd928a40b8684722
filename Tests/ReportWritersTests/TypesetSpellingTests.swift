import JSONBytes
import ReportDocument
import ReportFigures
import ReportWriters
import Testing

@Suite struct TypesetSpellingTests {
  @Test(arguments: DocumentLanguage.allCases)
  func isOneDocumentWhoseBlocksStandInTheirOrder(_ language: DocumentLanguage) throws {
    let json = try parsed(GoldenReport.blocks(language), GoldenReport.stamp(language))
    #expect(json["language"]?.string == language.rawValue)
    let kinds = try blocks(json).map { try #require($0["block"]?.string) }
    #expect(kinds.prefix(2) == ["heading", "paragraph"])
    for kind in ["heading", "paragraph", "list", "definitions", "form", "callout", "quote", "table", "pageBreak"] {
      #expect(kinds.contains(kind), "\(kind)")
    }
  }

  @Test(arguments: HostileText.all)
  func textIsDataWhateverItSays(_ text: String) throws {
    guard !SafeText.isBlank(text) else { return }
    let plain = try parsed(SampleReport.blocks(everyText: "Texte"), SampleReport.stamp())
    let hostile = try parsed(SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    #expect(try blocks(hostile).map { $0["block"]?.string } == blocks(plain).map { $0["block"]?.string })
    try check(hostile)
  }

  @Test func turnsPagesForABroadTableAndItsHeading() throws {
    let columns = (0..<11).map { TableColumn(TitleText("c\($0)")) }
    let json = try parsed([
      cover, .paragraph("Avant."), .heading(Heading(level: 1, text: "Large", identifier: "large")),
      .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)), .tableEnd(TableEnd()),
      .paragraph("Après."),
    ])
    let pages = try #require(json["pages"]?.array)
    #expect(pages.map { $0["turned"]?.bool } == [false, true, false])
    let turned = try #require(pages[1]["blocks"]?.array)
    #expect(turned.map { $0["block"]?.string } == ["heading", "table"])
  }

  @Test func columnsFillThePagesWidthAndHoldTheirFigures() throws {
    let columns = [TableColumn("Constat", weight: 100), TableColumn("Montant", .money, weight: 1)]
    let json = try parsed([
      cover, .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
      .row(TableRow([.text(String(repeating: "mot ", count: 300)), .money("187000000.00", "USD")])),
      .tableEnd(TableEnd()),
    ])
    let table = try #require(try blocks(json).last { $0["block"]?.string == "table" })
    let widths = try #require(table["widths"]?.array).compactMap(\.integer)
    #expect(abs(widths.reduce(0, +) - 4_819) < 5)
    #expect(widths[1] > 700, "\(widths)")
    #expect(table["rows"]?.array?.first?["long"]?.bool == true)
  }

  @Test(
    "A column holds its longest word, and a date or a count with its words as a whole where there is room",
    arguments: [
      (
        ["Finding", "Date"], ["Prose of many words, which needs room", "26 September 2024"], [30, 1],
        ["", "26 September 2024"]
      ),
      (["Constat", "Nombre"], ["Une phrase de plusieurs mots", "environ 25"], [30, 1], ["", "environ 25"]),
      (["Constat", "Lieu"], ["Une phrase de plusieurs mots", "Ségou, Tombouctou"], [30, 1], ["", "Tombouctou"]),
      (["Indicator", "Target"], ["How many people came", "0"], [40, 1], ["Indicator", "Target"]),
      (["Code", "What"], ["P2.a-S1", "Observers who were trained in the regions"], [1, 60], ["P2.a-S1", ""]),
    ])
  func columns(_ titles: [String], _ cells: [String], _ weights: [Int], _ whole: [String]) throws {
    let columns = zip(titles, weights).map { TableColumn(TitleText($0), weight: $1) }
    for role in [TableRow.Role.body, .total] {
      let json = try parsed([
        cover, .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
        .row(TableRow(cells.map { .text($0) }, role: role)), .tableEnd(TableEnd()),
      ])
      let table = try #require(try blocks(json).last { $0["block"]?.string == "table" })
      let size = try #require(table["size"]?.double)
      #expect(size == 8.5 && table["tears"]?.bool == false)
      let widths = try #require(table["widths"]?.array).compactMap(\.integer)
      for (width, text) in zip(widths, whole) {
        let needed = LabelWidth.of(text, size: size, isBold: role == .total) + 10
        #expect(Double(width) / 10 >= needed, "\(text) in \(widths)")
      }
    }
  }

  @Test("Words are torn only where the page is too narrow for them") func tears() throws {
    for (count, word, tears) in [(8, "Koulikoro", false), (60, "incompréhensible", true)] {
      let columns = (0..<count).map { TableColumn(TitleText("c\($0)")) }
      let json = try parsed([
        cover, .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
        .row(TableRow(columns.map { _ in .text(word) })), .tableEnd(TableEnd()),
      ])
      let table = try #require(try blocks(json).last { $0["block"]?.string == "table" })
      #expect(table["tears"]?.bool == tears, "\(count)")
    }
  }

  @Test("A table without number is measured as narrow as it is set", arguments: DocumentLanguage.allCases)
  func narrowTable(_ language: DocumentLanguage) throws {
    let json = try parsed(GoldenReport.blocks(language), GoldenReport.stamp(language))
    let table = try #require(
      try blocks(json).first { $0["block"]?.string == "table" && $0["number"] == nil })
    let widths = try #require(table["widths"]?.array).compactMap(\.integer)
    #expect(abs(Double(widths.reduce(0, +)) - 4_819 * 0.62) < 5)
  }

  @Test("The texts of a drawing stand beside its shapes, where the drawing has them") func labelsOfDrawings() throws {
    let blocks = GoldenReport.blocks(.french)
    let figure = try #require(try self.blocks(parsed(blocks)).first { $0["block"]?.string == "figure" })
    let svg = try #require(figure["svg"]?.string)
    #expect(svg.hasPrefix("<svg ") && !svg.contains("<text") && !svg.contains("<title"))
    let html = try SampleReport.output(.html, blocks, GoldenReport.stamp(.french))
    let labels = try #require(figure["labels"]?.array)
    #expect(!labels.isEmpty && html.split(separator: "<text ").count - 1 == labels.count)
    for label in labels {
      let text = try #require(label["text"]?.string)
      let place =
        "x=\"\(try shown(label["x"]))\" y=\"\(try shown(label["y"]))\" font-size=\"\(try shown(label["size"]))\""
      #expect(html.contains("<text \(place)"), "\(place)")
      #expect(html.contains(">\(text)</text>"), "\(text)")
    }
    #expect(labels.contains { $0["anchor"]?.string == "end" } && labels.contains { $0["anchor"] == nil })
  }

  private func shown(_ number: JSONValue?) throws -> String {
    let value = try #require(number?.double)
    return value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  @Test func endlessWordsMayEndALineAnywhere() throws {
    let word = String(repeating: "w", count: 10_000)
    let json = try parsed([cover, .paragraph(Paragraph(RichText("a " + word)))])
    let text = try #require(try blocks(json).last?["text"]?.string)
    #expect(text.split(separator: "\t").allSatisfy { $0.count <= 12 })
    #expect(text.filter { $0 != "\t" } == "a " + word)
    let short = try parsed([cover, .paragraph("Recommandations inconstitutionnelles")])
    #expect(try blocks(short).last?["text"]?.string == "Recommandations inconstitutionnelles")
  }

  @Test func refusesWhatNoProcessCouldLayOut() throws {
    let sink = SampleReport.Sink()
    var writer = ReportMedium.pdf.writer(SampleReport.stamp()) { sink.bytes += $0 }
    try writer.write(cover)
    try writer.write(.tableStart(TableStart(identifier: "t", caption: "T", columns: [TableColumn("C")])))
    let fault = #expect(throws: DocumentError.self) {
      for index in 0..<100_000 { try writer.write(.row(TableRow([.integer(index)]))) }
    }
    #expect(fault?.code == .limitExceeded)
    #expect(fault?.message.contains("XLSX, CSV or HTML") == true)
    #expect(sink.bytes.count < 2_000_000)
    let broad = (0..<61).map { TableColumn(TitleText("c\($0)")) }
    #expect(throws: DocumentError.self) {
      try parsed([cover, .tableStart(TableStart(identifier: "t", caption: "T", columns: broad)), .tableEnd(TableEnd())])
    }
  }

  @Test func isolatesWhatRunsFromRightToLeft() throws {
    let json = try parsed([cover, .paragraph("Réf. ߒߞߏ (7)")])
    let pieces = try #require(try blocks(json).last?["text"]?.array)
    #expect(pieces.count == 3)
    #expect(pieces[1]["language"]?.string == "nqo")
    #expect(pieces[2].string == " (7)")
  }

  @Test func sameBlocksGiveSameBytes() throws {
    let blocks = GoldenReport.blocks(.french)
    let fromLines = try blocks.map { try Block(line: $0.line) }
    #expect(try SampleReport.output(.pdf, blocks) == SampleReport.output(.pdf, fromLines))
  }

  private let cover = GoldenReport.blocks(.french)[0]

  private func parsed(_ blocks: [Block], _ stamp: ReportStamp = SampleReport.stamp()) throws -> JSONValue {
    try JSONValue(parsing: SampleReport.output(.pdf, blocks, stamp))
  }

  private func blocks(_ json: JSONValue) throws -> [JSONValue] {
    try #require(json["pages"]?.array).flatMap { try #require($0["blocks"]?.array) }
  }

  /// No character that must not be in a file, but the mark in long words.
  private func check(_ json: JSONValue) throws {
    switch json {
    case .string(let text):
      #expect(!text.unicodeScalars.contains { HostileText.isForbidden($0) && $0 != "\t" }, "\(text.debugDescription)")
    case .array(let elements): for element in elements { try check(element) }
    case .object(let object): for member in object.members { try check(member.value) }
    case .null, .bool, .integer, .number: break
    }
  }
}
