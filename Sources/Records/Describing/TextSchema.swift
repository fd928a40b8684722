import JSONBytes

/// Strings of every sort as JSON Schema.
///
/// Regular expressions differ in what `\s` and `$` mean, so neither is relied on.
enum TextSchema {
  /// White space in the sense of Unicode, and the two signs without width that stand at ends by mistake.
  private static let space =
    #"\t-\r \x85\xA0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF"#
  /// What XML, and so DOCX and XLSX, cannot hold.
  private static let control = #"\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF"#
  /// What stands for itself in Unicode's normal form C, whatever stands beside it.
  private static let plain = #"\x00-\x0C\x0E-\u02FF\u2000-\u206F\u20AC"#

  /// A string of one language.
  static func string(_ limit: Int) -> JSONObject {
    var schema: JSONObject = [
      "description": .string("At most \(limit) characters, without white space around."), "type": "string",
      "minLength": 1,
    ]
    for member in length(limit).members { schema[member.key] = member.value }
    schema["pattern"] = .string("^[^\(space)]")
    schema["not"] = ["pattern": .string("[\(space)]$|[\(control)]")]
    schema["$comment"] =
      "Characters are counted after accents and their letters have become one, and CRLF has become LF."
    return schema
  }

  /// The limit of a string that is counted in its normal form: up to four characters may become one.
  private static func length(_ limit: Int) -> JSONObject {
    [
      "maxLength": .integer(Int64(4 * limit)), "if": ["pattern": .string("^[\(plain)]*$")],
      "then": ["maxLength": .integer(Int64(limit))],
    ]
  }

  /// A text in the record's language or in languages that it names.
  static func text(_ string: JSONValue) -> JSONObject {
    [
      "description": "A text in the record's language, or in one or both of two.",
      "anyOf": [
        string,
        [
          "type": "object", "properties": ["fr": string, "en": string], "minProperties": 1,
          "additionalProperties": false,
        ],
      ],
    ]
  }

  /// A string of a certain shape.
  static func formatted(_ format: TextFormat) -> JSONObject {
    let description = format.description.prefix(1).uppercased() + format.description.dropFirst() + "."
    if !format.allowed.isEmpty {
      return ["description": .string(description), "enum": .array(format.allowed.map(JSONValue.string))]
    }
    guard let pattern = format.pattern else {
      var schema = string(format.limit ?? RecordLimits.stringCharacters)
      schema["description"] = .string(description)
      return schema
    }
    var schema: JSONObject = ["description": .string(description), "type": "string", "pattern": .string(pattern)]
    guard let limit = format.limit else { return schema }
    let length: JSONObject = format.allowsNonASCII ? length(limit) : ["maxLength": .integer(Int64(limit))]
    for member in length.members { schema[member.key] = member.value }
    return schema
  }

  static let date: JSONObject = [
    "description": "A day, YYYY-MM-DD.", "type": "string", "format": "date",
    "pattern": .string(
      "^(\(centuries))[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
  ]

  static let partialDate: JSONObject = [
    "description": "A date as exactly as it is known: YYYY-MM-DD, YYYY-MM or YYYY.", "type": "string",
    "pattern": .string(
      "^(\(centuries))[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    "if": ["minLength": 10], "then": ["format": "date"],
  ]

  private static let centuries = (CalendarDate.years.lowerBound / 100...CalendarDate.years.upperBound / 100)
    .map(String.init).joined(separator: "|")

  /// A sum of money; how many decimals there may be depends on the currency.
  static func money(_ currency: JSONValue) -> JSONObject {
    let others = Dictionary(grouping: Currency.all, by: Currency.decimals).filter { $0.key != Currency.usualDecimals }
    let amounts = others.sorted { $0.key < $1.key }.map { decimals, codes -> JSONValue in
      ["if": isOne(of: codes), "then": amount(decimals: decimals)]
    }
    let usual: JSONValue = [
      "if": isOne(of: others.values.flatMap(\.self).sorted()), "else": amount(decimals: Currency.usualDecimals),
    ]
    return [
      "description": "A sum of money, never negative: plain digits, and as many decimals as the currency has.",
      "type": "object",
      "properties": ["amount": ["type": "string"], "currency": currency], "required": ["amount", "currency"],
      "additionalProperties": false, "allOf": .array(amounts + [usual]),
    ]
  }

  private static func isOne(of currencies: [String]) -> JSONValue {
    ["properties": ["currency": ["enum": .array(currencies.map(JSONValue.string))]]]
  }

  private static func amount(decimals: Int) -> JSONValue {
    let integer = "(0|[1-9][0-9]{0,\(Money.integerDigits - 1)})"
    let fraction = decimals == 0 ? "" : "(\\.[0-9]{1,\(decimals)})?"
    return ["properties": ["amount": ["pattern": .string("^\(integer)\(fraction)$")]]]
  }
}
