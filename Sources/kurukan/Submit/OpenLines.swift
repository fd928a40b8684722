import JSONBytes

/// Records whose answers warn of something that has not arrived, kept to be looked at again at the end.
struct OpenLines {
  /// A record, and what was said of it.
  struct Open {
    let line: RecordLine
    let warnings: [JSONValue]
  }

  /// Bytes kept, warnings included; the warnings of further records are told at once.
  static let bytes = 16 << 20
  /// The rules whose warnings may pass.
  private static let passing = ["reference_arrived", "grant_known"]

  /// What was not looked at again yet.
  private(set) var open: ArraySlice<Open> = []
  private var count = 0
  private(set) var isClosed = false

  /// Whether the record is kept, because one of its warnings may pass.
  mutating func keep(_ line: RecordLine, _ warnings: [JSONValue]) -> Bool {
    let mayPass = warnings.contains { warning in
      warning["rule"]?.string.map(Self.passing.contains) ?? false
    }
    let size = line.bytes.count + warnings.reduce(0) { $0 + $1.bytes.count }
    guard mayPass, !isClosed, count + size <= Self.bytes else { return false }
    count += size
    open.append(Open(line: line, warnings: warnings))
    return true
  }

  /// Everything that was kept; nothing more is.
  mutating func close() -> [RecordLine] {
    isClosed = true
    return open.map(\.line)
  }

  /// The first of them were looked at again.
  mutating func settle(_ count: Int) { if isClosed { open.removeFirst(min(count, open.count)) } }

  /// What nobody will look at again.
  mutating func drop() -> ArraySlice<Open> {
    defer { open = [] }
    return open
  }
}
