import JSONBytes
import Records
import Violations

/// What a file of records looks like, told from its beginning.
enum RecordForm: Equatable {
  /// A record a line, as JSON.
  case lines
  /// Records of JSON that run over several lines, one behind the other.
  case values
  /// Records in one array of JSON.
  case array
  /// A record a row, as CSV.
  case table

  /// Bytes within which a file's first line ends, if it holds column names.
  static let beginning = 1 << 20

  /// The form of a file of which at least the first line was read, and what begins the second; its position moves to
  /// where the text begins.
  ///
  /// - Throws: the remedy for what is none of these.
  static func of(_ file: inout RecordFile) throws(RecordFileFault) -> RecordForm {
    if let foreign = ForeignForm.of(file.bytes) { throw RecordFileFault(file.name, .foreign(foreign, file.name)) }
    if file.bytes.starts(with: CSVTemplate.byteOrderMark) { file.position = CSVTemplate.byteOrderMark.count }
    let text = file.bytes[file.position...].drop(while: isBlank)
    switch text.first {
    case UInt8(ascii: "{"): return runsOn(text) ? .values : .lines
    case UInt8(ascii: "["): return .array
    default: return file.name.lowercased().hasSuffix(".csv") || CSVReader.isHeader(text) ? .table : .lines
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  /// Whether a record goes on behind its first line, rather than being broken off there: what begins the next line at
  /// its very start with a brace is another record.
  private static func runsOn(_ text: ArraySlice<UInt8>) -> Bool {
    guard let end = text.firstIndex(of: UInt8(ascii: "\n")), text[end...].contains(where: { !isBlank($0) }),
      text[(end + 1)...].first != UInt8(ascii: "{")
    else { return false }
    do throws(JSONError) {
      _ = try JSONValue(parsing: Array(text[..<end]))
      return false
    } catch {
      return error.code == .unexpectedEnd
    }
  }
}

extension RecordFile {
  /// Whether enough was read to tell what the file is: something that is not blank, the line's end, and something in a
  /// later line.
  var showsItsForm: Bool {
    guard let text = bytes.firstIndex(where: { $0 > 0x20 }),
      let end = bytes[text...].firstIndex(of: UInt8(ascii: "\n"))
    else { return false }
    return bytes[end...].contains { $0 > 0x20 }
  }
}
