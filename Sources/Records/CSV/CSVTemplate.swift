import JSONBytes

/// A table for records of a kind, to be filled in with a spreadsheet: the columns, and the kind's first example.
public struct CSVTemplate {
  /// What spreadsheets know UTF-8 by.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The names of the columns. Lists have as many as the example needs, and one element at least.
  public private(set) var columns: [String] = []
  private var cells: [String] = []
  private let dialect: CSVDialect

  /// The table of a kind.
  public init(_ kind: RecordKind, _ dialect: CSVDialect = .comma) {
    self.dialect = dialect
    let example = kind.examples.first.flatMap { try? JSONValue(parsing: $0) } ?? ["kind": .string(kind.name)]
    // What a record means to replace is said when it is sent.
    let fields = kind.object.fields.enumerated().filter { $0.offset != RecordHead.ifRevision }
    for (_, field) in fields { add(field.name, field.type, example[field.name]) }
  }

  /// The table as RFC 4180 has it.
  public var bytes: [UInt8] { line(columns) + line(cells) }

  private mutating func add(_ path: String, _ type: FieldType, _ value: JSONValue?) {
    switch type {
    case .object(let object):
      for field in object.fields { add(path + "." + field.name, field.type, value?[field.name]) }
    case .list(let element, _):
      let elements = value?.array ?? []
      for index in 0..<max(1, elements.count) {
        add("\(path)[\(index)]", element, elements.dropFirst(index).first)
      }
    case .money:
      for name in ["amount", "currency"] { add(path + "." + name, value?[name]) }
      if let amount = value?["amount"]?.string { cells[cells.count - 2] = localized(amount) }
    case .text where value?.object != nil:
      for name in ["fr", "en"] { add(path + "." + name, value?[name]) }
    default: add(path, value)
    }
  }

  private mutating func add(_ path: String, _ value: JSONValue?) {
    columns.append(path)
    cells.append(value.map(text) ?? "")
  }

  private func text(_ value: JSONValue) -> String {
    value.string ?? value.double.map { localized(FieldType.plain($0)) } ?? value.text
  }

  private func localized(_ number: String) -> String {
    dialect.hasDecimalComma ? number.replacing(".", with: ",") : number
  }

  private func line(_ cells: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(dialect.separator) }
      line.append(contentsOf: quoted(cell).utf8)
    }
    return line + Array("\r\n".utf8)
  }

  private func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { $0 == dialect.separator || [0x22, 0x0A, 0x0D].contains($0) }
    return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
