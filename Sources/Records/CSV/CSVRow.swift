/// One row of CSV.
struct CSVRow {
  var cells: [String]
  /// Where the next row begins.
  var end: Int

  /// The row that begins at `start`; nil if more bytes are needed to tell where it ends.
  ///
  /// - Parameter isAtEnd: whether nothing follows the bytes.
  static func parse(
    _ bytes: [UInt8], from start: Int, _ dialect: CSVDialect, isAtEnd: Bool
  ) throws(CSVFault) -> CSVRow? {
    var cells: [String] = []
    var position = start
    while true {
      guard let cell = try cell(bytes, at: position, dialect, isAtEnd: isAtEnd) else { return nil }
      position = cell.end
      guard position < bytes.count || isAtEnd else { return nil }
      guard let text = String(validating: cell.bytes, as: UTF8.self) else { throw .encoding }
      cells.append(text)
      guard position < bytes.count else { return CSVRow(cells: cells, end: position) }
      if bytes[position] == dialect.separator {
        position += 1
        continue
      }
      if bytes[position] == UInt8(ascii: "\r") {
        guard position + 1 < bytes.count || isAtEnd else { return nil }
        position += 1
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
      return CSVRow(cells: cells, end: position)
    }
  }

  private struct Cell {
    var bytes: [UInt8]
    /// Where the separator or line break behind it stands.
    var end: Int
  }

  private static func cell(
    _ bytes: [UInt8], at start: Int, _ dialect: CSVDialect, isAtEnd: Bool
  ) throws(CSVFault) -> Cell? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
      let end = bytes[start...].firstIndex { isBoundary($0, dialect) } ?? bytes.count
      return Cell(bytes: Array(bytes[start..<end]), end: end)
    }
    var content: [UInt8] = []
    var position = start + 1
    while let quote = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) {
      content.append(contentsOf: bytes[position..<quote])
      guard quote + 1 < bytes.count else { return isAtEnd ? Cell(bytes: content, end: quote + 1) : nil }
      if bytes[quote + 1] == UInt8(ascii: "\"") {
        content.append(UInt8(ascii: "\""))
        position = quote + 2
      } else if isBoundary(bytes[quote + 1], dialect) {
        return Cell(bytes: content, end: quote + 1)
      } else {
        throw .textBehindQuote
      }
    }
    if isAtEnd { throw .openQuote }
    return nil
  }

  private static func isBoundary(_ byte: UInt8, _ dialect: CSVDialect) -> Bool {
    byte == dialect.separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
