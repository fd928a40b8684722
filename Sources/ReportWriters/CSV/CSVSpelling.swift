import ReportDocument

/// Comma-separated values (RFC 4180): the whole report in reading order, one line for each text, its tables as grids.
///
/// People open this file to compute with a report's tables, and send it on alone. So every figure is one that a program
/// reads, and what a figure must not be read without stands beside it: the cover, what was withheld, what signs mean, notes,
/// the report's own words. Nothing is left out but the contents, which repeat the headings, and the looks.
///
/// - An empty line stands between two blocks; so a table ends at the next empty line.
/// - A heading, a paragraph or an item of a list is a line of one field; a line of the cover, of a form, of definitions, a
///   callout or a quote has a label and a value (of money: label, amount, currency), or words and whose they are.
/// - A table is `Table 1` and its caption, a line of titles, and its rows, all with the same number of fields. A column of
///   money takes two fields, amount and currency; a group's title stands before those of its columns; what a cell reaches
///   over stays empty.
/// - Numbers have a point and nothing between thousands; percentages have their sign in the column's title, or behind
///   them where their column is of another kind; days are `2024-03-01`. A number among words is spelled for people.
/// - A mark of a note does not make a word of a number: the note tells its place instead.
/// - Text that a spreadsheet would take for a formula begins with an apostrophe (``CSVField``).
///
/// Excel splits this file at commas only where the system's list separator is one, which it is not in French: there a
/// workbook is the better medium, or Excel's import of text files.
struct CSVSpelling: MediumSpelling {
  let language: DocumentLanguage
  let inline: CSVInline
  let phrases: WriterPhrases
  var buffer: OutputBuffer
  var columns = CSVColumns([])
  var table = CSVTablePlace()
  /// Where the marks were that no field shows.
  var notePlaces: [Int: String] = [:]

  init(_ context: SpellingContext) {
    language = context.language
    inline = CSVInline(language: context.language, footnotes: context.footnotes)
    phrases = context.phrases
    buffer = OutputBuffer(context.output)
  }

  /// They repeat what follows.
  mutating func contents(_ lines: [ContentsLine]) {}

  mutating func beginBody() {}

  mutating func pageBreak() {}

  /// Orientation and sheets mean nothing here.
  mutating func part(_ part: Part) {}

  mutating func passOn() throws { try buffer.passOn() }

  mutating func end() throws { try buffer.flush() }

  /// The empty line before a block.
  mutating func separate() { buffer.append(CSVField.lineEnd) }

  mutating func writeLine(_ fields: [String]) {
    if fields.count == 1, fields[0].isEmpty {
      // An empty line would end the table.
      buffer.append("\"\"")
    }
    for (index, field) in fields.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.append(field)
    }
    buffer.append(CSVField.lineEnd)
  }
}
