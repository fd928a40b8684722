import JSONBytes
import ReportDocument

extension TypesetSpelling {
  /// What stands above and below the text of every page but the cover.
  func writeRunning(_ header: DocumentHeader, to writer: inout JSONWriter) {
    let reference = header.reference.map { TitleText($0) } ?? header.donor
    let level = TitleText("\(phrases.level.text): \(stamp.level)")
    writer.key("running")
    writer.beginObject()
    for (name, text, limit) in [("title", header.title, 90), ("reference", reference, 40), ("level", level, 60)] {
      writer.key(dynamic: name)
      inline.title(
        TitleText(PrintedText.shortened(SafeText.singleLine(text.text), to: limit), language: text.language),
        to: &writer)
    }
    writer.member("page", PrintedText.line("\(phrases.page)\u{A0}", in: language))
    writer.member("of", PrintedText.line(" \(phrases.pageOf)\u{A0}", in: language))
    writer.endObject()
  }

  func write(_ cover: CoverPage, to writer: inout JSONWriter) {
    let header = cover.header
    writer.key("cover")
    writer.beginObject()
    writer.key("donor")
    inline.title(header.donor, to: &writer)
    writer.key("title")
    inline.title(header.title, to: &writer)
    if let subtitle = header.subtitle {
      writer.key("subtitle")
      inline.write(inline.label(subtitle), to: &writer)
    }
    writer.key("facts")
    writer.beginArray()
    for line in cover.lines {
      writer.beginArray()
      inline.title(line.label, to: &writer)
      inline.text(line.value, place: .table, to: &writer)
      writer.endArray()
    }
    writer.endArray()
    writer.endObject()
  }
}
