/// A typed column of a kind's table, or of a part's.
public struct RecordColumn: Sendable {
  /// PostgreSQL's types that columns have.
  public enum ColumnType: String, Sendable {
    /// A string, compared by its bytes.
    case text
    /// A day.
    case date
    /// A whole number.
    case integer = "int4"
    /// A sum in a currency's smallest unit.
    case bigInteger = "int8"
    /// A number.
    case number = "float8"
    /// A flag.
    case boolean = "bool"
  }

  /// What of the field's value the column holds.
  public enum Content: Sendable {
    /// The value itself.
    case value
    /// The first day that a partial date may mean.
    case firstDay
    /// A sum of money in the currency's smallest unit.
    case minorUnits
    /// The currency of a sum of money.
    case currency
  }

  /// The field's name in lower snake case.
  public let name: String
  /// The type.
  public let type: ColumnType
  /// What of the field's value it holds.
  public let content: Content

  /// The columns of an object's fields, in their order; those of objects within it are lifted.
  ///
  /// - Parameter isPart: a part's dimensions all have columns, since its rows have no text of their own.
  static func of(_ object: ObjectType, isPart: Bool = false) -> [RecordColumn] {
    object.fields.flatMap { field -> [RecordColumn] in
      if case .object(let inner) = field.type { return of(inner, isPart: isPart) }
      return of(field, isPart: isPart)
    }
  }

  static func of(_ field: Field, isPart: Bool) -> [RecordColumn] {
    guard field.isColumn || isPart && field.isDimension, let type = ColumnType(field.type) else { return [] }
    let name = field.columnName
    return switch field.type {
    case .money:
      [
        RecordColumn(name: name, type: .bigInteger, content: .minorUnits),
        RecordColumn(name: name + "_currency", type: .text, content: .currency),
      ]
    case .partialDate: [RecordColumn(name: name, type: type, content: .firstDay)]
    default: [RecordColumn(name: name, type: type, content: .value)]
    }
  }

  /// `engagementType` as `engagement_type`.
  static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }
}

extension RecordColumn.ColumnType {
  /// The type for a field of one value; nil for objects and lists.
  init?(_ type: FieldType) {
    switch type {
    case .key, .reference, .protectedCode, .code, .string, .formatted: self = .text
    case .date, .partialDate: self = .date
    case .integer: self = .integer
    case .number: self = .number
    case .boolean: self = .boolean
    case .money: self = .bigInteger
    case .text, .object, .list: return nil
    }
  }
}
