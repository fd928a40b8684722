/// How many of a report's counts of people are hidden, so roughly that it tells nothing of a single one.
public struct HiddenShare: Sendable, Hashable {
  /// What percentages are rounded to.
  public static let step = 5

  /// Hidden counts out of a hundred, rounded to ``step``; 0 only if none is hidden, 100 only if none is printed, nil if
  /// there are no counts of people at all.
  public let percent: Int?

  /// The share of so many counts, where those that count nobody are left out.
  public init(hidden: Int, printed: Int) {
    let all = hidden + printed
    guard all > 0 else {
      percent = nil
      return
    }
    let rounded = (200 * hidden + Self.step * all) / (2 * Self.step * all) * Self.step
    let lowest = hidden > 0 ? Self.step : 0
    let highest = printed > 0 ? 100 - Self.step : 100
    percent = min(max(rounded, lowest), highest)
  }
}
