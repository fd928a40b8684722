import ReportDocument
import ReportWriters
import Testing

@Suite struct CSVWriterTests {
  private func scan(_ blocks: [Block], language: DocumentLanguage = .english) throws -> CSVScanner {
    let stamp = SampleReport.stamp(language: language)
    return try CSVScanner(SampleReport.output(.csv, [GoldenReport.blocks(language)[0]] + blocks, stamp))
  }

  private func table(_ columns: [TableColumn], _ rows: [TableRow], groups: [HeaderGroup] = []) -> [Block] {
    [.tableStart(TableStart(identifier: "t", caption: "T", columns: columns, groups: groups))]
      + rows.map(Block.row) + [.tableEnd(TableEnd())]
  }

  private let columns = [
    TableColumn("Text"), TableColumn("Number", .number), TableColumn("Share", .percent), TableColumn("Sum", .money),
    TableColumn("Day", .date),
  ]

  @Test func figuresAreForPrograms() throws {
    let day = try #require(DocumentDate(iso: "2024-03-01"))
    let rows: [TableRow] = [
      TableRow(["a", .integer(-1_234_567), .percent(45.25), .money("187000", "USD"), .date(day)]),
      TableRow([.integer(7), .number(-0.05, decimals: 1), .percent(-3, decimals: 0), .money("-2.5", "XOF"), ""]),
      TableRow([.percent(45.25), .suppressed(), .missing, .withheld, .undisclosed]),
      TableRow([.money("-12.5", "USD"), .number(1e15, decimals: 2), .integer(4), .integer(5), .integer(2024)]),
      TableRow(["Total", "", "", "", ""], role: .group, indent: 2),
    ]
    let english = try scan(table(columns, rows)).table("Table 1")
    #expect(
      english == [
        ["Text", "Number", "Share (%)", "Sum", "Sum (currency)", "Day"],
        ["a", "-1234567", "45.3", "187000.00", "USD", "2024-03-01"],
        ["7", "-0.1", "-3", "-3", "XOF", ""],
        ["45.3%", "<5", "n/a", "[c]", "", "Withheld"],
        ["USD -12.50", "1000000000000000.00", "4", "5", "", "2024"],
        ["Total", "", "", "", "", ""],
      ])
    let french = try scan(table(columns, rows), language: .french).table("Tableau 1")
    #expect(french?[0][4] == "Sum (devise)" && french?[3][2] == "n.\u{A0}d.")
    #expect(french?[1] == english?[1])
  }

  @Test func everyLineOfATableHasTheSameFields() throws {
    let rows: [TableRow] = [
      TableRow(cells: [TableCell("Gao", rows: 2), TableCell("over three", columns: 3), "end"]),
      TableRow(cells: [TableCell(value: .integer(1)), TableCell(value: .percent(2)), TableCell("s"), "e"]),
      TableRow(cells: [TableCell("all", columns: 5)]),
    ]
    let groups = [HeaderGroup(nil, columns: 1), HeaderGroup("Adults", columns: 3), HeaderGroup("Other", columns: 1)]
    let lines = try scan(table(columns, rows, groups: groups)).table("Table 1")
    #expect(
      lines == [
        ["Text", "Adults – Number", "Adults – Share (%)", "Adults – Sum", "Adults – Sum (currency)", "Other – Day"],
        ["Gao", "over three", "", "", "", "end"], ["", "1", "2.0", "s", "", "e"], ["all", "", "", "", "", ""],
      ])
    #expect(try scan(table(columns, [])).table("Table 1")?[1] == ["No data for this table.", "", "", "", "", ""])
    // A line that is empty would end its table.
    let single = try scan(table([TableColumn("Only")], [TableRow(["x"]), TableRow([""]), TableRow(["y"])]))
    #expect(single.table("Table 1") == [["Only"], ["x"], [""], ["y"]])
  }

  @Test func aMarkMakesNoWordOfANumber() throws {
    let rows = [TableRow(cells: ["Gao", TableCell([.integer(12), " ", .footnote("About.")]), "", "", ""])]
    let words = [TableRow(cells: ["Gao", TableCell([.integer(12), " at most", .footnote("Full.")]), "", "", ""])]
    let lines = try scan(
      table(columns, rows) + [.form(Form([LabelledValue("Sum", text: [.integer(3), .footnote("So.")])]))])
    #expect(lines.table("Table 1")?[1][1] == "12")
    #expect(lines.lines.contains(["[1]", "About.", "Table 1 – Gao – Number"]))
    #expect(lines.lines.contains(["Sum", "3"]) && lines.lines.contains(["[2]", "So.", "Sum"]))
    let others = try scan(table(columns, words))
    #expect(others.table("Table 1")?[1][1] == "12 at most[1]" && others.lines.contains(["[1]", "Full."]))
  }

  @Test func saysWhatTheFiguresMustNotBeReadWithout() throws {
    let lines = try CSVScanner(SampleReport.output(.csv, GoldenReport.blocks(.english), GoldenReport.stamp(.english)))
      .lines
    for line in [
      ["Period", "2024-01-01/2024-06-30"], ["Data as of", "2024-06-30"], ["Grant", "187000.00", "USD"],
      ["Disclosure level", "Public"], ["Consent withdrawn", "fewer than 5"], ["1 Findings"], ["1.1 Counts"],
      ["To be completed", "Text missing"], ["“a < b && c > \"d\"”", "<script>"], ["1. 1. un"], ["\u{2003}• a"],
      ["\u{2003}\u{2003}• c"],
      ["Table 2", "Nothing"], ["UNDEF (https://www.un.org/democracyfund/?a=1&b=2)"],
    ] {
      #expect(
        lines.contains(line) || lines.contains { $0.count == 1 && line.count == 1 && $0[0].contains(line[0]) },
        "\(line)")
    }
  }

  /// Where a spreadsheet splits the file at other characters, quotes around the fields are no help.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+223 76 12 34 56", "'+223 76 12 34 56"), ("-cmd", "'-cmd"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", " '=1"), ("\r=1", "\n'=1"), (" \u{A0}=1", " \u{A0}'=1"), ("\u{200B}=1", "\u{200B}'=1"),
    ("\u{FF1D}1", "'\u{FF1D}1"), ("\"=1\"", "\"'=1\""), ("a;=1;b", "a;'=1;b"), ("a; \"-1\"", "a; \"'-1\""),
    ("a\n@b", "a\n'@b"), ("a-b = c", "a-b = c"), ("a; b", "a; b"), ("'=1", "'=1"), ("1-2", "1-2"), ("", ""),
    ("ａ＝", "ａ＝"),
  ])
  func textIsNoFormula(_ text: String, _ expected: String) throws {
    let lines = try scan(table([TableColumn("a"), TableColumn("b")], [TableRow([.text(text), "x"])])).table("Table 1")
    #expect(lines?[1] == [expected, "x"])
  }

  @Test(arguments: HostileText.all)
  func noTextChangesTheStructure(_ text: String) throws {
    func shape(_ text: String) throws -> [Int] {
      let stamp = SampleReport.stamp(everyText: text, withheld: [WithheldLine(reason: text, count: .about(5))])
      return try CSVScanner(SampleReport.output(.csv, SampleReport.blocks(everyText: text), stamp)).lines.map(\.count)
    }
    #expect(try shape(text) == shape("x"))
  }

  @Test(arguments: HostileText.all)
  func noForbiddenCharacterComesThrough(_ text: String) throws {
    let file = try SampleReport.output(
      .csv, SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    let scalars = HostileText.withoutIsolation(file.replacing("\r\n", with: "\n")).unicodeScalars
    #expect(!scalars.contains(where: HostileText.isForbidden))
  }

  @Test func namesStayAsTheyAreWrittenAndAreIsolatedOnlyBesideOthers() throws {
    let rows = [
      TableRow(["الوفاق", "🇲🇱"]),
      TableRow(cells: ["x الوفاق 3", TableCell(["الوفاق", " ", .integer(12), " ", "الوفاق"])]),
    ]
    let lines = try scan(table([TableColumn("a"), TableColumn("b")], rows)).table("Table 1")
    #expect(lines?[1][0] == "الوفاق")
    #expect(lines?[2] == ["x \u{2068}الوفاق\u{2069} 3", "\u{2068}الوفاق\u{2069} 12 \u{2068}الوفاق\u{2069}"])
  }

  @Test func theMarkStandsOnceBeforeTheSameBytes() throws {
    let plain = try SampleReport.output(.csv, GoldenReport.blocks(.french))
    #expect(try SampleReport.output(.csvBOM, GoldenReport.blocks(.french)) == "\u{FEFF}" + plain)
    let long = [GoldenReport.blocks(.french)[0]] + Array(repeating: Block.paragraph("Un paragraphe."), count: 9_000)
    let output = try SampleReport.output(.csvBOM, long)
    #expect(output.unicodeScalars.filter { $0 == "\u{FEFF}" }.count == 1)
  }
}
