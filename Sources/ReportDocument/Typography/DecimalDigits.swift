/// A decimal number as digits, rounded without binary surprises.
struct DecimalDigits {
  private var isNegative: Bool
  /// Digits before the mark, without leading zeros, at least one.
  private var whole: [UInt8]
  /// Digits after the mark.
  private var fraction: [UInt8]

  /// The shortest decimal text that reads back as `value`, which is what a person means by it.
  init(_ value: Double) {
    let text = value.isFinite ? value.description : "0"
    let parts = text.split(separator: "e", maxSplits: 1)
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    self.init(decimal: String(parts[0]))
    shift(by: exponent)
  }

  init(_ value: Int64) { self.init(decimal: String(value)) }

  /// Reads `-123.45`; the caller has checked the grammar.
  init(decimal text: String) {
    isNegative = text.utf8.first == UInt8(ascii: "-")
    let halves = text.utf8.drop { $0 == UInt8(ascii: "-") }
      .split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    whole = halves.first.map(Array.init) ?? []
    fraction = halves.count == 2 ? Array(halves[1]) : []
    normalise()
  }

  /// The sign, the whole digits and exactly `decimals` digits after the mark, rounded half away from zero.
  func rounded(to decimals: Int) -> (isNegative: Bool, whole: [UInt8], fraction: [UInt8]) {
    var digits = whole + fraction.prefix(decimals)
    digits += Array(repeating: 0x30, count: max(0, decimals - fraction.count))
    if fraction.count > decimals, fraction[decimals] >= UInt8(ascii: "5") { Self.increment(&digits) }
    let split = digits.count - decimals
    let isZero = digits.allSatisfy { $0 == 0x30 }
    return (isNegative && !isZero, Array(digits[..<split]), Array(digits[split...]))
  }

  private mutating func shift(by exponent: Int) {
    if exponent > 0 {
      fraction += Array(repeating: 0x30, count: max(0, exponent - fraction.count))
      whole += fraction.prefix(exponent)
      fraction.removeFirst(exponent)
    } else if exponent < 0 {
      whole.insert(contentsOf: Array(repeating: 0x30, count: max(0, -exponent - whole.count)), at: 0)
      fraction.insert(contentsOf: whole.suffix(-exponent), at: 0)
      whole.removeLast(-exponent)
    }
    normalise()
  }

  private mutating func normalise() {
    let leading = whole.prefix { $0 == 0x30 }.count
    whole.removeFirst(leading)
    if whole.isEmpty { whole = [0x30] }
  }

  private static func increment(_ digits: inout [UInt8]) {
    for index in digits.indices.reversed() {
      guard digits[index] == UInt8(ascii: "9") else {
        digits[index] += 1
        return
      }
      digits[index] = 0x30
    }
    digits.insert(UInt8(ascii: "1"), at: 0)
  }
}
