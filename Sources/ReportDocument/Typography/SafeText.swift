/// Untrusted text made fit to print: nothing invisible that moves, hides or breaks what stands around it.
public enum SafeText {
  /// `text` without the invisible characters that override the direction of what stands around them (Unicode UAX #9),
  /// without byte order marks and tags. Line breaks of every kind become `\n`. In the place of each control character and
  /// noncharacter, which no medium carries, stands U+FFFD, so that a reader sees that something is missing.
  public static func cleaned(_ text: String) -> String {
    guard mayChange(text) else { return text }
    var output = ScalarText(capacity: text.utf8.count)
    var followsReturn = false
    for scalar in text.unicodeScalars {
      if isLineBreak(scalar) {
        if !(followsReturn && scalar == "\n") { output.append("\n") }
      } else if scalar == "\t" {
        output.append(" ")
      } else if isUnprintable(scalar) {
        output.append(replacement)
      } else if !isUnwanted(scalar) {
        output.append(scalar)
      }
      followsReturn = scalar == "\r"
    }
    return output.text
  }

  /// ``cleaned(_:)`` on one line: every line break becomes a space.
  public static func singleLine(_ text: String) -> String {
    let clean = cleaned(text)
    guard clean.utf8.contains(UInt8(ascii: "\n")) else { return clean }
    return clean.split(separator: "\n").joined(separator: " ")
  }

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Whether nothing of `text` can be read once it is cleaned: white space of any kind, characters without a shape
  /// (Unicode Default_Ignorable_Code_Point), and what stands for characters that could not be kept.
  public static func isBlank(_ text: String) -> Bool {
    cleaned(text).unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || scalar == replacement
    }
  }

  /// Whether ``cleaned(_:)`` may change a text. Apostrophes and dashes, which most texts have, lie near characters that it
  /// changes, so that three bytes are looked at together.
  private static func mayChange(_ text: String) -> Bool {
    var second: UInt8 = 0
    var first: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F { return true }
      } else if byte >= 0xEF || first == 0xC2 && byte < 0xA0 || first == 0xD8 && byte == 0x9C {
        return true
      } else if second == 0xE2, first == 0x80 && changesInGeneralPunctuation(byte) || first == 0x81 && byte >= 0xA6 {
        return true
      }
      second = first
      first = byte
    }
    return false
  }

  /// Whether a byte ends U+200E, U+200F or one of U+2028 to U+202E.
  private static func changesInGeneralPunctuation(_ byte: UInt8) -> Bool {
    byte == 0x8E || byte == 0x8F || (0xA8...0xAE).contains(byte)
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Controls and noncharacters (Unicode, 23.1 and 23.7).
  private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE0FFF: true
    default: false
    }
  }
}
