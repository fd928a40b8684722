public import JSONBytes
import Records

/// The lines that a rehearsed format is handed, labelled as the core labels them.
struct RehearsalInputs {
  let lines: [[UInt8]]

  /// - Parameter inputs: rows by input; those of `organisations` name organisations by their keys, whether or not the
  ///   report asks for them.
  init(_ queries: [InputQuery], _ inputs: [String: [JSONValue]], _ language: Language) throws {
    let names = Self.names(inputs[Rehearsal.organisations] ?? [], language)
    var lines: [[UInt8]] = []
    for query in queries {
      let labels = try query.json["labels"]?.bool == true ? RecordQuery(ofReport: query.json) : nil
      let labelling = labels.map { RowLabels($0, in: language, organisation: { names[$0] }) }
      for row in inputs[query.name] ?? [] {
        var row = row
        if let labelling, row["labels"] == nil { row = try JSONValue(parsing: labelling.added(to: row.bytes)) }
        lines.append((["input": .string(query.name), "row": row] as JSONValue).bytes)
      }
      lines.append((["input": .string(query.name), "end": true] as JSONValue).bytes)
    }
    self.lines = lines
  }

  private static func names(_ rows: [JSONValue], _ language: Language) -> [String: JSONValue] {
    var names: [String: JSONValue] = [:]
    for row in rows {
      let read = InputRow(row.object ?? [:], language: language)
      guard let key = read.string("key"), let name = read.text("name") else { continue }
      var label: JSONObject = ["name": .string(name)]
      if let acronym = read.string("acronym") { label["acronym"] = .string(acronym) }
      names[key] = .object(label)
    }
    return names
  }
}

extension Rehearsal {
  /// The input of a fixture whose rows name organisations.
  static let organisations = "organisations"

  /// The inputs in a fixture: lines of `{"input":"…","row":{…}}`, as a core sends them.
  ///
  /// - Throws: `JSONError` if a line is no JSON.
  public static func inputs(of file: [UInt8]) throws -> [String: [JSONValue]] {
    var inputs: [String: [JSONValue]] = [:]
    for line in file.split(separator: UInt8(ascii: "\n")) {
      let json = try JSONValue(parsing: Array(line))
      guard let input = json["input"]?.string, let row = json["row"] else { continue }
      inputs[input, default: []].append(row)
    }
    return inputs
  }
}
