/// The shape that a short string must have.
struct TextFormat: Sendable {
  /// The shape in words, as it follows "must be".
  let description: String
  /// Whether a string has it.
  let matches: @Sendable (String) -> Bool

  /// A programme's, record's or recommendation's key.
  static let key = TextFormat(
    description: "1 to \(RecordLimits.keyCharacters) characters, a letter or digit first, then letters,"
      + " digits, '.', '_', ':' or '-'"
  ) { text in
    var text = text
    return text.withUTF8 { bytes in
      guard (1...RecordLimits.keyCharacters).contains(bytes.count), isLetterOrDigit(bytes[0]) else {
        return false
      }
      return bytes.allSatisfy { isLetterOrDigit($0) || isKeyPunctuation($0) }
    }
  }

  /// A name or word, such as a language's name or code.
  static let word = TextFormat(description: "1 to \(RecordLimits.stringCharacters) characters") {
    TextCheck.fault(in: $0, limit: RecordLimits.stringCharacters) == nil
  }

  static let currency = TextFormat(description: "a currency code of ISO 4217, such as USD or XOF") {
    Currency.exists($0)
  }

  static let country = TextFormat(description: "a country code of ISO 3166-1 alpha-2, such as ML") {
    Country.exists($0)
  }

  static let gdiQuestion = TextFormat(
    description:
      "a question of the Government Defence Integrity Index, Q1 to Q77 and a letter, such as Q17 or Q58A"
  ) { text in
    var digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "Q") else { return false }
    if let last = digits.last, (0x41...0x5A).contains(last) { digits = digits.dropLast() }
    guard (1...2).contains(digits.count), digits.first != UInt8(ascii: "0"),
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 77
  }

  static let reportID = TextFormat(
    description: "a report's identifier of two lower-case names, such as undef/narrative"
  ) { text in
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return text.utf8.count <= RecordLimits.stringCharacters && parts.count == 2
      && parts.allSatisfy { isName($0, allowing: UInt8(ascii: "-")) }
  }

  static let sectionCode = TextFormat(
    description: "lower-case letters, digits and '_', a letter first, such as lessons_learned"
  ) { $0.utf8.count <= RecordLimits.stringCharacters && isName($0[...], allowing: UInt8(ascii: "_")) }

  static let webAddress = TextFormat(description: "a web address that starts with https:// or http://") {
    let isWeb = $0.hasPrefix("https://") || $0.hasPrefix("http://")
    return isWeb && $0.utf8.count <= RecordLimits.addressCharacters && $0.utf8.allSatisfy { $0 > 0x20 }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func isKeyPunctuation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":")
  }

  private static func isName(_ text: Substring, allowing separator: UInt8) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == separator
    }
  }
}

extension TextFormat {
  static let geographicDivision = TextFormat(
    description: "a division of Mali, \"2016\" (ten regions and Bamako) or \"2023\" (nineteen and Bamako)"
  ) { GeographicDivision(rawValue: $0) != nil }
}
