/// One thing that rows are ordered by.
public struct QueryOrder: Sendable, Equatable, CustomStringConvertible {
  /// What stands before a name whose greatest values come first.
  static let descendingMark: Character = "-"

  /// A name that rows may be ordered by: of a dimension, of a field of a listing, or of a measure of a count.
  public let name: String
  /// Whether the greatest values come first. Rows without a value are last either way.
  public let isDescending: Bool

  /// An order by a name.
  public init(_ name: String, isDescending: Bool = false) {
    self.name = name
    self.isDescending = isDescending
  }

  /// Reads `name`, or `-name` for the greatest values first.
  init(text: String) {
    let isDescending = text.first == Self.descendingMark
    self.init(isDescending ? String(text.dropFirst()) : text, isDescending: isDescending)
  }

  /// As queries spell it.
  public var description: String { (isDescending ? String(Self.descendingMark) : "") + name }
}
