import JSONBytes

/// Writes one row as a record. What a cell holds is decided by its field's declaration, so that a key of digits stays
/// a text; what does not fit is written as it stands, for the reader to refuse with its remedy.
struct CSVRecordWriter {
  let dialect: CSVDialect
  let cells: [String]
  private var json = JSONWriter(capacity: 1_024)

  init(_ dialect: CSVDialect, _ cells: [String]) {
    self.dialect = dialect
    self.cells = cells
  }

  /// The row as a line of JSON.
  static func json(
    _ cells: [String], _ tree: ColumnTree, _ kind: RecordKind?, _ dialect: CSVDialect
  ) throws(CSVFault) -> [UInt8] {
    var writer = CSVRecordWriter(dialect, cells)
    try writer.write(tree, kind.map { .object($0.object) }, "")
    return writer.json.bytes
  }

  private mutating func write(_ tree: ColumnTree, _ type: FieldType?, _ path: String) throws(CSVFault) {
    if case .list(let element, _)? = type {
      guard !tree.elements.isEmpty else { throw .isList(path) }
      try writeList(tree, element, path)
    } else if !tree.elements.isEmpty {
      try writeList(tree, nil, path)
    } else if let column = tree.column {
      try writeCell(cells[column], type, path)
    } else {
      json.beginObject()
      for member in tree.members where !member.node.isEmpty(cells) {
        let (name, node) = (member.label, member.node)
        json.key(dynamic: name)
        if case .money? = type, name == "amount", let column = node.column {
          json.string(withPoint(cells[column]))
        } else {
          try write(node, Self.member(name, of: type), path.isEmpty ? name : path + "." + name)
        }
      }
      json.endObject()
    }
  }

  /// Elements without text are passed over, so that those behind them move up.
  private mutating func writeList(_ tree: ColumnTree, _ element: FieldType?, _ path: String) throws(CSVFault) {
    json.beginArray()
    for part in tree.elements where !part.node.isEmpty(cells) {
      try write(part.node, element, "\(path)[\(part.label)]")
    }
    json.endArray()
  }

  private static func member(_ name: String, of type: FieldType?) -> FieldType? {
    if case .object(let object)? = type { object.field(name)?.type } else { nil }
  }

  private mutating func writeCell(_ cell: String, _ type: FieldType?, _ path: String) throws(CSVFault) {
    switch type {
    case .object(let object)?: throw .hasParts(path, object.fields.map(\.name))
    case .money?: throw .hasParts(path, ["amount", "currency"])
    case .integer?, .number?:
      let number = withPoint(cell)
      if Self.isNumber(number) { json.raw(number.utf8) } else { json.string(cell) }
    case .boolean?:
      switch cell.lowercased() {
      case "true", "vrai": json.bool(true)
      case "false", "faux": json.bool(false)
      default: json.string(cell)
      }
    default: json.string(cell)
    }
  }

  /// A number with the decimal point that JSON asks for, where the table's numbers have a comma.
  private func withPoint(_ cell: String) -> String {
    guard dialect.hasDecimalComma else { return cell }
    let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !cell.contains(".") else { return cell }
    return parts.joined(separator: ".")
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let value = try? JSONValue(parsing: text) else { return false }
    return value.double != nil
  }
}
