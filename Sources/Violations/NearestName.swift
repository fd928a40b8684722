/// Finds the name that was probably meant, for "did you mean".
///
/// Case, accents and the separators `_`, `-`, `.` and space count for nothing, so `programme_area` finds
/// `programmeArea`. A candidate that ends in the name after a `/` or a `.` is as near as one that is the same.
public enum NearestName {
  /// Longer names are not compared: the work grows with the product of both lengths.
  public static let comparedBytes = 128

  /// The candidate nearest to `name`, if at most a third of the letters differ; the first of equals.
  public static func suggestion(for name: String, in candidates: some Sequence<String>) -> String? {
    guard let wanted = FoldedName(name), !wanted.letters.isEmpty else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      guard let folded = FoldedName(candidate) else { continue }
      let nearEnough = max(1, min(wanted.letters.count, folded.letters.count) / 3)
      let limit = min(nearEnough, best.map { $0.distance - 1 } ?? .max)
      guard limit >= 0, let distance = wanted.distance(to: folded, atMost: limit) else { continue }
      best = (candidate, distance)
    }
    return best?.candidate
  }

  /// The `count` candidates nearest to `name`, the nearest first, however far they are: for a list that is too long
  /// to be shown whole.
  public static func nearest(to name: String, in candidates: some Sequence<String>, count: Int) -> [String] {
    guard let wanted = FoldedName(name) else { return [] }
    let measured = candidates.enumerated().compactMap { place, candidate in
      FoldedName(candidate).flatMap { wanted.distance(to: $0, atMost: .max) }
        .map { (distance: $0, place: place, candidate: candidate) }
    }
    return measured.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.prefix(count).map(\.candidate)
  }
}
