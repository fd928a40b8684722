import Digests
import JSONBytes
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  /// FIPS 180-2, appendix B, and NIST's examples of long messages.
  static let published: [(text: [UInt8], digest: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      Array(
        ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").utf8),
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (Array(repeating: 0x61, count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test("The published examples give their digests", arguments: published)
  func examples(_ text: [UInt8], _ digest: String) {
    #expect(Hexadecimal.text(SHA256.digest(of: text)) == digest)
  }

  @Test("Pieces give the digest of the whole, wherever it is cut", arguments: [1, 2, 55, 56, 63, 64, 65, 4_096])
  func pieces(_ size: Int) {
    for (text, digest) in Self.published where text.count / size < 20_000 {
      var hash = SHA256()
      for start in stride(from: 0, to: text.count, by: size) {
        hash.update(text[start..<min(start + size, text.count)])
      }
      #expect(Hexadecimal.text(hash.digest) == digest)
    }
  }

  @Test("A digest can be asked for between two pieces")
  func between() {
    var hash = SHA256()
    #expect(hash.digest == SHA256.digest(of: []))
    hash.update(Array("abc".utf8))
    #expect(hash.digest == hash.digest)
    #expect(hash.digest == SHA256.digest(of: Array("abc".utf8)))
    hash.update(Array("def".utf8))
    #expect(hash.digest == SHA256.digest(of: Array("abcdef".utf8)))
  }

  @Test("Bytes that lie nowhere together are taken, too")
  func scattered() {
    let bytes = (0..<200).lazy.map { UInt8($0) }
    var hash = SHA256()
    hash.update(bytes)
    #expect(hash.digest == SHA256.digest(of: Array(bytes)))
    #expect(hash.digest == SHA256.digest(of: bytes))
  }
}
