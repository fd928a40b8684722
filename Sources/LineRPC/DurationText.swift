/// Durations as the protocol writes them: `2.5s`, `250ms`, `1m`.
public enum DurationText {
  /// Digits on either side of the point, as in protobuf's JSON mapping of a duration.
  private static let digits = 9

  /// The duration that `text` names: at most nine digits, perhaps a point and at most nine more, then `h`,
  /// `m`, `s`, `ms` or `us`. Nil for anything else, negative durations included.
  public static func parse(_ text: String) -> Duration? {
    let utf8 = text.utf8
    let whole = utf8.prefix(while: isDigit)
    guard (1...digits).contains(whole.count) else { return nil }
    var rest = utf8[whole.endIndex...]
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit)
      guard (1...digits).contains(fraction.count) else { return nil }
      rest = rest[fraction.endIndex...]
    }
    guard let unit = nanosecondsPerUnit(Substring(rest)) else { return nil }
    let padded = value(fraction) * power(digits - fraction.count)
    let nanoseconds = value(whole) * unit + padded * unit / 1_000_000_000
    return Duration(attoseconds: nanoseconds * 1_000_000_000)
  }

  /// The duration in seconds with as many decimals as it needs, at most nine: `2.5s`.
  public static func text(of duration: Duration) -> String {
    let parts = duration.components
    let nanoseconds = (parts.attoseconds / 1_000_000_000).magnitude
    let sign = duration < .zero ? "-" : ""
    guard nanoseconds > 0 else { return "\(sign)\(parts.seconds.magnitude)s" }
    var fraction = String(nanoseconds)
    fraction = String(repeating: "0", count: digits - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(parts.seconds.magnitude).\(fraction)s"
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func value(_ text: Substring.UTF8View) -> Int128 {
    text.reduce(0) { $0 * 10 + Int128($1 - 0x30) }
  }

  private static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func nanosecondsPerUnit(_ unit: Substring) -> Int128? {
    switch unit {
    case "h": 3_600_000_000_000
    case "m": 60_000_000_000
    case "s": 1_000_000_000
    case "ms": 1_000_000
    case "us": 1_000
    default: nil
    }
  }
}
