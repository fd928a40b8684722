import Digests
import JSONBytes
import Testing

@Suite("HMAC-SHA-256")
struct AuthenticationKeyTests {
  @Test(
    "The published examples give their codes",
    arguments: [
      // RFC 4231, sections 4.2 to 4.4, 4.7 and 4.8: keys shorter and longer than a block.
      (
        Array(repeating: 0x0b, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        Array(repeating: 0xaa, count: 131),
        Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
            + "hashed before being used by the HMAC algorithm.").utf8),
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
      // NIST's example of nothing under no key.
      ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ] as [([UInt8], [UInt8], String)])
  func examples(_ key: [UInt8], _ text: [UInt8], _ code: String) {
    let secret = AuthenticationKey(key)
    #expect(Hexadecimal.text(secret.code(for: text)) == code)
    #expect(Hexadecimal.text(secret.code(for: text)) == code)
  }

  @Test("A key shows itself to nobody who prints what holds it")
  func secrecy() {
    struct Holder { let key = AuthenticationKey(Array("Jefe".utf8)) }
    var text = ""
    dump(Holder(), to: &text)
    text += "\(Holder())"
    #expect(!text.contains("- 74\n") && !text.contains("[74"), "\(text)")
  }
}

@Suite("Comparison in constant time")
struct ConstantTimeTests {
  @Test("Equal are the same bytes, and no others")
  func comparison() {
    let secret = SHA256.digest(of: [])
    #expect(ConstantTime.areEqual(secret, SHA256.digest(of: [])))
    #expect(ConstantTime.areEqual([], []))
    #expect(!ConstantTime.areEqual(secret, []))
    #expect(!ConstantTime.areEqual(secret, Array(secret.dropLast())))
    for index in secret.indices {
      var other = secret
      other[index] ^= 1
      #expect(!ConstantTime.areEqual(secret, other))
    }
  }
}
