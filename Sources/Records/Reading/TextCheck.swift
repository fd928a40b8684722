import Glibc
@_spi(_Unicode) import Swift

/// What a text may not be, besides what JSON itself refuses.
enum TextCheck {
  enum Fault: Equatable {
    /// Nothing that a reader would see.
    case blank
    /// So many Unicode scalars, over the limit.
    case tooLong(Int)
    /// A character that XML 1.0, and so DOCX, XLSX and IATI, cannot hold.
    case control
    /// White space at one of its ends.
    case outerSpace
  }

  /// Whether a text without escapes is beyond doubt: it begins and ends with a visible ASCII character, is no longer
  /// than allowed in bytes, and holds no U+FFFE or U+FFFF. (JSON has refused raw control characters already.)
  @inline(__always)
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
    guard bytes.count <= limit, let base = bytes.baseAddress, let first = bytes.first, let last = bytes.last else {
      return false
    }
    return isASCIILetter(first) && isASCIILetter(last) && memchr(base, 0xEF, bytes.count) == nil
  }

  /// The first fault of a text.
  static func fault(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Fault? {
    guard let first = bytes.first, let last = bytes.last else { return .blank }
    if isASCIILetter(first), isASCIILetter(last), bytes.count <= limit, !hasControl(bytes) { return nil }
    return slowFault(in: bytes, limit: limit)
  }

  /// Whether a text may be spelt otherwise in Unicode's normal form C. Scalars below U+0300 never are, and the usual
  /// punctuation above is not either.
  static func mayNeedNormalisation(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    var index = 0
    while index < bytes.count {
      // Eight bytes at once: one of 0xCC or more has its highest bits set, and a carry out of the rest.
      if index + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        if (low &+ 0x3434_3434_3434_3434) & word & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
      }
      let byte = base[index]
      if byte < 0xCC {
        index += 1
      } else if byte == 0xE2, index + 2 < bytes.count, isStable(base[index + 1], base[index + 2]) {
        index += 3
      } else {
        return true
      }
    }
    return false
  }

  /// The text in Unicode's normal form C.
  static func normalised(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: String(decoding: bytes, as: UTF8.self)._nfc)
    return Array(String(text).utf8)
  }

  /// General punctuation from U+2002 on, and the euro sign.
  private static func isStable(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x80 && third >= 0x82 || second == 0x82 && third == 0xAC
  }

  @inline(__always)
  private static func isASCIILetter(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

  /// Control characters, and U+FFFE or U+FFFF.
  private static func hasControl(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in bytes.enumerated() {
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
      if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { return true }
    }
    return false
  }

  private static func slowFault(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Fault? {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard scalars.contains(where: isVisible) else { return .blank }
    let count = bytes.count > limit ? scalars.count : 0
    if count > limit { return .tooLong(count) }
    if hasControl(bytes) { return .control }
    guard let first = scalars.first, let last = scalars.last else { return .blank }
    return isSpace(first) || isSpace(last) ? .outerSpace : nil
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return false }
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .nonspacingMark,
      .enclosingMark, .unassigned:
      return false
    default: return true
    }
  }
}
