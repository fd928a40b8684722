/// A count so coarse that it leads to no single item. What is exact about it is lost when it is made.
public struct ApproximateCount: Sendable, Hashable {
  /// What larger counts are rounded to.
  public static let step = 5

  /// The number below which the count lies; nil if it does not lie below the threshold.
  public let fewerThan: Int?
  /// The count, rounded to ``step``; nil if it lies below the threshold.
  public let about: Int?

  /// A count, made coarse.
  ///
  /// The threshold is the standard one whatever a report asks for: of the same count at several, the most that two told
  /// would bound it more closely than either.
  public init(_ count: Int) {
    let threshold = SuppressionThreshold.standard.rawValue
    let isSmall = count < threshold
    fewerThan = isSmall ? threshold : nil
    about = isSmall ? nil : (count + Self.step / 2) / Self.step * Self.step
  }

  /// What several counts come to, as roughly as each of them is known; nil of none.
  public init?(sumOf counts: [ApproximateCount]) {
    guard !counts.isEmpty else { return nil }
    let known = counts.compactMap(\.about)
    about = known.isEmpty ? nil : known.reduce(0, +)
    // Each below its bound is at most one less.
    fewerThan = known.isEmpty ? counts.compactMap(\.fewerThan).reduce(1) { $0 + $1 - 1 } : nil
  }
}
