import JSONBytes

/// Records whose answers warn of something that has not arrived, kept to be looked at again at the end.
struct OpenLines {
  /// Bytes kept; the warnings of further records are told at once.
  static let bytes = 16 << 20
  /// The rules whose warnings may pass.
  private static let passing = ["reference_arrived", "grant_known"]

  private var lines: [RecordLine] = []
  private var count = 0
  private(set) var isClosed = false

  /// Whether the record is kept, because one of its warnings may pass.
  mutating func keep(_ line: RecordLine, _ warnings: [JSONValue]) -> Bool {
    let mayPass = warnings.contains { warning in
      warning["rule"]?.string.map(Self.passing.contains) ?? false
    }
    guard mayPass, !isClosed, count + line.bytes.count <= Self.bytes else { return false }
    count += line.bytes.count
    lines.append(line)
    return true
  }

  /// Everything that was kept; nothing more is.
  mutating func close() -> [RecordLine] {
    isClosed = true
    defer { lines = [] }
    return lines
  }
}
