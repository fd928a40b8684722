public import Records

/// The names of organisations by their keys, for reports that print who is addressed or who takes part.
///
/// A key is the sender's own and may say what the report's readers must not know, so it is never printed.
public struct OrganisationNames: Sendable {
  /// What stands for an organisation that is unknown, or whose name is not for the report's readers.
  public static let unnamed = Bilingual(en: "organisation not named here", fr: "organisation non nommée ici")

  private let unnamed: String
  private var names: [String: (full: String, short: String)] = [:]

  /// Reads rows that carry `key`, `name` and perhaps `acronym`, for a report in a language.
  public init(_ rows: some Sequence<InputRow>, in language: Language) {
    unnamed = Self.unnamed.text(in: language)
    for row in rows {
      guard let key = row.string("key"), let name = row.text("name") else { continue }
      names[key] = (name, row.string("acronym") ?? name)
    }
  }

  /// The full name.
  public func full(_ key: String) -> String { names[key]?.full ?? unnamed }

  /// The acronym, or the full name of an organisation that has none.
  public func short(_ key: String) -> String { names[key]?.short ?? unnamed }

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
