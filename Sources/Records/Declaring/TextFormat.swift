/// The shape that a short string must have.
public struct TextFormat: Sendable {
  /// The shape in words, as it follows "must be".
  public let description: String
  /// The same in French, as it follows "doit être".
  public let frenchDescription: String
  /// The shape as a regular expression (ECMA 262), if it can be said so.
  public let pattern: String?
  /// The shape's name, unique among all, in lower camel case.
  let name: String
  /// The most characters, if the pattern does not say it.
  let limit: Int?
  /// Every string of the shape, if it is one of a list.
  let allowed: [String]
  /// Whether a string of the shape may hold characters beyond ASCII.
  let allowsNonASCII: Bool
  /// Whether a string has it.
  let matches: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

  init(
    _ name: String, en: String, fr: String, pattern: String? = nil, limit: Int? = nil, allowed: [String] = [],
    allowsNonASCII: Bool = false, matches: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    self.name = name
    description = en
    frenchDescription = fr
    self.pattern = pattern
    self.limit = limit
    self.allowed = allowed
    self.allowsNonASCII = allowsNonASCII
    self.matches = matches
  }

  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(matches)
  }

  /// A programme's, record's or recommendation's key.
  public static let key = TextFormat(
    "key",
    en:
      "1 to \(RecordLimits.keyCharacters) characters, a letter or digit first, then letters, digits, '.', '_', ':' or '-'",
    fr: "une suite de 1 à \(RecordLimits.keyCharacters) caractères, d’abord une lettre ou un chiffre, puis des lettres"
      + " sans accent, des chiffres, « . », « _ », « : » ou « - »",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._:-]{0,\(RecordLimits.keyCharacters - 1)}$"
  ) { isKey($0) }

  static func isKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...RecordLimits.keyCharacters).contains(bytes.count), isLetterOrDigit(bytes[0]) else { return false }
    for byte in bytes where !isLetterOrDigit(byte) && !isKeyPunctuation(byte) { return false }
    return true
  }

  /// A name or word, such as a language's name or code.
  public static let word = TextFormat(
    "word",
    en: "1 to \(RecordLimits.stringCharacters) characters without space around",
    fr: "une suite de 1 à \(RecordLimits.stringCharacters) caractères sans blanc autour",
    limit: RecordLimits.stringCharacters, allowsNonASCII: true
  ) { TextCheck.fault(in: $0, limit: RecordLimits.stringCharacters) == nil }

  /// A currency.
  public static let currency = TextFormat(
    "currency",
    en: "a currency code of ISO 4217, such as USD or XOF", fr: "un code de monnaie ISO 4217, tel que USD ou XOF",
    pattern: "^[A-Z]{3}$", allowed: Currency.all
  ) { $0.count == 3 && Currency.exists(String(decoding: $0, as: UTF8.self)) }

  /// A country.
  public static let country = TextFormat(
    "country",
    en: "a country code of ISO 3166-1 alpha-2, such as ML", fr: "un code de pays ISO 3166-1 alpha-2, tel que ML",
    pattern: "^[A-Z]{2}$", allowed: Country.all
  ) { $0.count == 2 && Country.exists(String(decoding: $0, as: UTF8.self)) }

  /// A question of the Government Defence Integrity Index.
  public static let gdiQuestion = TextFormat(
    "gdiQuestion",
    en: "a question of the Government Defence Integrity Index, Q1 to Q77 and a letter, such as Q17 or Q58A",
    fr: "une question du Government Defence Integrity Index, de Q1 à Q77 et une lettre, telle que Q17 ou Q58A",
    pattern: "^Q([1-9]|[1-6][0-9]|7[0-7])[A-Z]?$"
  ) { bytes in
    var digits = bytes.dropFirst()
    guard bytes.first == UInt8(ascii: "Q") else { return false }
    if let last = digits.last, (0x41...0x5A).contains(last) { digits = digits.dropLast() }
    guard (1...2).contains(digits.count), digits.first != UInt8(ascii: "0"),
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 77
  }

  /// A report.
  public static let reportID = TextFormat(
    "reportID",
    en: "a report's identifier of two lower-case names, such as undef/narrative",
    fr: "l’identifiant d’un rapport, deux noms en minuscules, tel que undef/narrative",
    pattern: "^[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*$", limit: RecordLimits.stringCharacters
  ) { bytes in
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return bytes.count <= RecordLimits.stringCharacters && parts.count == 2
      && parts.allSatisfy { isName($0, allowing: [UInt8(ascii: "-"), UInt8(ascii: "_")]) }
  }

  /// A section of a report.
  public static let sectionCode = TextFormat(
    "sectionCode",
    en: "lower-case letters, digits and '_', a letter first, such as lessons",
    fr: "une suite de minuscules, de chiffres et de « _ », d’abord une lettre, telle que lessons",
    pattern: "^[a-z][a-z0-9_]*$", limit: RecordLimits.stringCharacters
  ) { $0.count <= RecordLimits.stringCharacters && isName($0[...], allowing: [UInt8(ascii: "_")]) }

  /// A web address.
  public static let webAddress = TextFormat(
    "webAddress",
    en: "a web address that starts with https:// or http://",
    fr: "une adresse web qui commence par https:// ou http://", pattern: "^https?://[^\\x00-\\x20]+$",
    limit: RecordLimits.addressCharacters, allowsNonASCII: true
  ) { bytes in
    let start = ["https://", "http://"].first { bytes.starts(with: $0.utf8) }
    guard let start, bytes.count > start.utf8.count, bytes.count <= RecordLimits.addressCharacters else { return false }
    return bytes.allSatisfy { $0 > 0x20 }
  }

  /// A division of Mali into regions.
  public static let geographicDivision = TextFormat(
    "geographicDivision",
    en: "a division of Mali, \"2016\" (ten regions and Bamako) or \"2023\" (nineteen and Bamako)",
    fr: "une division du Mali, « 2016 » (dix régions et Bamako) ou « 2023 » (dix-neuf et Bamako)",
    pattern: "^(2016|2023)$", allowed: GeographicDivision.allCases.map(\.rawValue)
  ) { GeographicDivision(rawValue: String(decoding: $0, as: UTF8.self)) != nil }

  /// An activity's identifier in IATI.
  public static let activityIdentifier = TextFormat(
    "activityIdentifier",
    en: "an identifier of IATI without spaces, '/', '&', '|' and '?', such as XM-DAC-7-PPR-4000001234",
    fr: "un identifiant IATI sans espaces, « / », « & », « | » ni « ? », tel que XM-DAC-7-PPR-4000001234",
    pattern: "^[!-%'-.0->@-{}~]{1,\(RecordLimits.stringCharacters)}$"
  ) { bytes in
    (1...RecordLimits.stringCharacters).contains(bytes.count)
      && bytes.allSatisfy { (0x21...0x7E).contains($0) && !"/&|?".utf8.contains($0) }
  }

  /// A kind of file.
  public static let mediaType = TextFormat(
    "mediaType",
    en: "a media type, such as application/pdf", fr: "un type de média, tel que application/pdf",
    pattern: "^[a-z]+/[a-z0-9.+-]+$", limit: RecordLimits.stringCharacters
  ) { bytes in
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return bytes.count <= RecordLimits.stringCharacters && parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[0].allSatisfy { (0x61...0x7A).contains($0) }
      && parts[1].allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || ".+-".utf8.contains($0)
      }
  }

  /// The SHA-256 of a file.
  public static let sha256 = TextFormat(
    "sha256",
    en: "a SHA-256 of 64 lower-case hexadecimal digits", fr: "un SHA-256 de 64 chiffres hexadécimaux en minuscules",
    pattern: "^[0-9a-f]{64}$"
  ) { $0.count == 64 && $0.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } }

  /// A numbering such as `2.3.1`.
  public static let nodeCode = TextFormat(
    "nodeCode",
    en: "a code of letters, digits, '.', '_' and '-', such as 2.3.1",
    fr: "un code de lettres, de chiffres, de « . », « _ » et « - », tel que 2.3.1",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$"
  ) { bytes in
    guard (1...32).contains(bytes.count), isLetterOrDigit(bytes[0]) else { return false }
    return bytes.allSatisfy {
      isLetterOrDigit($0) || isKeyPunctuation($0) && $0 != UInt8(ascii: ":")
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func isKeyPunctuation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":")
  }

  private static func isName(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, allowing separators: [UInt8]
  ) -> Bool {
    guard let first = text.first, (0x61...0x7A).contains(first) else { return false }
    return text.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || separators.contains($0)
    }
  }
}
