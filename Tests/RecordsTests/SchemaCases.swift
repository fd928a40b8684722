import JSONBytes
import Records
import TestSupport

/// Records that nobody chose: examples with changes that fit their types more or less.
struct SchemaCases {
  private var random: Dice

  init(seed: UInt64) { random = Dice(seed: seed) }

  /// Every value of the example taken away, and replaced; then several changes at once.
  mutating func texts(_ example: Example) throws -> [String] {
    let places = Self.places(try JSONValue(parsing: example.line), .object(example.kind.object), "")
    var texts: [String] = []
    for place in places {
      texts.append(try JSONEdit.apply([.remove(place.path)], to: example.line))
      for _ in 0..<2 { texts.append(try JSONEdit.apply([edit(place)], to: example.line)) }
    }
    for _ in 0..<40 {
      let edits = (0..<2).compactMap { _ in places.randomElement(using: &random) }.map { edit($0) }
      texts.append(try JSONEdit.apply(edits, to: example.line))
    }
    return texts
  }

  private typealias Place = (path: String, type: FieldType)

  private static func places(_ json: JSONValue, _ type: FieldType, _ path: String) -> [Place] {
    var found: [Place] = path.isEmpty || path == "kind" ? [] : [(path, type)]
    switch type {
    case .object(let object):
      for field in object.fields {
        guard let value = json[field.name] else { continue }
        found += places(value, field.type, path.isEmpty ? field.name : path + "." + field.name)
      }
    case .list(let element, _):
      for (index, value) in (json.array ?? []).enumerated() { found += places(value, element, "\(path)[\(index)]") }
    default: break
    }
    return found
  }

  private mutating func edit(_ place: Place) -> JSONEdit {
    let choices = random.next().isMultiple(of: 8) ? Self.anything : values(place.type)
    return .set(place.path, choices.randomElement(using: &random) ?? "null")
  }

  private mutating func values(_ type: FieldType) -> [String] {
    switch type {
    case .code(let list): (list.codes + ["zzz"]).map { "\"\($0)\"" }
    case .date:
      [#""2023-03-13""#, #""2022-01-01""#, #""1900-01-01""#, #""2199-12-31""#, #""2024-02-29""#, #""2200-01-01""#]
    case .partialDate:
      [#""2023""#, #""2023-03""#, #""2022-01-01""#, #""1900""#, #""2199-12""#, #""2200""#, #""2023-13""#, "2023"]
    case .integer(let range):
      [
        "\(range.lowerBound)", "\(range.upperBound)", "\(range.upperBound).0", "\(range.upperBound + 1)", "-0",
        "\(range.lowerBound)e0", "1.5",
      ]
    case .number(let range): ["\(range.lowerBound)", "\(range.upperBound)", "0", "-0.0", "0.001", "41", "1e16"]
    case .boolean: ["true", "false", "1"]
    case .money: Self.sums
    case .text(let limit): Self.strings(limit) + [#"{"fr":"é"}"#, #"{"en":"a","fr":"b"}"#, "{}", #"{"de":"x"}"#]
    case .string(let limit): Self.strings(limit)
    case .protectedCode: Self.strings(RecordLimits.stringCharacters)
    case .key, .reference: [#""k""#, #""9:._-""#, #""k\u00e9""#, #""\u212a1""#, #""k\n""#, #""""#]
    case .formatted: Self.formatted
    case .list(let element, _): ["[]", "[\(values(element).randomElement(using: &random) ?? "")]", "[1,1]"]
    case .object:
      [
        "{}", #"{"region":"nationwide"}"#, #"{"region":"san","geoVersion":"2016"}"#,
        #"{"region":"abroad","cercle":"x"}"#,
      ]
    }
  }

  private static func strings(_ limit: Int) -> [String] {
    let letter = "e\u{301}"
    return [
      #""x""#, #""é ""#, #""a\r\nb""#, #""\r\nb""#, #""a\u007f""#, #""\u00ada\u200d""#, #""\u202e""#, #""1""#,
      #""a\u0085b""#,
      "\"" + String(repeating: letter, count: limit) + "\"", "\"" + String(repeating: "é", count: limit) + "\"",
      "\"" + String(repeating: "é", count: limit + 1) + "\"", "\"" + String(repeating: "\u{2019}", count: limit) + "\"",
      "\"" + String(repeating: "a\\r\\n", count: limit / 2 - 1) + "a\"",
      "\"" + String(repeating: "\u{1F1F2}", count: limit) + "\"",
    ]
  }

  private static let sums = [
    ("10", "XOF"), ("10.5", "XOF"), ("0", "USD"), ("1.234", "TND"), ("1.234", "USD"), ("01", "EUR"), ("1.", "EUR"),
    ("999999999999999.99", "EUR"), ("9999999999999999", "EUR"), ("5", "\u{212A}ES"), ("5", "KES"), ("0.5", "JPY"),
  ].map { "{\"amount\":\"\($0.0)\",\"currency\":\"\($0.1)\"}" }

  private static let formatted = [
    #""https://a.ml/é""#, #""https://a.ml/\u00a0""#, #""https://""#, #""http://\u007f""#, #""2016""#, #""2023""#,
    #""Q17""#,
    #""Q58A""#, #""Q078""#, #""USD""#, #""XXX""#, #""ML""#, #""lessons""#, #""undef/narrative""#, #""1.2""#, #""A-b_""#,
    #""application/pdf""#, #""Songhay""#, #""e\u0301e""#, #"" x""#, #""x~""#, #""Q77Z""#,
    "\"" + String(repeating: "0f", count: 32) + "\"",
    "\"https://a.ml/" + String(repeating: "α\u{313}\u{300}\u{345}", count: 600) + "\"",
  ]

  private static let anything = [
    "null", "0", "12.0", "1.2e1", "true", #""x""#, #""""#, "[]", "{}", "[[]]", #"["x","x"]"#,
    #"{"amount":"1","currency":"USD"}"#,
    #"{"fr":"x"}"#, #""none""#,
  ]
}
