/// What a text may not be, besides what JSON itself refuses.
enum TextCheck {
  enum Fault: Equatable {
    /// Nothing but white space.
    case blank
    /// So many Unicode scalars, over the limit.
    case tooLong(Int)
    /// A character that XML 1.0, and so DOCX, XLSX and IATI, cannot hold.
    case control
  }

  static func fault(in text: String, limit: Int) -> Fault? {
    var text = text
    return text.withUTF8 { bytes in
      var isBlank = true
      for (index, byte) in bytes.enumerated() {
        if byte > 0x20 {
          isBlank = false
          if byte == 0xEF, isNoncharacter(bytes, index) { return .control }
        } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
          return .control
        }
      }
      if isBlank { return .blank }
      guard bytes.count > limit else { return nil }
      let count = bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      return count > limit ? .tooLong(count) : nil
    }
  }

  /// U+FFFE or U+FFFF.
  private static func isNoncharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
  }
}
