import ReportDocument
import Testing

@Suite struct BlockStreamCheckTests {
  private let cover = Block.document(DocumentHeader(title: "T", donor: "D"))
  private let table = Block.tableStart(TableStart(identifier: "t", caption: "C", columns: [TableColumn("A")]))

  private func heading(_ level: Int, _ identifier: String) -> Block {
    .heading(Heading(level: level, text: identifier, identifier: identifier))
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
    let contents = Block.contents([ContentsEntry(level: 1, text: "a", identifier: "a")])
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
    #expect(code(of: [cover, .pageBreak, .contents([])]) == "out_of_order")
    #expect(code(of: [cover, .contents([]), .contents([])]) == "out_of_order")
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
      code(of: [cover, .contents([ContentsEntry(level: 1, text: "a", identifier: "t")]), table, end])
        == "dangling_reference")
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
