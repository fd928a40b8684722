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
  /// - Parameter threshold: counts below it are not told from each other; one under ``SmallCount/lowestThreshold`` is
  ///   raised to it.
  public init(_ count: Int, threshold: Int = SmallCount.defaultThreshold) {
    let threshold = max(threshold, SmallCount.lowestThreshold)
    if count < threshold {
      fewerThan = threshold
      about = nil
    } else {
      fewerThan = nil
      let lowest = (threshold + Self.step - 1) / Self.step * Self.step
      about = max(lowest, (count + Self.step / 2) / Self.step * Self.step)
    }
  }
}
