import ReportDocument
import Testing

private func block(_ text: String) throws(DocumentError) -> Block { try Block(line: Array(text.utf8)) }

private let everyBlock: [Block] = {
  let date = DocumentDate(iso: "2024-03-03")
  let values: [InlineValue] = [
    "texte", .integer(12, trace: "f:1"), .integer(-3), .number(1.5, decimals: 2), .money("187000.00", "USD"),
    date.map(InlineValue.date) ?? .missing, .percent(45.2), .percent(45, decimals: 0),
    .label("Consensus", code: "consensus"), .label("Autre"), .missing, .suppressed(below: 10),
    InlineValue(
      .text(TextSpan("lien", emphasis: .strong, link: LinkTarget("#s1"), language: .english)), trace: "t"),
    InlineValue(.text(TextSpan("A:1", emphasis: .code, link: LinkTarget("https://undef.org/?a=1&b=2")))),
  ]
  let header = DocumentHeader(
    title: "T \"<&\n\u{202E}", subtitle: "S", donor: "D", reference: "R",
    period: DocumentDate(iso: "2024-01-01").flatMap { from in
      date.flatMap { DocumentPeriod(from: from, to: $0) }
    },
    facts: [LabelledValue("L", .missing)], version: "1.0")
  return [
    .document(header),
    .contents(Contents([ContentsEntry(level: 1, text: "Un", identifier: "s1", isNumbered: false)])),
    .contents(Contents([])), .heading(Heading(level: 1, text: TitleText("One", language: .english), identifier: "s1")),
    .heading(Heading(level: 4, text: "Deux", identifier: "s2")),
    .paragraph("simple"), .paragraph(Paragraph(RichText(values))), .paragraph([.suppressed()]), .paragraph([.withheld]),
    .paragraph([]),
    .paragraph(["a", .footnote(["b", .integer(3)]), .undisclosed]),
    .list(ItemList(["a", ["b", .integer(3)]], isOrdered: true)),
    .list(ItemList([ListItem("a", list: ItemList(["b", ListItem(["c", .missing], list: ItemList(["d"]))]))])),
    .definitions(
      DefinitionList([Definition("ONG", "x"), Definition(TitleText("NGO", language: .english), ["y", .missing])])),
    .tableStart(
      TableStart(
        identifier: "t1", caption: "C",
        columns: [
          TableColumn("A", .text, weight: 3), TableColumn("B", .number),
          TableColumn("C", .date, alignment: .center),
        ], groups: [HeaderGroup("G", columns: 2), HeaderGroup(nil, columns: 1)], hasRowHeaders: false)),
    .tableStart(
      TableStart(
        identifier: "t2", caption: TitleText("C", language: .french),
        columns: [TableColumn("A"), TableColumn("B", .money)],
        figure: Figure(.donut, alternative: "F"))),
    .row(TableRow(values)), .row(TableRow(values, role: .total, indent: 2)),
    .row(
      TableRow(cells: [
        TableCell("a", columns: 2), TableCell(["b", .integer(1)], rows: 3), TableCell(["c", .missing]),
      ])),
    .row(TableRow(cells: [TableCell(value: .integer(1), columns: 2, rows: 2), TableCell(RichText([]))])),
    .tableEnd(TableEnd(note: "Source")), .tableEnd(TableEnd()), .form(Form([LabelledValue("L", "v")])),
    .callout(Callout(.placeholder, "manque")), .callout(Callout(.key, ["a", .missing], title: "T")),
    .form(Form([LabelledValue("L", text: ["a", .integer(1)])])), .part(Part(.landscape, sheet: "S")),
    .part(Part(.portrait)), .quote(Quote("dit", attribution: "un groupe")), .quote(Quote("dit")),
    .pageBreak, .raw(RawPiece("<iati-activity>é &amp; \"\n</iati-activity>")),
  ]
}()

@Suite struct BlockLineTests {
  @Test(arguments: everyBlock) func readsBackWhatItWrote(_ block: Block) throws {
    let line = block.line
    #expect(line.last == UInt8(ascii: "\n"))
    #expect(!line.dropLast().contains(UInt8(ascii: "\n")))
    #expect(try Block(line: line) == block)
    #expect(try Block(line: line).line == line)
  }

  @Test(arguments: [
    (#"{"title":"x"}"#, "missing_member"), (#"{}"#, "missing_member"), (#"[]"#, "malformed"),
    ("", "malformed"),
    (#"{"block":"script"}"#, "unknown_kind"), (#"{"block":7}"#, "malformed"),
    (#"{"block":"pageBreak","x":1}"#, "unknown_member"), (#"{"block":"pageBreak"} x"#, "malformed"),
    (#"{"block":"paragraph"}"#, "missing_member"),
    (#"{"block":"paragraph","text":"a","text":"b"}"#, "malformed"),
    (#"{"block":"paragraph","text":"a","html":"b"}"#, "unknown_member"),
    (#"{"block":"paragraph","text":[{"number":1,"money":"1"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"trace":"a"}]}"#, "unknown_kind"),
    (#"{"block":"paragraph","text":[{"number":"1"}]}"#, "malformed"),
    (#"{"block":"paragraph","text":[{"number":1,"currency":"USD"}]}"#, "unknown_member"),
    (#"{"block":"paragraph","text":[{"number":1,"decimals":7}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"money":"1,5","currency":"USD"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"money":"1.5"}]}"#, "missing_member"),
    (#"{"block":"paragraph","text":[{"money":"1.5","currency":"usd"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"date":"2023-02-29"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"missing":false}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"withheld":false}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"withheld":true,"trace":"x"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"suppressed":1}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"suppressed":5,"trace":"x"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"text":"a","link":"javascript:alert(1)"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"text":"a","link":"https://a/\"onclick="}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"text":"a","link":"https:///x"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"text":"a","link":"data:text/html,x"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"text":"a","emphasis":"blink"}]}"#, "invalid_value"),
    (#"{"block":"heading","level":5,"text":"a","id":"a"}"#, "invalid_value"),
    (#"{"block":"heading","level":1,"text":" \n","id":"a"}"#, "invalid_value"),
    (#"{"block":"heading","level":1,"text":"a","id":"1a"}"#, "invalid_value"),
    (#"{"block":"heading","level":1,"text":"a","id":"a\" onclick=\"x"}"#, "invalid_value"),
    (#"{"block":"heading","level":1,"text":"\u202e\u200b \u00a0","id":"a"}"#, "invalid_value"),
    (#"{"block":"heading","level":1,"text":{"text":"a","language":"de"},"id":"a"}"#, "invalid_value"),
    (#"{"block":"heading","level":1,"text":{"language":"fr"},"id":"a"}"#, "missing_member"),
    (#"{"block":"heading","level":1,"text":"a","id":"a","number":"1"}"#, "unknown_member"),
    (#"{"block":"paragraph","text":[{"footnote":[{"footnote":"a"}]}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"footnote":"a","trace":"t"}]}"#, "invalid_value"),
    (#"{"block":"paragraph","text":[{"undisclosed":true,"trace":"t"}]}"#, "invalid_value"),
    (#"{"block":"row","cells":[{"cell":"a","columns":0}]}"#, "invalid_value"),
    (#"{"block":"row","cells":[{"cell":"a","span":2}]}"#, "unknown_member"),
    (#"{"block":"row","cells":[{"rows":2,"cell":"a"}]}"#, "unknown_member"),
    (#"{"block":"row","cells":[{}]}"#, "unknown_kind"),
    (#"{"block":"list","items":[{"list":{"items":["a"]}}]}"#, "missing_member"),
    (#"{"block":"list","items":[{"item":"a","list":{"items":[]}}]}"#, "invalid_value"),
    (
      #"{"block":"list","items":[{"item":"a","list":{"items":[{"item":"a","list":{"items":[{"item":"a","list":{"items":[{"item":"a","list":{"items":["a"]}}]}}]}}]}}]}"#,
      "limit_exceeded"
    ),
    (#"{"block":"definitions","entries":[{"term":" ","text":"a"}]}"#, "invalid_value"),
    (#"{"block":"part","orientation":"sideways"}"#, "invalid_value"),
    (
      #"{"block":"tableStart","id":"t","caption":"c","columns":[{"title":"a"}],"groups":[{"columns":2}]}"#, "cell_count"
    ),
    (
      #"{"block":"tableStart","id":"t","caption":"c","columns":[{"title":"a"}],"figure":{"kind":"bar","alternative":"b"}}"#,
      "invalid_value"
    ),
    (
      #"{"block":"tableStart","id":"t","caption":"c","columns":[{"title":"a"}],"figure":{"kind":"pie","alternative":"b"}}"#,
      "invalid_value"
    ),
    (#"{"block":"list","items":[]}"#, "invalid_value"), (#"{"block":"row","cells":[]}"#, "invalid_value"),
    (#"{"block":"row","cells":["a"],"indent":5}"#, "invalid_value"),
    (#"{"block":"tableStart","id":"t","caption":"c","columns":[]}"#, "invalid_value"),
    (#"{"block":"tableStart","id":"t","caption":"c","columns":[{"title":"a","width":0}]}"#, "invalid_value"),
    (#"{"block":"callout","tone":"loud","text":"a"}"#, "invalid_value"),
    // These are the core's to say.
    (#"{"block":"document","title":"t","donor":"d","programme":"p"}"#, "unknown_member"),
    (#"{"block":"document","title":"t","donor":"d","language":"fr"}"#, "unknown_member"),
    (#"{"block":"document","title":"t","donor":"d","dataAsOf":"2024-06-30"}"#, "unknown_member"),
    (#"{"block":"document","title":"t","donor":"d","level":{"code":"public","label":"Public"}}"#, "unknown_member"),
  ])
  func refuses(_ line: String, _ code: String) {
    #expect { try block(line) } throws: { ($0 as? DocumentError)?.code.description == code }
  }

  @Test func saysWhere() throws {
    let line = #"{"block":"row","cells":["a",{"money":"x","currency":"USD"}]}"#
    let error = try #require(throws: DocumentError.self) { try block(line) }
    #expect(error.path == "cells[1].money")
  }

  @Test func boundsTextRowsAndLines() {
    let long = String(repeating: "a", count: DocumentLimits.textBytes + 1)
    let wide = [InlineValue](repeating: .missing, count: DocumentLimits.columns + 1)
    for (line, name) in [
      (Block.paragraph(Paragraph(RichText(long))).line, "text"), (Block.row(TableRow(wide)).line, "row"),
      ([UInt8](repeating: 0x20, count: DocumentLimits.lineBytes + 1), "line"),
    ] {
      #expect(throws: DocumentError.self, "\(name)") { try Block(line: line) }
    }
  }

  @Test func cutOrAlteredLinesNeverTrap() {
    for original in everyBlock.map(\.line) {
      for end in original.indices { _ = try? Block(line: Array(original[..<end])) }
      for index in original.indices {
        for byte in [0x00, 0x22, 0x2C, 0x5D, 0x7D, 0xFF] as [UInt8] {
          var line = original
          line[index] = byte
          _ = try? Block(line: line)
        }
      }
    }
  }

  @Test func aValueThatCannotBePrintedIsMissing() {
    #expect(InlineValue.number(.nan, decimals: 1) == .missing)
    #expect(InlineValue.percent(.infinity) == .missing)
    #expect(InlineValue(.suppressed(below: 5), trace: "x").trace == nil)
    #expect(InlineValue.integer(UInt64.max).content == .number(Double(UInt64.max), decimals: 0))
  }
}
