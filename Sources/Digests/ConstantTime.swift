import CLibCrypto

/// Comparisons whose time tells nothing of what is compared.
public enum ConstantTime {
  /// Whether both hold the same bytes. Only their lengths show in the time it takes.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
