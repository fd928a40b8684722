/// Where counts of people become so small that they give somebody away.
public enum SmallCount {
  /// The lowest threshold: below, two members of a group of three could find each other out.
  public static let lowestThreshold = 3
  /// The threshold where nothing else is asked for: counts from 1 to one below it are hidden.
  public static let defaultThreshold = 5
}

/// One count as a reader may see it.
public enum SuppressedCount: Sendable, Hashable {
  /// The count itself.
  case shown(Int)
  /// Hidden, and marked as 1 to threshold - 1; only counts that no other count bounds carry this mark.
  case small
  /// Hidden, because it is small or because a small count could be told from it; which one is not said.
  case hidden

  /// The count, if it is shown.
  public var value: Int? {
    guard case .shown(let count) = self else { return nil }
    return count
  }
}
