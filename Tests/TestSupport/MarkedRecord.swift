public import JSONBytes
public import Records

/// A valid record in which every text that its sender chose is a word that occurs nowhere else, so that whoever finds
/// the word knows which field it came from.
public struct MarkedRecord: Sendable {
  /// A word, and the field that it stands in.
  public struct Mark: Sendable, Hashable {
    /// Its letters.
    public let word: String
    /// Such as `quotes.text`.
    public let path: String
    /// The lowest level of a report that may show it, as the fields on the way declare; nil for none.
    public let level: ConfidentialityLevel?
    /// Whether people had to agree to it, which nobody has recorded here.
    public let needsConsent: Bool
    /// Whether not even its sender finds it again, since it is kept as a pseudonym.
    public let isReplaced: Bool
    /// Whether it is the key of another record.
    public let isKey: Bool
  }

  /// Its kind.
  public let kind: RecordKind
  /// Its programme.
  public let programme: String
  /// Its key, which is such a word as well.
  public let key: String
  /// The record.
  public let json: JSONValue
  /// All words in it.
  public let marks: [Mark]

  /// Every example of every kind, marked, in an order in which what others hang on comes first.
  ///
  /// - Parameters:
  ///   - letter: the letter by which the words of several sets differ.
  ///   - programme: the programme of those that belong to one.
  public static func examples(_ letter: Character, programme: String, level: ConfidentialityLevel) -> [MarkedRecord] {
    var maker = Maker(letter: letter, programme: programme)
    return KindCatalogue.standard.parentsFirst.flatMap { kind in
      kind.examples.compactMap { maker.record(kind, $0, level) }
    }
  }
}

private struct Maker {
  let letter: Character
  let programme: String
  private var serial = 0
  /// The first key of each kind, for what hangs on it.
  private var keys: [String: String] = [:]
  private var given = JSONObject()
  private var marks: [MarkedRecord.Mark] = []

  init(letter: Character, programme: String) {
    self.letter = letter
    self.programme = programme
  }

  private static let identity: Set<String> = ["kind", "programme", "key"]

  /// The fields on the way to a value.
  private struct Way {
    var path: [String] = []
    var level: ConfidentialityLevel? = .public
    var needsConsent = false

    func through(_ field: Field, of record: JSONObject) -> Way {
      let raised = field.visibility.exceptions.filter { exception in
        record[exception.field]?.string.map(exception.codes.contains) ?? false
      }
      var way = self
      way.path.append(field.name)
      way.level = level.flatMap { level in
        field.visibility.level.map { (raised.map(\.level) + [level]).reduce($0, max) }
      }
      way.needsConsent = needsConsent || field.visibility.consent != nil
      return way
    }
  }

  mutating func record(_ kind: RecordKind, _ example: String, _ level: ConfidentialityLevel) -> MarkedRecord? {
    guard let example = try? JSONValue(parsing: example).object, let declared = example["programme"]?.string
    else { return nil }
    given = example
    marks = []
    var object = marked(.object(given), kind.object, Way()).object ?? JSONObject()
    let home = declared == "shared" ? declared : programme
    object["programme"] = .string(home)
    object["confidentiality"] = .string(level.code)
    object["kind"] = .string(kind.name)
    // What closes nothing rests on no other record, so a reviewer can accept it.
    if let closing = kind.closing, let codes = kind.object.field(closing.field)?.type.codeList?.codes {
      object[closing.field] = codes.first { !closing.codes.contains($0) }.map { .string($0) }
    }
    let key = kind.name == "programme" ? programme : word()
    object["key"] = .string(key)
    keys[kind.name] = keys[kind.name] ?? key
    return MarkedRecord(kind: kind, programme: home, key: key, json: .object(object), marks: marks)
  }

  private mutating func marked(_ value: JSONValue, _ type: ObjectType, _ way: Way) -> JSONValue {
    var object = value.object ?? JSONObject()
    for field in type.fields {
      guard let value = object[field.name], !Self.identity.contains(field.name) || !way.path.isEmpty else { continue }
      object[field.name] = marked(value, field.type, way.through(field, of: given))
    }
    return .object(object)
  }

  private mutating func marked(_ value: JSONValue, _ type: FieldType, _ way: Way) -> JSONValue {
    switch type {
    case .text:
      guard let languages = value.object else { return .string(mark(way)) }
      var both = JSONObject()
      for member in languages.members { both[member.key] = .string(mark(way)) }
      return .object(both)
    case .string: return .string(mark(way))
    case .protectedCode: return .string(mark(way, isReplaced: true))
    case .reference(let reference):
      guard reference.carriesLevel else { return .string(mark(way, isKey: true)) }
      return reference.kinds.first.flatMap { keys[$0] }.map { .string($0) } ?? value
    case .list(let element, _):
      return .array((value.array ?? []).map { marked($0, element, way) })
    case .object(let object): return marked(value, object, way)
    default: return value
    }
  }

  private mutating func mark(_ way: Way, isReplaced: Bool = false, isKey: Bool = false) -> String {
    let mark = MarkedRecord.Mark(
      word: word(), path: way.path.joined(separator: "."), level: way.level, needsConsent: way.needsConsent,
      isReplaced: isReplaced, isKey: isKey)
    marks.append(mark)
    return mark.word
  }

  /// Words of one length, of which none is a part of another.
  private mutating func word() -> String {
    serial += 1
    var (word, rest) = ("", serial)
    for _ in 0..<4 {
      word.append(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26))))
      rest /= 26
    }
    return "zqx\(letter)\(word)xqz"
  }
}
