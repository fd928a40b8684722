import JSONBytes
import Violations

/// What a call's `meta` says. Members that the protocol does not know are the caller's own and are passed
/// over, except those that begin with the reserved prefix.
struct CallMeta {
  private static let reservedPrefix = "kurukan-"
  private static let traceparentBytes = 55

  private(set) var authorization: String?
  private(set) var timeout: Duration?
  private(set) var traceparent: String?
  private(set) var language: MessageLanguage?

  mutating func read(
    _ reader: inout JSONReader, _ violations: inout [FieldViolation]
  ) throws(JSONError) {
    let kind = try reader.peek()
    guard kind == .object else {
      try reader.skipValue()
      if kind != .null {
        violations.append(
          FieldViolation(
            path: "meta",
            message: Wording("wrong_type", en: "must be an object.", fr: "doit être un objet.")))
      }
      return
    }
    let start = reader.offset
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "authorization": authorization = try readString(&reader, "authorization", &violations)
      case "timeout": try readTimeout(&reader, &violations)
      case "traceparent":
        let text = try readString(&reader, "traceparent", &violations)
        traceparent = text.flatMap { Self.isTraceparent($0) ? $0 : nil }
      case "language": try readLanguage(&reader, &violations)
      default:
        let name = key.text
        if name.hasPrefix(Self.reservedPrefix) {
          violations.append(
            FieldViolation(
              path: "meta.\(Excerpt.of(name))",
              message: Wording(
                "reserved_prefix", en: "has a prefix that is reserved.", fr: "porte un préfixe réservé.")))
        }
        try reader.skipValue()
      }
    }
    if reader.offset - start > LineLimits.metaBytes {
      violations.append(
        FieldViolation(
          path: "meta",
          message: Wording(
            "too_long", en: "must have at most \(LineLimits.metaBytes) bytes.",
            fr: "doit compter au plus \(LineLimits.metaBytes) octets.")))
    }
  }

  private mutating func readTimeout(
    _ reader: inout JSONReader, _ violations: inout [FieldViolation]
  ) throws(JSONError) {
    guard let text = try readString(&reader, "timeout", &violations) else { return }
    guard let duration = DurationText.parse(text), duration <= .seconds(LineLimits.timeoutSeconds) else {
      violations.append(
        FieldViolation(
          path: "meta.timeout",
          message: Wording(
            "timeout", en: "must be a duration such as \"2.5s\", \"250ms\" or \"1m\", at most 24 hours.",
            fr: "doit être une durée telle que « 2.5s », « 250ms » ou « 1m », d’au plus 24 heures."),
          found: text))
      return
    }
    timeout = duration
  }

  private mutating func readLanguage(
    _ reader: inout JSONReader, _ violations: inout [FieldViolation]
  ) throws(JSONError) {
    guard let text = try readString(&reader, "language", &violations) else { return }
    language = MessageLanguage(tag: text)
    guard language == nil else { return }
    violations.append(
      FieldViolation(
        path: "meta.language",
        message: Wording(
          "message_language", en: "must be a tag of English or French, such as \"fr\" or \"fr-ML\".",
          fr: "doit être une étiquette de langue du français ou de l’anglais, telle que « fr » ou « fr-ML »."),
        found: text, allowed: MessageLanguage.allCases.map(\.rawValue)))
  }

  private func readString(
    _ reader: inout JSONReader, _ name: String, _ violations: inout [FieldViolation]
  ) throws(JSONError) -> String? {
    guard try reader.peek() == .string else {
      try reader.skipValue()
      violations.append(
        FieldViolation(
          path: "meta.\(name)",
          message: Wording("wrong_type", en: "must be a string.", fr: "doit être une chaîne de caractères.")))
      return nil
    }
    return try reader.readString()
  }

  /// W3C Trace Context: `00-<32 hex>-<16 hex>-<2 hex>`. One that is malformed is to be ignored, not refused.
  private static func isTraceparent(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == traceparentBytes, text.hasPrefix("00-") else { return false }
    return bytes.indices.allSatisfy { index in
      switch index {
      case 2, 35, 52: bytes[index] == UInt8(ascii: "-")
      default: (0x30...0x39).contains(bytes[index]) || (0x61...0x66).contains(bytes[index])
      }
    }
  }
}
