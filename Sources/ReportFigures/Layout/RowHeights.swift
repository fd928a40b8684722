/// How many rows a figure of a page's height has room for.
enum RowHeights {
  /// How many of the rows fit, at least one.
  static func count(_ heights: [Double], within room: Double) -> Int {
    var used = 0.0
    var count = 0
    for height in heights {
      used += height
      if used > room { break }
      count += 1
    }
    return max(1, count)
  }
}
