/// Where a link leads.
public enum LinkTarget: Hashable, Sendable {
  /// A heading or a table of the same report, by its identifier.
  case section(String)
  /// An address on the web.
  case web(String)

  /// Reads `#identifier`, `https://…` or `http://…`; nil for any other scheme, and for characters that RFC
  /// 3986 wants percent-encoded.
  public init?(_ text: String) {
    if text.utf8.first == UInt8(ascii: "#") {
      let identifier = String(text.dropFirst())
      guard DocumentIdentifier.isValid(identifier) else { return nil }
      self = .section(identifier)
      return
    }
    guard text.utf8.count <= DocumentLimits.linkLength, let host = Self.hostStart(of: text),
      let first = host.utf8.first, first != UInt8(ascii: "/"), text.utf8.allSatisfy(Self.mayStandInAddress)
    else { return nil }
    self = .web(text)
  }

  /// The target as it is written in a block: `#identifier` or the address.
  public var text: String {
    switch self {
    case .section(let identifier): "#" + identifier
    case .web(let address): address
    }
  }

  private static func hostStart(of text: String) -> Substring? {
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
      return text.dropFirst(scheme.count)
    }
    return nil
  }

  private static func mayStandInAddress(_ byte: UInt8) -> Bool {
    guard byte > 0x20, byte < 0x7F else { return false }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
      UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      return false
    default: return true
    }
  }
}
