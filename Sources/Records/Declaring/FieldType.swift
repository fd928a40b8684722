/// What a field holds.
public indirect enum FieldType: Sendable {
  /// A string in the record's language, or an object of both languages; at most so many characters each.
  case text(limit: Int)
  /// A string of at most so many characters.
  case string(limit: Int)
  /// A string of a certain shape.
  case formatted(TextFormat)
  /// A key that the sender chooses.
  case key
  /// The key of another record, which may not have arrived yet.
  case reference(RecordReference)
  /// The sender's own code for a person or a community, replaced by a pseudonym before it is kept.
  case protectedCode
  /// One code of a list.
  case code(CodeList)
  /// `YYYY-MM-DD`
  case date
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as the date is known
  case partialDate
  /// An object of `amount` and `currency`.
  case money
  /// An integer within a range.
  case integer(ClosedRange<Int>)
  /// A number within a range.
  case number(ClosedRange<Double>)
  /// `true` or `false`
  case boolean
  /// An object of the type's fields.
  case object(ObjectType)
  /// An array of at most so many elements.
  case list(FieldType, limit: Int)

  /// A text of a few pages.
  public static let prose = FieldType.text(limit: RecordLimits.textCharacters)
  /// A text of a few lines.
  public static let title = FieldType.text(limit: RecordLimits.titleCharacters)
  /// A few words.
  public static let words = FieldType.string(limit: RecordLimits.stringCharacters)
  /// How many people, or other things that are counted.
  public static let people = FieldType.integer(0...RecordLimits.people)

  /// The type in words.
  public var summary: String {
    switch self {
    case .text: "text"
    case .string: "string"
    case .formatted(let format): "string: \(format.description)"
    case .key: "key"
    case .reference(let reference): "key of \(reference.kinds.map { "`\($0)`" }.joined(separator: " or "))"
    case .protectedCode: "own code, kept as a pseudonym"
    case .code(let list): "code of `\(list.name)`"
    case .date: "date"
    case .partialDate: "partial date"
    case .money: "money"
    case .integer(let range): "integer, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number, \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
    case .boolean: "boolean"
    case .object: "object"
    case .list(let element, let limit): "list of up to \(limit): \(element.summary)"
    }
  }

  /// The object that a value of this type is, or that the elements of a list are; nil for other types.
  public var objectType: ObjectType? {
    switch self {
    case .object(let type): type
    case .list(let element, _): element.objectType
    default: nil
    }
  }

  /// The list of a code, or of a list of codes; nil for other types.
  public var codeList: CodeList? {
    switch self {
    case .code(let list): list
    case .list(let element, _): element.codeList
    default: nil
    }
  }

  /// What a key, or a list of keys, refers to; nil for other types.
  public var reference: RecordReference? {
    switch self {
    case .reference(let reference): reference
    case .list(let element, _): element.reference
    default: nil
    }
  }

  /// Whether a value is words that the sender chose freely, as far as their length allows.
  public var isFreeText: Bool {
    switch self {
    case .text, .string: true
    case .formatted(let format): format.allowsNonASCII
    default: false
    }
  }

  /// Whether a value is the address of a page or file.
  public var isWebAddress: Bool {
    if case .formatted(let format) = self { format.name == TextFormat.webAddress.name } else { false }
  }

  /// Whether a field of this type holds several values.
  public var isList: Bool { if case .list = self { true } else { false } }

  /// A number without a fraction where it has none.
  static func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}

/// Where a key points. Keys are looked up in the record's own programme, then in the programme that all share; those
/// along which a level flows in the record's own alone.
public struct RecordReference: Sendable {
  /// The names of the kinds that the record may be of, the usual one first.
  public let kinds: [String]
  /// Whether the record is never less confidential than the one referred to.
  public let carriesLevel: Bool
}

extension FieldType {
  /// A reference that says nothing of levels.
  public static func to(_ kinds: String...) -> FieldType {
    .reference(RecordReference(kinds: kinds, carriesLevel: false))
  }

  /// A reference along which the level flows: while the record referred to has not arrived, it counts as
  /// confidential.
  public static func under(_ kind: String) -> FieldType {
    .reference(RecordReference(kinds: [kind], carriesLevel: true))
  }
}
