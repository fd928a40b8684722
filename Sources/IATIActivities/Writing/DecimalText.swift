/// Numbers as the schema's decimals: a point, no grouping, no exponent, no superfluous zeros.
package enum DecimalText {
  /// A number rounded to so many places, at most six.
  package static func text(_ number: Double, places: Int) -> String {
    let factor = (0..<places).reduce(1) { power, _ in power * 10 }
    // A number too large for its places has none: a double of this size holds whole numbers alone.
    guard let units = Int64(exactly: (number * Double(factor)).rounded()) else {
      return Int64(exactly: number.rounded()).map { "\($0)" } ?? "\(number)"
    }
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt64(factor))
    let sign = units < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    var digits = String(String(rest + UInt64(factor)).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}
