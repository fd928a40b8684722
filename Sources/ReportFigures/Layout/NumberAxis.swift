/// A scale of round numbers that begins at zero, or reaches over it.
struct NumberAxis {
  /// Its first number.
  let lower: Double
  /// Its last.
  let upper: Double
  /// From one number to the next.
  let step: Double
  /// How many digits after the mark its numbers need.
  let decimals: Int

  /// A scale for these values of about so many steps. Lengths are compared from zero: it always lies on the scale.
  ///
  /// - Parameter digits: How many digits after the mark the figures have. The scale's numbers have no more: there is no
  ///   half of a meeting to be counted.
  init(_ values: [Double], steps: Int = 5, digits: Int) {
    let least = min(0, values.min() ?? 0)
    let most = max(0, values.max() ?? 0)
    let lastDigit = (0..<digits).reduce(1.0) { unit, _ in unit / 10 }
    let step = RoundNumber.atLeast(max(lastDigit, most > least ? (most - least) / Double(steps) : 0.2))
    self.step = step
    lower = (least / step).rounded(.down) * step
    let top = (most / step).rounded(.up) * step
    upper = top > lower ? top : lower + step
    decimals = RoundNumber.decimals(of: step)
  }

  /// Its numbers, from the first to the last.
  var ticks: [Double] {
    let count = Int(((upper - lower) / step).rounded())
    // Adding zero makes a negative one positive.
    return (0...count).map { ((lower / step).rounded() + Double($0)) * step + 0 }
  }

  /// Where a value lies between the scale's ends, from 0 to 1.
  func share(_ value: Double) -> Double { min(max((value - lower) / (upper - lower), 0), 1) }
}

/// Numbers that people count by: 1, 2 or 5 and zeros.
enum RoundNumber {
  /// The least of them that is not less than `value`, which is positive.
  static func atLeast(_ value: Double) -> Double {
    let power = powerOfTen(upTo: value)
    for factor in [1.0, 2, 5] where power * factor >= value * (1 - 1e-9) { return power * factor }
    return power * 10
  }

  /// How many digits after the mark it takes to write it, at most six.
  static func decimals(of number: Double) -> Int {
    var scaled = number
    for decimals in 0..<6 {
      if abs(scaled - scaled.rounded()) < 1e-9 * max(1, abs(scaled)) { return decimals }
      scaled *= 10
    }
    return 6
  }

  /// The greatest power of ten that is not greater than `value`.
  private static func powerOfTen(upTo value: Double) -> Double {
    var exponent = 0
    var power = 1.0
    while power * 10 <= value * (1 + 1e-9) {
      exponent += 1
      power *= 10
    }
    guard exponent == 0 else { return power }
    // Divided anew each time, a tenth is the one that people write.
    var divisor = 1.0
    while 1 / divisor > value * (1 + 1e-9), divisor < 1e12 { divisor *= 10 }
    return 1 / divisor
  }
}
