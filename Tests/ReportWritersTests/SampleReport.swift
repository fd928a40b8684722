import ReportDocument
import ReportWriters

/// Reports that use every block, with each text put in by the caller.
enum SampleReport {
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
    let header = DocumentHeader(
      title: text, subtitle: text, donor: text, reference: text, facts: [LabelledValue(text, value)], version: text)
    return [
      .document(header), .contents([ContentsEntry(level: 1, number: "1", text: text, identifier: "one")]),
      .heading(Heading(level: 1, number: "1", text: text, identifier: "one")),
      .heading(Heading(level: 2, text: text, identifier: "two")), .paragraph(rich),
      .list(ItemList([rich, RichText(text)])), .list(ItemList([RichText(text)], isOrdered: true)),
      .tableStart(
        TableStart(
          identifier: "table", caption: text,
          columns: [TableColumn(text, weight: 2), TableColumn(text, .number), TableColumn(text, .date)])),
      .row(TableRow([value, .integer(1, trace: text), .missing])),
      .row(TableRow([value, "", ""], role: .group)),
      .row(TableRow([.label(text), .suppressed(), value], role: .total, indent: 2)),
      .tableEnd(TableEnd(footnote: rich)), .form(Form([LabelledValue(text, value)])),
      .note(Note(.info, rich)), .note(Note(.warning, RichText(text))),
      .quote(Quote(rich, attribution: text)), .pageBreak,
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
