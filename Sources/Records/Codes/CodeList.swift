public import Violations

/// A closed list of codes with their names in both languages.
public final class CodeList: Sendable {
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
  nonisolated(unsafe) let plan: ReadingPlan.CodePlan

  /// A row that a list is declared with: code, English, French.
  public typealias Row = (code: StaticString, en: String, fr: String)

  /// A list of the given rows.
  public init(
    _ name: String, _ rows: [Row], parent: (String) -> String? = { _ in nil }, references: [String] = []
  ) {
    self.name = name
    let prefixes = rows.map { BytePrefix.of($0.code.utf8Start, $0.code.utf8CodeUnitCount) }
    plan = ReadingPlan.CodePlan(
      prefixes: UnsafeBufferPointer(ReadingPlan.keep(prefixes)),
      codes: UnsafePointer(ReadingPlan.keep(rows.map(\.code)).baseAddress.unsafelyUnwrapped))
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

  // MARK: - In messages

  /// The codes, where they are few enough to be read in a message; otherwise none.
  public var shownCodes: [String] { entries.count <= RecordLimits.shownCodes ? codes : [] }

  /// The codes that a message names when `found` is none of them: all, or the nearest of a long list.
  public func shown(near found: String) -> [String] {
    entries.count <= RecordLimits.shownCodes
      ? codes : NearestName.nearest(to: found, in: codes, count: RecordLimits.nearestCodes)
  }

  /// What is said of `found` where a code of the list is asked for, in a record or in a filter.
  public func violation(of found: String, at path: String) -> FieldViolation {
    FieldViolation(
      path: path, message: .unknownCode(self), found: found, allowed: shown(near: found),
      suggestion: suggestion(for: found))
  }

  /// The code that was probably meant, by its spelling or by that of one of its names.
  public func suggestion(for found: String) -> String? {
    if let code = NearestName.suggestion(for: found, in: codes) { return code }
    guard let name = NearestName.suggestion(for: found, in: entries.flatMap { [$0.en, $0.fr] }) else { return nil }
    return entries.first { $0.en == name || $0.fr == name }?.code
  }
}
