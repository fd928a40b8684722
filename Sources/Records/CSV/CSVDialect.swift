/// How a table of CSV is written.
public enum CSVDialect: UInt8, CaseIterable, Sendable {
  /// As RFC 4180 has it.
  case comma = 0x2C
  /// As spreadsheets write it where a comma separates decimals, in French among others; numbers then have one.
  case semicolon = 0x3B
  /// As a spreadsheet's clipboard has it.
  case tab = 0x09

  /// The byte between cells.
  public var separator: UInt8 { rawValue }

  /// Whether numbers are written with a decimal comma.
  public var hasDecimalComma: Bool { self == .semicolon }

  /// The dialect whose separator stands first in a line of column names, which hold none themselves.
  static func of(header: some Sequence<UInt8>) -> CSVDialect {
    for byte in header {
      if let dialect = CSVDialect(rawValue: byte) { return dialect }
      if byte == UInt8(ascii: "\n") { break }
    }
    return .comma
  }
}
