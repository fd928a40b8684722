import ReportDocument
import Testing

@Suite struct BlockStreamCheckTests {
  private let cover = Block.document(DocumentHeader(title: "T", donor: "D"))
  private let table = Block.tableStart(TableStart(identifier: "t", caption: "C", columns: [TableColumn("A")]))

  private func heading(_ level: Int, _ identifier: String) -> Block {
    .heading(Heading(level: level, text: TitleText(identifier), identifier: identifier))
  }

  private func code(of blocks: [Block]) -> String? {
    var check = BlockStreamCheck()
    do throws(DocumentError) {
      for block in blocks { try check.accept(block) }
      try check.finish()
      return nil
    } catch {
      return error.code.description
    }
  }

  private func link(_ identifier: String) -> Block {
    .paragraph([InlineValue(.text(TextSpan("x", link: .section(identifier))))])
  }

  @Test func acceptsAWholeReport() {
    let contents = Block.contents(Contents([ContentsEntry(level: 1, text: "a", identifier: "a")]))
    let row = Block.row(TableRow(["x"]))
    #expect(
      code(of: [
        cover, contents, heading(1, "a"), heading(2, "b"), heading(3, "c"), heading(1, "d"), table, row, row,
        .tableEnd(TableEnd()), link("t"), link("d"), .pageBreak,
      ]) == nil)
    #expect(code(of: [cover]) == nil)
  }

  @Test func refusesWhatIsOutOfOrder() {
    let row = Block.row(TableRow(["x"]))
    let end = Block.tableEnd(TableEnd())
    #expect(code(of: []) == "unfinished")
    #expect(code(of: [.pageBreak]) == "out_of_order")
    #expect(code(of: [cover, cover]) == "out_of_order")
    #expect(code(of: [cover, .pageBreak, .contents(Contents([]))]) == "out_of_order")
    #expect(code(of: [cover, .contents(Contents([])), .contents(Contents([]))]) == "out_of_order")
    #expect(code(of: [cover, row]) == "out_of_order")
    #expect(code(of: [cover, end]) == "out_of_order")
    #expect(code(of: [cover, table, table]) == "out_of_order")
    #expect(code(of: [cover, table, .pageBreak]) == "out_of_order")
    #expect(code(of: [cover, table, cover]) == "out_of_order")
    #expect(code(of: [cover, table, row]) == "unfinished")
    #expect(code(of: [cover, table, .row(TableRow(["x", "y"]))]) == "cell_count")
    #expect(code(of: [cover, heading(2, "a")]) == "heading_level")
    #expect(code(of: [cover, heading(1, "a"), heading(3, "b")]) == "heading_level")
    #expect(code(of: [cover, heading(1, "a"), heading(1, "a")]) == "duplicate_identifier")
    #expect(code(of: [cover, heading(1, "t"), table]) == "duplicate_identifier")
    #expect(code(of: [cover, link("nowhere")]) == "dangling_reference")
    #expect(
      code(of: [cover, .contents(Contents([ContentsEntry(level: 1, text: "a", identifier: "t")])), table, end])
        == "dangling_reference")
  }

  private func entry(_ level: Int, _ identifier: String) -> ContentsEntry {
    ContentsEntry(level: level, text: TitleText(identifier), identifier: identifier)
  }

  @Test func holdsHeadingsToTheContents() {
    let contents = Block.contents(Contents([entry(1, "a"), entry(2, "b"), entry(1, "c")]))
    let (a, b, c) = (heading(1, "a"), heading(2, "b"), heading(1, "c"))
    #expect(code(of: [cover, contents, a, heading(2, "x"), b, heading(3, "y"), c]) == nil)
    #expect(code(of: [cover, contents, a, b]) == "dangling_reference")
    #expect(code(of: [cover, contents, a, c, b]) == "out_of_order")
    #expect(code(of: [cover, contents, a, heading(1, "b"), c]) == "invalid_value")
    let renamed = Block.heading(Heading(level: 2, text: "other", identifier: "b"))
    #expect(code(of: [cover, contents, a, renamed, c]) == "invalid_value")
    #expect(code(of: [cover, .contents(Contents([entry(2, "a")]))]) == "heading_level")
    #expect(code(of: [cover, .contents(Contents([entry(1, "a"), entry(3, "b")]))]) == "heading_level")
    #expect(code(of: [cover, .contents(Contents([entry(1, "a"), entry(1, "a")]))]) == "duplicate_identifier")
  }

  @Test func boundsFootnotesAndRowsOfFigures() {
    let note = Block.paragraph([.footnote("n")])
    let notes = Array(repeating: note, count: DocumentLimits.footnotes)
    #expect(code(of: [cover] + notes) == nil)
    #expect(code(of: [cover] + notes + [note]) == "limit_exceeded")
    let start = TableStart(
      identifier: "t", caption: "C", columns: [TableColumn("A"), TableColumn("B", .number)],
      figure: Figure(.donut, alternative: "F"))
    let rows = Array(repeating: Block.row(TableRow(["x", .integer(1)])), count: DocumentLimits.figureRows)
    #expect(code(of: [cover, .tableStart(start)] + rows + [.tableEnd(TableEnd())]) == nil)
    #expect(code(of: [cover, .tableStart(start)] + rows + [rows[0], .tableEnd(TableEnd())]) == "limit_exceeded")
  }

  @Test func boundsIdentifiers() {
    let headings = (0...DocumentLimits.identifiers).map { heading(1, "h\($0)") }
    #expect(code(of: [cover] + headings) == "limit_exceeded")
  }

  @Test func refusesAfterItsEnd() throws {
    var check = BlockStreamCheck()
    try check.accept(cover)
    try check.finish()
    #expect(throws: DocumentError.self) { try check.accept(.pageBreak) }
    #expect(throws: DocumentError.self) { try check.finish() }
  }
}
