/// The name of a heading or a table within its report: `[A-Za-z][A-Za-z0-9_-]*`, at most 64 characters.
public enum DocumentIdentifier {
  /// Whether `text` may name a heading or a table.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= DocumentLimits.identifierLength
    else { return false }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
