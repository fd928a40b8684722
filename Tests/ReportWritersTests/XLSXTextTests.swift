import ReportDocument
import ReportWriters
import Testing

@Suite struct XLSXTextTests {
  private func skeleton(_ text: String) throws -> [String] {
    let report = try XLSXReport(SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    return try report.sheets.flatMap { sheet in
      try XMLTree.root(report.parts[sheet.part] ?? "").all("c").map { "\($0["r"] ?? "")" }
    }
  }

  @Test(arguments: HostileText.all)
  func noTextIsAFormulaOrMovesACell(_ text: String) throws {
    let report = try XLSXReport(SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    for (name, _) in report.sheets {
      let sheet = try report.sheet(name)
      #expect(sheet.first("f") == nil)
      let plain = XLSXReport.cells(sheet).values.joined()
      #expect(!HostileText.withoutIsolation(plain).unicodeScalars.contains(where: HostileText.isForbidden))
    }
    // The tables' cells are where they are, whatever they say.
    let references = Set(try skeleton(text))
    #expect(references.isSuperset(of: ["A3", "B3", "C3"]))
  }

  @Test(arguments: [
    ("_x0041_", "_x005F_x0041_"), ("__x00e9_", "__x005F_x00e9_"), ("_x12_", "_x12_"), ("x_y_z", "x_y_z"),
    ("_x0041__x0042_", "_x005F_x0041__x005F_x0042_"),
  ])
  func escapesOfExcelsOwnAreKeptLetterByLetter(_ text: String, _ written: String) throws {
    let report = try XLSXReport([
      GoldenReport.blocks(.french)[0], .paragraph([InlineValue(.text(TextSpan(text, emphasis: .code)))]),
    ])
    #expect(XLSXReport.cells(try report.sheet("Rapport")).values.contains(written))
  }

  @Test(arguments: [
    (" a", true), ("a ", true), ("\na", true), ("a\n", true), ("a  b", false), ("a", false),
  ])
  func spacesAtTheEdgesOfATextAreSaidToBeMeant(_ text: String, _ isSaid: Bool) throws {
    let code = InlineValue(.text(TextSpan(text, emphasis: .code)))
    let report = try XLSXReport([GoldenReport.blocks(.french)[0], .paragraph([code])])
    let texts = try report.sheet("Rapport").all("t").filter { $0.text == text }
    #expect(texts.map { $0["xml:space"] } == [isSaid ? "preserve" : nil])
  }

  @Test(arguments: ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
  func whatLooksLikeAFormulaIsQuoted(_ text: String) throws {
    let blocks: [Block] = [
      GoldenReport.blocks(.french)[0],
      .tableStart(TableStart(identifier: "t", caption: "T", columns: [TableColumn("c")])),
      .row(TableRow([.text(text)])),
      .tableEnd(TableEnd()),
    ]
    let report = try XLSXReport(blocks)
    let cell = try #require(try report.sheet("T1 T").all("c").first { $0["r"] == "A3" })
    let style = try #require(cell["s"].flatMap { Int($0) })
    #expect(report.styles.first("cellXfs")?.children[style]["quotePrefix"] == "1")
  }

  @Test func whatIsTooLongForACellIsCutAndSaidSo() throws {
    let text = String(repeating: "é👍", count: 16_000)
    let columns = [TableColumn("c"), TableColumn("n", .number)]
    let report = try XLSXReport([
      GoldenReport.blocks(.french)[0], .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
      .row(TableRow([.text(text), .integer(7)])), .tableEnd(TableEnd()),
    ])
    let cells = XLSXReport.cells(try report.sheet("T1 T"))
    let cut = try #require(cells["A3"])
    #expect(cut.utf16.count <= 32_767 && cut.utf16.count > 32_000 && cut.hasSuffix("👍 […]"))
    #expect(cells["B3"] == "7")
    #expect(cells.values.contains { $0.contains("32\u{202F}767") })
  }

  @Test func longProseTakesSeveralRowsAndLosesNothing() throws {
    let text = (0..<3_000).map { "mot\($0)" }.joined(separator: " ")
    let report = try XLSXReport([GoldenReport.blocks(.french)[0], .paragraph(.init(RichText(text)))])
    let sheet = try report.sheet("Rapport")
    let pieces = sheet.all("c").filter { $0["r"]?.hasPrefix("A") == true }.map { $0.all("t").map(\.text).joined() }
    #expect(pieces.joined().contains(text))
    let heights = sheet.all("row").compactMap { $0["ht"].flatMap { Double($0) } }
    #expect(heights.allSatisfy { $0 <= 409 })
  }

  @Test func aLongValueOfAFormTakesSeveralRowsAndLosesNothing() throws {
    let text = (0..<9_000).map { "mot\($0)" }.joined(separator: " ")
    let form = Form([LabelledValue("Long", text: RichText(text)), LabelledValue("Nombre", .integer(7))])
    let report = try XLSXReport([GoldenReport.blocks(.french)[0], .form(form)])
    let cells = try report.sheet("Rapport").all("c").map {
      $0.all("t").map(\.text).joined() + ($0.child("v")?.text ?? "")
    }
    #expect(cells.joined().contains(text))
    #expect(cells.contains("7") && cells.count { $0 == "Long" } == 1)
  }

  @Test func tooMuchProseIsRefused() throws {
    var writer = ReportMedium.xlsx.writer(SampleReport.stamp()) { _ in }
    try writer.write(GoldenReport.blocks(.french)[0])
    let paragraph = Block.paragraph(.init(RichText(String(repeating: "mot ", count: 15_000))))
    #expect(throws: DocumentError.self) { for _ in 0..<1_000 { try writer.write(paragraph) } }
  }
}
