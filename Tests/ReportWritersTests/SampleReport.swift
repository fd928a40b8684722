import ReportDocument
import ReportWriters

/// Reports that use every block, with each text put in by the caller.
enum SampleReport {
  /// The media that print a report's blocks as text.
  static let proseMedia: [ReportMedium] = [.html, .markdown, .csv]
  /// The media that hold the order of blocks and write them as they come.
  static let streamedMedia = proseMedia + [.csvBOM, .json]

  /// A report whose every text is `text`, except where a code is expected.
  static func blocks(
    everyText text: String, language: DocumentLanguage = .french
  ) -> [Block] {
    let value = InlineValue.text(text)
    let rich: RichText = [
      value, InlineValue(.text(TextSpan(text, emphasis: .strong, link: LinkTarget("#one"))), trace: text),
      InlineValue(.text(TextSpan(text, emphasis: .code))), .label(text, code: text),
      InlineValue(.text(TextSpan(text, emphasis: .emphasis, link: LinkTarget("https://a.org/?x=1&y=2")))),
      InlineValue(.text(TextSpan(text, language: language == .french ? .english : .french))),
      .integer(5, trace: text),
    ]
    let title = TitleText(text)
    let other = TitleText(text, language: language == .french ? .english : .french)
    let header = DocumentHeader(
      title: title, subtitle: other, donor: other, reference: text, facts: [LabelledValue(other, text: rich)],
      version: text)
    return [
      .document(header), .contents(Contents([ContentsEntry(level: 1, text: title, identifier: "one")])),
      .heading(Heading(level: 1, text: title, identifier: "one")),
      .heading(Heading(level: 2, text: other, identifier: "two")), .paragraph(Paragraph(rich)),
      .list(ItemList([ListItem(rich), ListItem(RichText(text), list: ItemList([ListItem(rich)], isOrdered: true))])),
      .list(ItemList([ListItem(RichText(text))], isOrdered: true)),
      .definitions(DefinitionList([Definition(title, rich), Definition(other, RichText(text))])),
      .tableStart(
        TableStart(
          identifier: "table", caption: other,
          columns: [TableColumn(title, weight: 2), TableColumn(title, .number), TableColumn(other, .date)],
          groups: [HeaderGroup(nil, columns: 1), HeaderGroup(other, columns: 2)])),
      .row(TableRow([value, .integer(1, trace: text), .missing])),
      .row(TableRow([value, "", ""], role: .group)),
      .row(TableRow(cells: [TableCell(rich, rows: 2), TableCell(rich, columns: 2)])),
      .row(TableRow(cells: [TableCell(value: .undisclosed), TableCell([value, .footnote(rich)])])),
      .row(TableRow([.label(text), .suppressed(), value], role: .total, indent: 2)),
      .tableEnd(TableEnd(note: rich)), .form(Form([LabelledValue(title, value), LabelledValue(other, text: rich)])),
      .callout(Callout(.info, rich)), .callout(Callout(.key, RichText(text), title: other)),
      .part(Part(.landscape, sheet: title)), .paragraph([value, .footnote([value])]),
      .quote(Quote(rich, attribution: title)), .pageBreak,
    ]
  }

  /// What the core says of a report, its every text `text`.
  static func stamp(
    everyText text: String = "Texte", language: DocumentLanguage = .french, withheld: [WithheldLine] = []
  ) -> ReportStamp {
    ReportStamp(language: language, level: text, programme: text, withheld: withheld)
  }

  /// What a writer makes of `blocks`.
  static func output(
    _ medium: ReportMedium, _ blocks: [Block], _ stamp: ReportStamp = stamp()
  ) throws -> String {
    let sink = Sink()
    var writer = medium.writer(stamp) { sink.bytes += $0 }
    for block in blocks { try writer.write(block) }
    try writer.finish()
    return try String(validatingUTF8Bytes: sink.bytes)
  }

  final class Sink {
    var bytes: [UInt8] = []
  }
}

extension String {
  struct InvalidUTF8: Error {}

  init(validatingUTF8Bytes bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw InvalidUTF8() }
    self = text
  }
}
