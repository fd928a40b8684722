import JSONBytes

/// Secrets that nobody can guess.
enum RandomSecret {
  /// 256 random bits of the system's, as 64 hexadecimal digits.
  static func hexadecimal() -> String {
    var generator = SystemRandomNumberGenerator()
    return Hexadecimal.text((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
