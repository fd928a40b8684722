/// The prepared statements of one connection, the one used longest ago given up first.
struct StatementCache {
  struct Entry {
    let name: String
    let types: [TypeOID]
    fileprivate var lastUse: UInt64
  }

  private var entries: [String: Entry] = [:]
  private var uses: UInt64 = 0
  private var names: UInt64 = 0
  private let capacity: Int
  /// Names the server still keeps though nothing here uses them.
  private(set) var discarded: [String] = []

  init(capacity: Int) { self.capacity = max(capacity, 0) }

  var isEnabled: Bool { capacity > 0 }
  var count: Int { entries.count }

  /// The name of a statement, if it has been prepared for these types.
  mutating func name(for sql: SQL) -> String? {
    guard let index = entries.index(forKey: sql.text) else { return nil }
    let types = entries.values[index].types
    guard types.elementsEqual(sql.parameters.lazy.map(\.type)) else { return nil }
    uses += 1
    entries.values[index].lastUse = uses
    return entries.values[index].name
  }

  /// A name that has never been used on this connection.
  mutating func freshName() -> String {
    names += 1
    return "k\(names)"
  }

  mutating func insert(_ sql: SQL, name: String) {
    remove(sql.text)
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      remove(oldest.key)
    }
    uses += 1
    entries[sql.text] = Entry(name: name, types: sql.parameters.map(\.type), lastUse: uses)
  }

  mutating func remove(_ text: String) {
    if let entry = entries.removeValue(forKey: text) { discarded.append(entry.name) }
  }

  mutating func takeDiscarded() -> [String] {
    defer { discarded = [] }
    return discarded
  }
}
