import ReportDocument
import ReportWriters

/// A Word document, taken apart.
struct DOCXReport {
  let bytes: [UInt8]
  let parts: ZipReader
  let document: XMLTree.Element

  init(_ blocks: [Block], _ stamp: ReportStamp = SampleReport.stamp()) throws {
    let sink = SampleReport.Sink()
    var writer = ReportMedium.docx.writer(stamp) { sink.bytes += $0 }
    for block in blocks { try writer.write(block) }
    try writer.finish()
    bytes = sink.bytes
    parts = try ZipReader(sink.bytes)
    document = try XMLTree.root(parts["word/document.xml"] ?? "")
  }

  /// A report of a cover and these blocks.
  init(body: [Block], language: DocumentLanguage = .french) throws {
    try self.init(
      [.document(DocumentHeader(title: "Titre", donor: "FNUD"))] + body, SampleReport.stamp(language: language))
  }

  var body: XMLTree.Element { document.child("w:body") ?? document }

  func part(_ name: String) throws -> XMLTree.Element { try XMLTree.root(parts["word/\(name).xml"] ?? "") }

  /// The paragraphs of a style, wherever they stand.
  func paragraphs(_ style: String) -> [XMLTree.Element] { document.all("w:p").filter { $0.style == style } }

  /// The tables, the cover's first.
  var tables: [XMLTree.Element] { document.all("w:tbl") }
}

extension XMLTree.Element {
  /// A paragraph's style.
  var style: String? { child("w:pPr")?.child("w:pStyle")?["w:val"] }

  /// The text that is printed of it; tabs are spaces.
  var printed: String {
    everything.map { element in
      switch element.name {
      case "w:t": element.text
      case "w:tab" where element.attributes.isEmpty: " "
      case "w:br": "\n"
      default: ""
      }
    }.joined()
  }

  /// How many columns a cell reaches over.
  var columns: Int { first("w:gridSpan")?["w:val"].flatMap { Int($0) } ?? 1 }

  func width(_ name: String) -> Int { first(name)?["w:w"].flatMap { Int($0) } ?? 0 }
}
