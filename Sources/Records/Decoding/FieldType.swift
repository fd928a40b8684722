/// The type of a record's field, as documentation and schemas show it.
public indirect enum FieldType: Sendable {
  /// A string in the record's language, or an object of both languages; at most so many characters.
  case text(characters: Int)
  /// A string of at most so many characters.
  case string(characters: Int)
  /// A string of the shape described.
  case formatted(String)
  /// The key of a record, which may not have arrived yet.
  case key
  /// One code of a list.
  case code(CodeList)
  /// `YYYY-MM-DD`
  case date
  /// An object of `amount` and `currency`.
  case money
  /// An integer within a range.
  case integer(ClosedRange<Int>)
  /// A number within a range; the lower bound itself is excluded.
  case number(over: Double, upTo: Double)
  /// `true` or `false`
  case boolean
  /// An object of the fields named.
  case object([FieldDescription])
  /// An array of at most so many elements.
  case list(FieldType, count: Int)

  /// The type in words.
  public var summary: String {
    switch self {
    case .text: "text"
    case .string: "string"
    case .formatted(let format): "string: \(format)"
    case .key: "key"
    case .code(let list): "code of `\(list.name)`"
    case .date: "date"
    case .money: "money"
    case .integer(let range): "integer, \(range.lowerBound) to \(range.upperBound)"
    case .number(let lower, let upper): "number over \(Int(lower)), up to \(Int(upper))"
    case .boolean: "boolean"
    case .object: "object"
    case .list(let element, let count): "list of up to \(count): \(element.summary)"
    }
  }

  /// The fields of an object, or of the objects in a list; empty for other types.
  public var members: [FieldDescription] {
    switch self {
    case .object(let members): members
    case .list(let element, _): element.members
    default: []
    }
  }
}

/// One field of a record or of an object within it.
public struct FieldDescription: Sendable {
  /// The name in JSON.
  public let name: String
  /// What it holds.
  public let type: FieldType
  /// Whether a record without it is refused.
  public let isRequired: Bool
  /// What it means, in one phrase.
  public let meaning: String
}
