/// A closed list of codes with their names in both languages.
public struct CodeList: Sendable {
  /// One code of a list.
  public struct Entry: Sendable, Equatable {
    /// The code that records carry.
    public let code: String
    /// The English name.
    public let en: String
    /// The French name.
    public let fr: String
    /// The code one level up, in lists of two levels.
    public let parent: String?
    /// The code of the same meaning in the standard that the list follows, such as IATI's number.
    public let externalReference: String?

    /// The name for a reader of `language`.
    public func label(in language: Language) -> String { language == .french ? fr : en }
  }

  /// The list's name, in lower snake case.
  public let name: String
  /// The codes in the order in which they are shown.
  public let entries: [Entry]
  /// The same codes as bytes, so that a record's bytes are compared without making a string of them.
  private let bytes: [StaticString]

  /// A row that a list is declared with: code, English, French.
  typealias Row = (code: StaticString, en: String, fr: String)

  init(_ name: String, _ rows: [Row], parent: (String) -> String? = { _ in nil }, references: [String] = []) {
    self.name = name
    bytes = rows.map(\.code)
    entries = rows.enumerated().map { index, row in
      let code = row.code.description
      return Entry(
        code: code, en: row.en, fr: row.fr, parent: parent(code),
        externalReference: index < references.count ? references[index] : nil)
    }
  }

  /// Every code, in order.
  public var codes: [String] { entries.map(\.code) }

  /// Whether the list has this code.
  public func contains(_ code: String) -> Bool { entry(code) != nil }

  /// The entry of a code.
  public func entry(_ code: String) -> Entry? { entries.first { $0.code == code } }

  /// The place of a code in the list's order, from 0.
  public func index(of code: String) -> Int? { entries.firstIndex { $0.code == code } }

  /// A code's name for a reader of `language`; nil if the list has no such code.
  public func label(_ code: String, _ language: Language) -> String? { entry(code)?.label(in: language) }

  func code(equalTo text: UnsafeBufferPointer<UInt8>) -> String? {
    for index in bytes.indices {
      let candidate = bytes[index]
      guard candidate.utf8CodeUnitCount == text.count else { continue }
      var isEqual = true
      for offset in 0..<text.count where candidate.utf8Start[offset] != text[offset] {
        isEqual = false
        break
      }
      if isEqual { return entries[index].code }
    }
    return nil
  }
}
