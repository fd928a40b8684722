/// The names of organisations by their keys, for reports that print who is addressed or who takes part.
public struct OrganisationNames: Sendable {
  private var names: [String: (full: String, short: String)] = [:]

  /// Reads rows that carry `key`, `name` and perhaps `acronym`.
  public init(_ rows: some Sequence<InputRow>) {
    for row in rows {
      guard let key = row.string("key"), let name = row.text("name") else { continue }
      names[key] = (name, row.string("acronym") ?? name)
    }
  }

  /// The full name; the key itself for an organisation that is unknown or not for the report's readers.
  public func full(_ key: String) -> String { names[key]?.full ?? key }

  /// The acronym, or the full name of an organisation that has none.
  public func short(_ key: String) -> String { names[key]?.short ?? key }

  /// The full name with the acronym behind it, as at the first mention.
  public func introduced(_ key: String) -> String {
    guard let name = names[key], name.short != name.full else { return full(key) }
    return "\(name.full) (\(name.short))"
  }

  /// The acronyms that differ from the full names, in alphabetical order.
  public func acronyms(of keys: some Sequence<String>) -> [(short: String, full: String)] {
    Set(keys).compactMap { names[$0] }.filter { $0.short != $0.full }
      .sorted { ($0.short, $0.full) < ($1.short, $1.full) }
      .map { ($0.short, $0.full) }
  }
}
