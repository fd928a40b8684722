/// Degrees on paper: equirectangular, true to scale at the middle latitude, which is close enough for a country of this
/// size.
struct MaliProjection {
  private static let west = -1_227.0
  private static let east = 424.0
  private static let south = 1_013.0
  private static let north = 2_500.0
  /// The cosine of the middle latitude, 17.6 degrees.
  private static let narrowing = 0.953

  private let top: Double
  private let left = 2.0
  private let scale: Double

  /// A map of this width below `top`.
  init(width: Double, top: Double) {
    self.top = top
    scale = (width - 2 * left) / ((Self.east - Self.west) * Self.narrowing)
  }

  /// How high the map is.
  var height: Double { (Self.north - Self.south) * scale }

  /// Where a place lies, from hundredths of a degree.
  func point(longitude: Double, latitude: Double) -> Drawing.Point {
    Drawing.Point(
      left + (longitude - Self.west) * Self.narrowing * scale, top + (Self.north - latitude) * scale)
  }

  /// The corners of an outline.
  func corners(_ outline: [Int16]) -> [Drawing.Point] {
    stride(from: 0, to: outline.count - 1, by: 2).map {
      point(longitude: Double(outline[$0]), latitude: Double(outline[$0 + 1]))
    }
  }
}
