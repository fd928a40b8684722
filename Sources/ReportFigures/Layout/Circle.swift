/// Circles and their parts as curves. The standard library has no sine; this one is exact to the last digit that a
/// drawing shows, and the same on every machine.
enum Circle {
  /// A whole circle.
  static func steps(center: Drawing.Point, radius: Double) -> [Drawing.Path.Step] {
    [.move(point(center, radius, turn: 0))] + arc(center: center, radius: radius, from: 0, to: 1) + [.close]
  }

  /// The point after a part of a turn, clockwise from above.
  static func point(_ center: Drawing.Point, _ radius: Double, turn: Double) -> Drawing.Point {
    let (sine, cosine) = sineAndCosine(turn)
    return Drawing.Point(center.x + radius * sine, center.y - radius * cosine)
  }

  /// Curves along a circle, clockwise or back, in turns. Each is an eighth of a turn at most.
  static func arc(center: Drawing.Point, radius: Double, from start: Double, to end: Double) -> [Drawing.Path.Step] {
    let count = max(1, Int((abs(end - start) * 8).rounded(.up)))
    let step = (end - start) / Double(count)
    let (sine, cosine) = sineAndCosine(step / 4)
    // The distance of the control points of a cubic curve that runs along a circle: 4/3 of the tangent of a quarter angle.
    let reach = 4.0 / 3 * (sine / cosine) * radius
    return (0..<count).map { index in
      let first = start + Double(index) * step
      let last = first + step
      let begin = point(center, radius, turn: first)
      let finish = point(center, radius, turn: last)
      let (beginSine, beginCosine) = sineAndCosine(first)
      let (finishSine, finishCosine) = sineAndCosine(last)
      return .curve(
        Drawing.Point(begin.x + reach * beginCosine, begin.y + reach * beginSine),
        Drawing.Point(finish.x - reach * finishCosine, finish.y - reach * finishSine), to: finish)
    }
  }

  /// The sine and cosine of a part of a turn.
  static func sineAndCosine(_ turn: Double) -> (sine: Double, cosine: Double) {
    let quarters = (turn * 4).rounded()
    let angle = (turn - quarters / 4) * 2 * .pi
    let square = angle * angle
    var sine = 0.0
    var cosine = 0.0
    // Taylor's series, from its smallest term on.
    for power in stride(from: 18, through: 0, by: -2) {
      cosine = 1 - square / Double((power + 1) * (power + 2)) * cosine
      sine = 1 - square / Double((power + 2) * (power + 3)) * sine
    }
    sine *= angle
    switch ((Int(quarters) % 4) + 4) % 4 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }
}
