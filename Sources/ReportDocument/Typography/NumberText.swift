/// Numbers as the reader of a language expects them.
///
/// French: thousands apart by U+202F, decimal comma, `%` after U+202F. English: comma, point, `%` at once.
/// Rounding is half away from zero, on the decimal digits that a person would write.
public enum NumberText {
  /// The narrow no-break space of French typography, U+202F.
  public static let narrowSpace = "\u{202F}"
  /// The minus sign, U+2212.
  public static let minus = "\u{2212}"

  /// A whole number.
  public static func integer(_ value: Int64, in language: DocumentLanguage) -> String {
    text(DecimalDigits(value), decimals: 0, in: language)
  }

  /// A number with `decimals` digits after the mark (0 to 6).
  public static func number(_ value: Double, decimals: Int, in language: DocumentLanguage) -> String {
    text(DecimalDigits(value), decimals: min(max(decimals, 0), DocumentLimits.decimals), in: language)
  }

  /// A number of hundredths: 45.2 gives `45,2 %` in French and `45.2%` in English.
  public static func percent(_ value: Double, decimals: Int, in language: DocumentLanguage) -> String {
    number(value, decimals: decimals, in: language) + (language == .french ? narrowSpace + "%" : "%")
  }

  static func text(_ digits: DecimalDigits, decimals: Int, in language: DocumentLanguage) -> String {
    let rounded = digits.rounded(to: decimals)
    let separator = language == .french ? narrowSpace : ","
    var bytes: [UInt8] = rounded.isNegative ? Array(minus.utf8) : []
    for (index, digit) in rounded.whole.enumerated() {
      if index > 0, (rounded.whole.count - index) % 3 == 0 { bytes += separator.utf8 }
      bytes.append(digit)
    }
    if decimals > 0 {
      bytes.append(language == .french ? UInt8(ascii: ",") : UInt8(ascii: "."))
      bytes += rounded.fraction
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Amounts of money as the reader of a language expects them.
public enum MoneyText {
  /// An amount such as `187000.00` in an ISO 4217 currency: `187 000,00 USD` in French, `USD 187,000.00` in
  /// English, with as many decimals as the currency has; nil if either is not written so.
  public static func money(_ amount: String, _ currency: String, in language: DocumentLanguage) -> String? {
    guard isAmount(amount), isCurrency(currency) else { return nil }
    let number = NumberText.text(
      DecimalDigits(decimal: amount), decimals: decimals(of: currency), in: language)
    return language == .french ? number + "\u{A0}" + currency : currency + "\u{A0}" + number
  }

  /// The digits after the mark that a currency is written with (ISO 4217, minor units).
  public static func decimals(of currency: String) -> Int {
    switch currency {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
      "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// Whether `text` is a decimal amount: at most 18 digits, and after a point at most 6.
  public static func isAmount(_ text: String) -> Bool {
    var whole = 0
    var fraction: Int?
    for byte in text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...] {
      switch byte {
      case 0x30...0x39: if let digits = fraction { fraction = digits + 1 } else { whole += 1 }
      case UInt8(ascii: ".") where fraction == nil: fraction = 0
      default: return false
      }
    }
    return (1...DocumentLimits.moneyDigits).contains(whole)
      && (fraction.map { (1...DocumentLimits.decimals).contains($0) } ?? true)
  }

  /// Whether `text` is spelt like an ISO 4217 code: three capital letters.
  public static func isCurrency(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }
}
