/// Secrets that nobody can guess.
enum RandomSecret {
  /// 256 random bits of the system's, as 64 hexadecimal digits.
  static func hexadecimal() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
