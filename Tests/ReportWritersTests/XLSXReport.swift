import ReportDocument
import ReportWriters

/// A workbook as its parts say it, read by nothing that wrote it.
struct XLSXReport {
  struct NoSheet: Error {}

  let bytes: [UInt8]
  let parts: ZipReader
  /// Names of sheets and their parts, in the workbook's order.
  let sheets: [(name: String, part: String)]
  let workbook: XMLTree.Element
  let styles: XMLTree.Element

  init(_ blocks: [Block], _ stamp: ReportStamp = SampleReport.stamp()) throws {
    let sink = SampleReport.Sink()
    var writer = ReportMedium.xlsx.writer(stamp) { sink.bytes += $0 }
    for block in blocks { try writer.write(block) }
    try writer.finish()
    bytes = sink.bytes
    parts = try ZipReader(bytes)
    workbook = try XMLTree.root(parts["xl/workbook.xml"] ?? "")
    styles = try XMLTree.root(parts["xl/styles.xml"] ?? "")
    let relations = try XMLTree.root(parts["xl/_rels/workbook.xml.rels"] ?? "").all("Relationship")
    sheets = workbook.all("sheet").map { sheet in
      let target = relations.first { $0["Id"] == sheet["r:id"] }?["Target"] ?? ""
      return (sheet["name"] ?? "", "xl/" + target)
    }
  }

  func sheet(_ name: String) throws -> XMLTree.Element {
    guard let part = sheets.first(where: { $0.name == name })?.part, let xml = parts[part] else { throw NoSheet() }
    return try XMLTree.root(xml)
  }

  /// What cells hold, by their references: the text of an inline string, or a number's digits.
  static func cells(_ sheet: XMLTree.Element) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: sheet.all("c").compactMap { cell in
        cell["r"].map { ($0, cell.all("t").map(\.text).joined() + (cell.child("v")?.text ?? "")) }
      })
  }

  /// The number format of a cell.
  func format(_ sheet: XMLTree.Element, _ reference: String) -> String? {
    guard let cell = sheet.all("c").first(where: { $0["r"] == reference }), let style = Int(cell["s"] ?? "") else {
      return nil
    }
    let looks = styles.first("cellXfs")?.children ?? []
    guard looks.indices.contains(style) else { return nil }
    let number = looks[style]["numFmtId"]
    return styles.all("numFmt").first { $0["numFmtId"] == number }?["formatCode"]
  }
}
