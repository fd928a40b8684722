import CLibCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in pieces, by OpenSSL's libcrypto.
///
/// What libcrypto needs of its own is memory; where that is wanting, Swift's own allocations end the process, and so does
/// this.
public struct SHA256: ~Copyable, @unchecked Sendable {
  /// Bytes of a digest.
  public static let bytes = 32

  /// Looked up once: libcrypto would search its providers for it at every digest.
  nonisolated(unsafe) static let algorithm: OpaquePointer? = EVP_MD_fetch(nil, "SHA2-256", nil)

  private let context: OpaquePointer?

  /// A digest of nothing yet.
  public init() {
    context = EVP_MD_CTX_new()
    let hasBegun = EVP_DigestInit_ex2(context, Self.algorithm, nil)
    precondition(hasBegun == 1, "libcrypto cannot begin a digest")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes the next piece.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let isTaken = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(isTaken == 1, "libcrypto cannot continue a digest")
  }

  /// Takes the next piece.
  public mutating func update(_ bytes: some Collection<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil {
      Array(bytes).withUnsafeBytes { update($0) }
    }
  }

  /// The digest of all pieces so far; others may follow.
  public var digest: [UInt8] {
    let copy = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(copy) }
    precondition(EVP_MD_CTX_copy_ex(copy, context) == 1, "libcrypto cannot copy a digest")
    return Self.result { EVP_DigestFinal_ex(copy, $0, nil) }
  }

  /// The digest of bytes that are all there.
  public static func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
    bytes.withContiguousStorageIfAvailable { bytes in
      result { EVP_Digest(bytes.baseAddress, bytes.count, $0, nil, algorithm, nil) }
    } ?? digest(of: Array(bytes))
  }

  private static func result(_ finish: (UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bytes) { room, count in
      precondition(finish(room.baseAddress) == 1, "libcrypto cannot end a digest")
      count = bytes
    }
  }
}
