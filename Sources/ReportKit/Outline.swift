import ReportDocument

/// A section of a report, declared before the first block so that the contents can come first.
public struct OutlineSection: Sendable, Hashable {
  /// The section's name within the report: a letter, then letters, digits, `-` and `_`.
  public let id: String
  /// The heading.
  public let title: Bilingual
  /// The heading's level: 1, or one more than that of a section before it.
  public let level: Int

  /// A section under the given heading.
  public init(_ id: String, en: String, fr: String, level: Int = 1) {
    self.id = id
    title = Bilingual(en: en, fr: fr)
    self.level = level
  }
}

/// The declared sections, numbered, and which of them have been begun.
struct Outline {
  struct Entry {
    let section: OutlineSection
    let number: String
    var hasBegun = false
  }

  private(set) var entries: [Entry] = []

  init(_ sections: [OutlineSection] = []) {
    var counters: [Int] = []
    for section in sections {
      let level = min(max(section.level, 1), DocumentLimits.headingLevels)
      counters = Array(counters.prefix(level))
      while counters.count < level - 1 { counters.append(1) }
      if counters.count < level { counters.append(0) }
      counters[level - 1] += 1
      entries.append(Entry(section: section, number: counters.map(String.init).joined(separator: ".")))
    }
  }

  /// The section of that name, from now on begun; nil if there is none, or if it was begun before.
  mutating func begin(_ id: String) -> Entry? {
    guard let index = entries.firstIndex(where: { $0.section.id == id && !$0.hasBegun }) else { return nil }
    entries[index].hasBegun = true
    return entries[index]
  }

  var missing: [String] { entries.filter { !$0.hasBegun }.map(\.section.id) }
}
