import CLibCrypto

/// A secret key for HMAC-SHA-256 (RFC 2104). An object, so that no description of what holds it shows the key, and no
/// copy of it is left in memory when it is gone.
public final class AuthenticationKey: @unchecked Sendable {
  private let key: UnsafeMutableRawBufferPointer

  /// A key of these bytes.
  public init(_ bytes: [UInt8]) {
    key = .allocate(byteCount: bytes.count, alignment: 1)
    key.copyBytes(from: bytes)
  }

  deinit {
    OPENSSL_cleanse(key.baseAddress, key.count)
    key.deallocate()
  }

  /// The authentication code of a text, ``SHA256/bytes`` long.
  public func code(for text: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: SHA256.bytes) { room, count in
      let result = HMAC(
        SHA256.algorithm, key.baseAddress, Int32(key.count), text, text.count, room.baseAddress, nil)
      precondition(result != nil, "libcrypto cannot authenticate a text")
      count = SHA256.bytes
    }
  }
}
