/// Where counts of people become so small that they give somebody away: those from 1 to one below the threshold are hidden.
///
/// There are few, and each hides all that the lower ones do: reports of the same data at two thresholds tell no more than
/// that at the lower one, and how many somebody may ask for bounds how often the plan is made.
public enum SuppressionThreshold: Int, Sendable, CaseIterable, Comparable {
  /// The lowest, where nothing else is asked for: 1 to 4 are hidden.
  case five = 5
  /// 1 to 9 are hidden.
  case ten = 10
  /// 1 to 19 are hidden.
  case twenty = 20

  /// The threshold where nothing else is asked for; nobody can ask for a lower one.
  public static let standard = SuppressionThreshold.five

  /// Whether the first hides less.
  public static func < (one: SuppressionThreshold, other: SuppressionThreshold) -> Bool {
    one.rawValue < other.rawValue
  }

  /// Whether a count tells of so few people that it is hidden.
  public func hides(_ count: Int) -> Bool { (1..<rawValue).contains(count) }
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
