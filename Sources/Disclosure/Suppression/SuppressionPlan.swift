/// Which figures of a programme may be printed, in whatever reports, together.
///
/// **What holds.** Take any set of atoms that together count 1 to threshold - 1 people: a cell, a difference of two
/// figures, what one level, period, filter or format leaves over against another. A reader who has every figure that
/// the plan prints, and who knows which atoms occur, cannot tell that the set counts fewer than the threshold.
///
/// **Why.** For every atom of 1 to threshold - 1 people the plan has a *world*: counts of at least 1 for every atom that
/// occurs, in which this atom counts the threshold and every printed figure is what it truly is. A set that counts fewer
/// than the threshold holds at least one such atom, and in that atom's world, where no count is negative, the set counts
/// the threshold or more. Nothing that the reader has is against that world. No rank, bound or linear programme has to be
/// computed: the worlds are the proof, and a figure is printed exactly if it is the same in all of them.
///
/// **How.** A world is the truth and a move: people are taken out of other atoms into the small one. The figures that a
/// move changes are hidden, so the plan looks for the move that hides the least useful ones, with grand totals the last
/// to go. People are moved within one figure of everything, or round a box (two values of two dimensions), which leaves
/// both margins as they are. What is hidden already costs nothing more, and a world stays one when more is hidden.
/// If nothing else is left, the small atom grows by itself, and all figures that it stands in are hidden.
///
/// Figures that count nobody are printed: they tell of nobody. Measures must add up; see `CountCube`.
public struct SuppressionPlan: Sendable {
  /// The threshold that counts are small below.
  public let threshold: Int
  /// Figures that count somebody and are printed.
  public let printed: Int
  /// Figures that count somebody and are hidden though they reach the threshold.
  public let hiddenLarge: Int
  /// Figures that count fewer than the threshold.
  public let small: Int
  /// The hidden figures of each margin, by their number in it.
  private let hidden: [Set<Int>]
  private let margins: [CountMargin]

  /// Makes the plan for all `margins` of a cube; a threshold under ``SmallCount/lowestThreshold`` is raised to it.
  public init(_ cube: CountCube, margins: [CountMargin], threshold: Int = SmallCount.defaultThreshold) {
    self.threshold = max(threshold, SmallCount.lowestThreshold)
    let index = FigureIndex(cube, margins)
    var worlds = WorldSearch(cube, index, threshold: self.threshold)
    worlds.run()
    let hidden = worlds.isHidden
    self.margins = margins
    self.hidden = index.places.map { figures in Set(figures.filter { hidden[Int($0.value)] }.keys) }
    printed = hidden.count { !$0 }
    small = index.counts.count { $0 < worlds.threshold }
    hiddenLarge = hidden.count { $0 } - small
  }

  /// Whether a figure may be printed; always for one that counts nobody.
  ///
  /// - Parameters:
  ///   - groups: the figure's group in each component of the margin.
  ///   - margin: the place of the margin among those that the plan was made for.
  public func prints(_ groups: [Int], ofMargin margin: Int) -> Bool {
    !hidden[margin].contains(margins[margin].figure(groups))
  }
}
