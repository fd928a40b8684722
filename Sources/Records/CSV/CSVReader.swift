/// Reads records from a table (RFC 4180) as its bytes come, one record a row. The first row names the columns, and by
/// its separator tells the dialect.
public struct CSVReader {
  /// The most bytes of a row: more than a record may have, with every quotation mark in it doubled.
  public static let rowBytes = 4 * RecordLimits.recordBytes

  /// What comes next in a table.
  public enum Step: Equatable {
    /// A record as a line of JSON.
    case record([UInt8])
    /// More bytes must be there before it can be told.
    case needsMore
    /// Nothing.
    case end
  }

  private struct Header {
    var names: [String]
    var tree: ColumnTree
    var kindColumn: Int
  }

  /// The number of the row that was read last, from 1, as a spreadsheet numbers it.
  public private(set) var row = 0
  private let kinds: KindCatalogue
  private var dialect = CSVDialect.comma
  private var header: Header?

  /// A reader that stands before the first row.
  public init(kinds: KindCatalogue = .standard) { self.kinds = kinds }

  /// Whether bytes, without spaces before them, begin as a table does: with column names, `kind` among them.
  public static func isHeader(_ bytes: some Sequence<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let dialect = CSVDialect.of(header: line)
    return String(decoding: Array(line), as: UTF8.self).split(separator: Character(Unicode.Scalar(dialect.separator)))
      .contains { $0 == "kind" || $0 == "\"kind\"" }
  }

  /// Reads on in `bytes` from `position`, which moves behind what was read.
  ///
  /// - Parameter isAtEnd: whether nothing follows the bytes.
  public mutating func next(
    in bytes: [UInt8], from position: inout Int, isAtEnd: Bool
  ) throws(CSVFault) -> Step {
    while position < bytes.count {
      if header == nil { dialect = CSVDialect.of(header: bytes[position...]) }
      guard let cells = try cells(in: bytes, from: &position, isAtEnd: isAtEnd) else { return .needsMore }
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      guard let header else {
        self.header = try Self.header(cells)
        continue
      }
      return .record(try json(cells, header))
    }
    return isAtEnd ? .end : .needsMore
  }

  /// The cells of the next row, which is counted even if it cannot be read.
  private mutating func cells(
    in bytes: [UInt8], from position: inout Int, isAtEnd: Bool
  ) throws(CSVFault) -> [String]? {
    do throws(CSVFault) {
      guard let found = try CSVRow.parse(bytes, from: position, dialect, isAtEnd: isAtEnd) else {
        if bytes.count - position > Self.rowBytes { throw .rowTooLong }
        return nil
      }
      position = found.end
      row += 1
      return found.cells
    } catch {
      row += 1
      throw error
    }
  }

  private static func header(_ cells: [String]) throws(CSVFault) -> Header {
    let names = cells.map { String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
    guard let kindColumn = names.firstIndex(of: "kind") else { throw .noKind }
    return Header(names: names, tree: try ColumnTree(names), kindColumn: kindColumn)
  }

  private func json(_ found: [String], _ header: Header) throws(CSVFault) -> [UInt8] {
    var cells = found
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      if column >= header.names.count || header.names[column].isEmpty { throw .unnamed(column + 1) }
    }
    // Spreadsheets leave out empty cells at a row's end.
    while cells.count < header.names.count { cells.append("") }
    return try CSVRecordWriter.json(cells, header.tree, kinds.kind(cells[header.kindColumn]), dialect)
  }
}
