import JSONBytes
import TestSupport

/// Writes JSON as another sender might: members in another order, spaces, escapes, accents as letters of their own,
/// line breaks of other systems, whole numbers with a fraction, sums without their decimals.
struct OtherSpelling {
  private var random: Dice

  init(seed: UInt64) { random = Dice(seed: seed) }

  mutating func text(_ json: JSONValue) -> String {
    switch json {
    case .object(let object):
      let members = object.members.shuffled(using: &random)
      return "{"
        + members.map { space() + string($0.key, isKey: true) + space() + ":" + value($0) }.joined(separator: ",")
        + space() + "}"
    case .array(let elements):
      return "[" + elements.map { space() + text($0) }.joined(separator: space() + ",") + space() + "]"
    case .string(let text): return string(text, isKey: false)
    case .integer(let number):
      return ["\(number)", "\(number).0", "\(number)e0", "\(number).00E+0"].randomElement(using: &random) ?? ""
    default: return json.text
    }
  }

  private mutating func value(_ member: JSONObject.Member) -> String {
    guard member.key == "amount", let amount = member.value.string, amount.hasSuffix(".00"), isChosen() else {
      return space() + text(member.value)
    }
    return space() + "\"" + amount.dropLast(3) + "\""
  }

  private mutating func isChosen() -> Bool { random.next().isMultiple(of: 3) }

  private mutating func space() -> String { ["", "", " ", "\n", "\t  "].randomElement(using: &random) ?? "" }

  private mutating func string(_ text: String, isKey: Bool) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      if let letters = Self.decomposed[scalar], !isKey, isChosen() {
        json += letters
      } else if scalar == "\n" {
        json += isChosen() ? "\\r\\n" : "\\n"
      } else if scalar == "\"" || scalar == "\\" {
        json += "\\\(scalar)"
      } else if isChosen(), scalar.value < 0x1_0000 {
        let digits = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  private static let decomposed: [Unicode.Scalar: String] = [
    "é": "e\u{301}", "è": "e\u{300}", "ê": "e\u{302}", "à": "a\u{300}", "ô": "o\u{302}", "ç": "c\u{327}",
  ]
}
