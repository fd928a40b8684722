import Records

/// A 64-bit number for an identity, the same in every process: FNV-1a over its parts.
///
/// Names advisory locks and what a writer has at hand; two identities with one number only wait for each other.
struct LockKey {
  let value: Int64

  /// Held while first tokens are issued; a number that no identity is likely to have, and nothing else that is locked.
  static let firstTokens: Int64 = 0x6B75_7275_6B61_6E54

  init(_ identity: RecordIdentity) {
    self.init(kind: identity.kind, programme: identity.programme, key: identity.key)
  }

  init(kind: RecordKind, programme: String, key: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in [kind.name, programme, key] {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    value = Int64(bitPattern: hash)
  }
}
