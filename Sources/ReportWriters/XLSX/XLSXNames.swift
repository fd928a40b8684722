import ReportDocument

/// Addresses and names of a workbook's parts (ECMA-376-1, part 12 and 18).
enum XLSXNames {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let spreadsheetDrawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
  static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
  static let workbook = "/xl/workbook.xml"
  static let styles = "/xl/styles.xml"

  static func type(_ name: String) -> String {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.\(name)+xml"
  }

  static let drawingType = "application/vnd.openxmlformats-officedocument.drawing+xml"

  static func sheet(_ number: Int) -> String { "/xl/worksheets/sheet\(number).xml" }

  static func drawing(_ number: Int) -> String { "/xl/drawings/drawing\(number).xml" }

  /// The letters of a column, the first being 0.
  static func column(_ index: Int) -> String {
    var letters: [UInt8] = []
    var rest = index + 1
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// A sheet's name as references spell it.
  static func quoted(_ name: String) -> String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
