import ReportDocument
import ReportWriters
import Testing

@Suite struct MarkdownWriterTests {
  /// What a line is to a Markdown parser, without its text.
  private func shape(_ line: Substring) -> String {
    var text = String(line)
    if text.hasPrefix("|") { return "table of \(unescapedPipes(text))" }
    var markers = ""
    while let marker = ["    ", "> ", "## ", "# ", "### ", "- ", "  ", "1. ", "2. ", "* "].first(
      where: text.hasPrefix)
    {
      markers += marker
      text = String(text.dropFirst(marker.count))
      if marker.hasPrefix("#") { break }
    }
    return text.isEmpty ? "empty" : "text after \(markers)"
  }

  private func unescapedPipes(_ line: String) -> Int {
    var count = 0
    var isEscaped = false
    for character in line {
      if character == "|", !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count
  }

  private func shapes(_ text: String) throws -> [String] {
    let blocks = SampleReport.blocks(everyText: text)
    let output = try SampleReport.output(
      .markdown, blocks, SampleReport.stamp(everyText: text, withheld: [WithheldLine(reason: text, count: .about(5))]))
    // A continued line belongs to the one before it.
    var lines: [Substring] = []
    var continues = false
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if !continues { lines.append(line) }
      continues = line.hasSuffix("\\") && !line.hasSuffix("\\\\")
    }
    return lines.map(shape)
  }

  @Test(arguments: HostileText.all)
  func noTextChangesTheStructure(_ text: String) throws {
    // A text of nothing but spaces leaves fewer lines, which is fine.
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return }
    #expect(try shapes(text) == shapes("x"))
  }

  @Test(arguments: HostileText.all)
  func holdsNoHTMLAndNoForbiddenCharacter(_ text: String) throws {
    let output = try SampleReport.output(
      .markdown, SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    #expect(!HostileText.withoutIsolation(output).unicodeScalars.contains(where: HostileText.isForbidden))
    var isEscaped = false
    var isInCode = false
    var previous: Character = " "
    for character in output {
      if character == "`", !isEscaped { isInCode.toggle() }
      // `](<https://a.org/…>)` is the only bare sign: the destination of the sample's own link.
      if character == "<", !isEscaped, !isInCode { #expect(previous == "(", "\(text)") }
      isEscaped = character == "\\" && !isEscaped
      previous = character
      if character == "\n" { isInCode = false }
    }
  }

  @Test func escapesAtTheStartOfALineOnly() throws {
    let blocks = [
      GoldenReport.blocks(.english)[0], .paragraph("1. one\n- two\n# three\n2024 - four"),
      .paragraph([.integer(5), ". five"]),
    ]
    let output = try SampleReport.output(.markdown, blocks, SampleReport.stamp(language: .english))
    #expect(output.contains("\n1\\. one\\\n\\- two\\\n\\# three\\\n2024 - four\n"))
    #expect(output.contains("\n5\\. five\n"))
  }

  @Test(
    "A note at the foot is a line of text and nothing else",
    arguments: [
      ("# heading", "\\# heading"), ("- item", "\\- item"), ("1. one", "1\\. one"), ("> a", "\\> a"), ("=", "\\="),
      ("two\nlines", "two / lines"),
    ])
  func footnotes(_ text: String, _ expected: String) throws {
    let blocks = [GoldenReport.blocks(.english)[0], .paragraph(["a", .footnote([.text(text)])])]
    let output = try SampleReport.output(.markdown, blocks, SampleReport.stamp(language: .english))
    #expect(output.contains("\na[^1]\n") && output.contains("\n[^1]: \(expected)\n"))
  }

  @Test func emphasisesOnlyWhereItCannotBeMisread() throws {
    let spans = ["bold", " spaced ", "(punctuated)", "two\nlines"]
    let blocks =
      [GoldenReport.blocks(.english)[0]]
      + spans.map {
        Block.paragraph(["a", InlineValue(.text(TextSpan($0, emphasis: .strong))), "b"])
      }
    let output = try SampleReport.output(.markdown, blocks, SampleReport.stamp(language: .english))
    #expect(output.contains("\na**bold**b\n"))
    #expect(output.contains("\na **spaced** b\n"))
    #expect(output.contains("\na(**punctuated**)b\n"))
    #expect(output.contains("\natwo\\\nlinesb\n"))
  }
}
