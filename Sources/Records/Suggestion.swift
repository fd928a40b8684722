/// Guesses what somebody meant who wrote a name that does not exist.
public enum Suggestion {
  /// Longer names are not compared: the work grows with the square of the length.
  static let longestName = 48

  /// The candidate nearest to `name`, if one is near enough to be meant; the first of equals.
  ///
  /// Case and separators count for nothing, so `programme_area` finds `programmeArea`.
  public static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = letters(of: name)
    guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let letters = letters(of: candidate)
      let limit = min(best.map { $0.distance - 1 } ?? .max, max(1, min(wanted.count, letters.count) / 3))
      guard limit >= 0, abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      if distance <= limit { best = (candidate, distance) }
    }
    return best?.candidate
  }

  private static func letters(of name: String) -> [UInt8] {
    name.utf8.prefix(longestName + 1).compactMap { byte in
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "."): nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let cost = byte == right[column] ? 0 : 1
        var value = min(current[column] + 1, last[column + 1] + 1, last[column] + cost)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == right[column] {
          value = min(value, beforeLast[column - 1] + 1)
        }
        current.append(value)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
