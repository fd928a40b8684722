/// Finds the name that was probably meant, for "did you mean".
public enum NearestName {
  /// Longer texts are not compared: the cost grows with the product of both lengths.
  private static let comparedBytes = 128

  /// The candidate closest to `name`, if it is close enough to be worth saying: one that differs in letter
  /// case only, that ends in `name` after a `/` or a `.`, or that is at most a third of its letters away.
  public static func suggestion(for name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= comparedBytes else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().utf8)
      guard letters.count <= comparedBytes else { continue }
      let distance = isTail(wanted, of: letters) ? 0 : editDistance(wanted, letters)
      if distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
    return best.candidate
  }

  private static func isTail(_ name: [UInt8], of candidate: [UInt8]) -> Bool {
    guard candidate.count > name.count, candidate.suffix(name.count).elementsEqual(name) else { return false }
    let before = candidate[candidate.count - name.count - 1]
    return before == UInt8(ascii: "/") || before == UInt8(ascii: ".")
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1]
      for column in 0..<second.count {
        let replacement = previous[column] + (first[row] == second[column] ? 0 : 1)
        var cost = min(replacement, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }
}
