/// Which figures of a programme may be printed, in whatever reports, together.
///
/// **What holds.** Take a cell of any margin within one level, one finest period and one value of whatever else figures
/// are told apart by; or several of one margin: what one level, period, filter or format leaves over against another. If
/// they count 1 to threshold - 1 people, a reader who has every figure that the plan prints cannot tell that they do.
/// Cells of no margin, such as those of three dimensions where margins have two, are not protected beyond that.
///
/// **Why.** For every such cell the plan has a *world*: counts of all atoms, none negative, in which the cell counts the
/// threshold, every printed figure is what it truly is, and every hidden one counts somebody, as its mark tells. Several
/// cells that count fewer than the threshold hold at least one small cell, and in that cell's world they count the
/// threshold or more. Nothing that the reader has is against that world. No rank, bound or linear programme has to be
/// computed: the worlds are the proof, and a figure is printed only if it is the same in all of them.
///
/// **How.** A world is the truth and some moves: people are taken out of other atoms into those of the cell. The figures
/// that a move changes are hidden, so the plan looks for the moves that hide the least useful ones, with grand totals the
/// last to go. People are moved within one figure of everything, or round a box, which leaves margins as they are. What is
/// hidden already costs nothing more, and a world stays one when more is hidden. At the end each hidden figure is looked
/// at again: other worlds that hide less take the place of those in which it differs. All of it is done in several orders of
/// the cells, and the plan that hides the least useful figures is kept.
///
/// A plan of a higher threshold hides all that those of lower ones do, so that reports of two thresholds tell no more than
/// that of the lower one.
///
/// Figures that count nobody are printed: they tell of nobody. Measures must add up; see `CountCube`.
public struct SuppressionPlan: Sendable {
  /// The threshold that counts are small below.
  public let threshold: SuppressionThreshold
  /// Figures that count somebody and are printed.
  public let printed: Int
  /// Figures that count somebody and are hidden though they reach the threshold.
  public let hiddenLarge: Int
  /// Figures that count fewer than the threshold.
  public let small: Int
  /// The hidden figures of each margin, by their number in it.
  private let hidden: [Set<Int>]
  private let margins: [CountMargin]

  /// Makes the plan for all `margins` of a cube.
  public init(_ cube: CountCube, margins: [CountMargin], threshold: SuppressionThreshold = .standard) {
    self.threshold = threshold
    let index = FigureIndex(cube, margins)
    var hidden = [Bool](repeating: false, count: index.counts.count)
    for step in SuppressionThreshold.allCases where step <= threshold {
      var worlds = WorldSearch(cube, index, margins, threshold: step.rawValue, hidden: hidden)
      worlds.run()
      hidden = worlds.isHidden
    }
    self.margins = margins
    self.hidden = index.places.map { [hidden] figures in Set(figures.filter { hidden[Int($0.value)] }.keys) }
    // The first stands for no figure.
    printed = hidden.dropFirst().count { !$0 }
    small = index.counts.dropFirst().count { threshold.hides($0) }
    hiddenLarge = hidden.dropFirst().count { $0 } - small
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
