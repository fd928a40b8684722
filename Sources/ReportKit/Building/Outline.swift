/// A section of a report, declared before the first block so that the contents can come first.
public struct OutlineSection: Sendable, Hashable {
  /// The section's name within the report: a letter, then letters, digits, `-` and `_`.
  public let id: String
  /// The heading.
  public let title: Bilingual
  /// The heading's level: 1, or one more than that of a section before it.
  public let level: Int
  /// Whether the contents number it, which a section does not need whose heading has a number or letter of its own.
  public let isNumbered: Bool

  /// A section under the given heading.
  public init(_ id: String, _ title: Bilingual, level: Int = 1, isNumbered: Bool = true) {
    self.isNumbered = isNumbered
    self.id = id
    self.title = title
    self.level = level
  }

  /// A section under the given heading.
  public init(_ id: String, en: String, fr: String, level: Int = 1) {
    self.init(id, Bilingual(en: en, fr: fr), level: level)
  }
}

/// The declared sections, and which of them have been begun.
struct Outline {
  private let sections: [OutlineSection]
  private var begun: Set<String> = []

  init(_ sections: [OutlineSection] = []) { self.sections = sections }

  /// The section of that name, from now on begun; nil if there is none, or if it was begun before.
  mutating func begin(_ id: String) -> OutlineSection? {
    guard let section = sections.first(where: { $0.id == id }), begun.insert(id).inserted else { return nil }
    return section
  }

  var missing: [String] { sections.map(\.id).filter { !begun.contains($0) } }
}
