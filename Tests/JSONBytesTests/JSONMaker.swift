import JSONBytes
import TestSupport

/// Makes random values, and other spellings of them.
enum JSONMaker {
  private static let texts = [
    "", "a", "é", "😀", "Ségou", "q\"\\/", "\n\t\u{1}", "aaaaaaaaaaaaaaaaaaaa", "\u{FFFF}", "z",
  ]

  static func value(_ random: inout Dice, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(.random(in: -1_000...1_000, using: &random))
    case 3: return .number(Double(Int.random(in: -8_000...8_000, using: &random)) / 8 + 0.0625)
    case 4, 5: return .string(text(&random))
    case 6:
      return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        object[text(&random)] = value(&random, depth: depth - 1)
      }
      return .object(object)
    }
  }

  private static func text(_ random: inout Dice) -> String {
    (texts.randomElement(using: &random) ?? "") + (texts.randomElement(using: &random) ?? "")
  }

  /// Another spelling of the same value: members shuffled, characters escaped, white space added.
  static func disguise(_ value: JSONValue, _ random: inout Dice) -> String {
    let space = [" ", "", "\n", "\t\r"].randomElement(using: &random) ?? ""
    switch value {
    case .string(let text): return space + disguise(text, &random)
    case .array(let elements):
      return space + "[" + elements.map { disguise($0, &random) }.joined(separator: space + ",") + space + "]"
    case .object(let object):
      let members = object.members.shuffled(using: &random).map { member in
        disguise(member.key, &random) + space + ":" + disguise(member.value, &random)
      }
      return space + "{" + members.joined(separator: space + "," + space) + "}" + space
    default: return value.text + space
    }
  }

  private static func disguise(_ text: String, _ random: inout Dice) -> String {
    var spelt = "\""
    for scalar in text.unicodeScalars {
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      guard mustEscape || Bool.random(using: &random) else {
        spelt.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16, uppercase: .random(using: &random))
        spelt += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return spelt + "\""
  }

  /// The same value with its members ordered by key.
  static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(sorted))
    case .object(let object):
      var ordered = JSONObject()
      for member in object.members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        ordered[member.key] = sorted(member.value)
      }
      return .object(ordered)
    default: return value
    }
  }
}
