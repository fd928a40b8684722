/// Figures for programs, not people: ASCII digits, a point, `-`, nothing between thousands. They are rounded as they are
/// printed, so that no medium says more of a figure than another.
public enum PlainFigure {
  /// A number with `decimals` digits after the point (0 to 6).
  public static func number(_ value: Double, decimals: Int) -> String {
    text(DecimalDigits(value), decimals: min(max(decimals, 0), DocumentLimits.decimals))
  }

  /// An amount such as `187000.00`, with as many decimals as its ISO 4217 currency has; nil if either is not written so.
  public static func amount(_ amount: String, _ currency: String) -> String? {
    guard MoneyText.isAmount(amount), MoneyText.isCurrency(currency) else { return nil }
    return text(DecimalDigits(decimal: amount), decimals: MoneyText.decimals(of: currency))
  }

  private static func text(_ digits: DecimalDigits, decimals: Int) -> String {
    let rounded = digits.rounded(to: decimals)
    var bytes = rounded.isNegative ? [UInt8(ascii: "-")] : []
    bytes += rounded.whole
    if decimals > 0 { bytes += [UInt8(ascii: ".")] + rounded.fraction }
    return String(decoding: bytes, as: UTF8.self)
  }
}
