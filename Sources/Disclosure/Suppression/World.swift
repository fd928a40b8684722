/// Counts that a reader cannot exclude, as what sets them apart from the truth.
struct World {
  /// How many more each atom counts, or fewer; others count what they do.
  let changes: [Int: Int]
  /// The figures that are not what they truly are; none of them may be printed.
  let figures: [Int32]
}
