import JSONBytes
import Records
import Violations

/// What a file of records looks like, told from its beginning.
enum RecordForm {
  /// A record a line, as JSON.
  case lines
  /// A record a row, as CSV.
  case table

  /// Bytes within which a file's first line ends, if it holds column names.
  static let beginning = 1 << 20

  /// The form of a file of which at least the first line was read; its position moves to where the text begins.
  ///
  /// - Throws: the remedy for what is neither.
  static func of(_ file: inout RecordFile) throws(RecordFileFault) -> RecordForm {
    if file.bytes.starts(with: CSVTemplate.byteOrderMark) { file.position = CSVTemplate.byteOrderMark.count }
    let text = file.bytes[file.position...].drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if let fault = foreign(file.bytes) ?? unfinished(text) { throw RecordFileFault(file.name, fault) }
    if text.first == UInt8(ascii: "{") { return .lines }
    return file.name.lowercased().hasSuffix(".csv") || CSVReader.isHeader(text) ? .table : .lines
  }

  private static func foreign(_ bytes: [UInt8]) -> Wording? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16Text }
    // Spreadsheets of today are archives.
    return bytes.starts(with: "PK\u{3}\u{4}".utf8) ? .spreadsheet : nil
  }

  /// JSON that is not one record a line.
  private static func unfinished(_ text: ArraySlice<UInt8>) -> Wording? {
    if text.first == UInt8(ascii: "[") { return .jsonArray }
    guard text.first == UInt8(ascii: "{"), let end = text.firstIndex(of: UInt8(ascii: "\n")),
      text[end...].contains(where: { $0 > 0x20 })
    else { return nil }
    do throws(JSONError) {
      _ = try JSONValue(parsing: Array(text[..<end]))
      return nil
    } catch {
      return error.code == .unexpectedEnd ? .jsonDocument : nil
    }
  }
}
