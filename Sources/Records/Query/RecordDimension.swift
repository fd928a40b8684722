/// Something that rows can be filtered and grouped by.
public struct RecordDimension: Sendable {
  /// Where a dimension's values stand.
  public enum Location: Sendable, Equatable {
    /// A typed column of the record's row.
    case column(String)
    /// A typed column of the part's row.
    case partColumn(String)
    /// A member of the record's text.
    case text([String])
    /// The record's key.
    case key
    /// The year of the record's day.
    case year
  }

  /// The name in a query.
  public let name: String
  /// The codes it takes; nil for keys and other open values.
  public let codes: CodeList?
  /// Whether it tells something about people, so that even a count of records under it may give somebody away.
  public let isAboutPeople: Bool
  /// The lowest level at which rows may be filtered or grouped by it; places finer than a region rise.
  public let level: ConfidentialityLevel
  /// Whether one row can have several values, so that counts over it do not add up to the total.
  public let isMultiple: Bool
  /// Where its values stand.
  public let location: Location
  /// What it has in common with dimensions whose values depend on its own: the field of a code and of its coarser
  /// groupings, or the object whose parts describe one thing together, such as a place.
  public let family: String
  /// The coarser code for each code at the location; nil where the values count as they stand.
  public let grouping: [String: String]?
  /// When a row's value is hidden from lower levels: for these it is a row without the value.
  public let exceptions: [Visibility.Exception]
  /// The event that hides a row's value in the same way; nil if none does.
  public let gathering: Visibility.Gathering?

  static func of(_ kind: RecordKind, _ part: RecordPart?) -> [RecordDimension] {
    let record = of(kind.object, isPart: false)
    let year = kind.days.isEmpty ? [] : [year(kind)]
    guard let part else { return record + year }
    let own = of(part.object, isPart: true) + [parent(kind)]
    return own + record.filter { dimension in !own.contains { $0.name == dimension.name } } + year
  }

  private static func of(_ object: ObjectType, isPart: Bool, at path: [String] = []) -> [RecordDimension] {
    object.fields.flatMap { field -> [RecordDimension] in
      if case .object(let inner) = field.type { return of(inner, isPart: isPart, at: path + [field.name]) }
      // What no report shows is nothing to group by, but what is only counted is.
      guard field.isDimension, !(isPart && field.type.isList) else { return [] }
      let location: Location =
        isPart
        ? .partColumn(field.columnName)
        : field.isColumn ? .column(field.columnName) : .text(path + [field.name])
      let family = path.first ?? field.name
      let own = RecordDimension(field, field.name, field.type.codeList, location, family, nil)
      return [own] + field.groupings.map { RecordDimension(field, $0.name, $0.codes, location, family, $0.map) }
    }
  }

  private init(
    _ field: Field, _ name: String, _ codes: CodeList?, _ location: Location, _ family: String,
    _ grouping: [String: String]?
  ) {
    self.init(
      name: name, codes: codes, isAboutPeople: field.visibility.tellsOfPeople,
      level: field.type.isList ? field.visibility.levelOfUse : field.visibility.baseLevelOfUse,
      isMultiple: field.type.isList, location: location, family: family, grouping: grouping,
      exceptions: field.type.isList ? [] : field.visibility.exceptions,
      gathering: field.type.isList ? nil : field.visibility.gathering)
  }

  private init(
    name: String, codes: CodeList?, isAboutPeople: Bool, level: ConfidentialityLevel, isMultiple: Bool,
    location: Location, family: String, grouping: [String: String]?, exceptions: [Visibility.Exception] = [],
    gathering: Visibility.Gathering? = nil
  ) {
    self.name = name
    self.codes = codes
    self.isAboutPeople = isAboutPeople
    self.level = level
    self.isMultiple = isMultiple
    self.location = location
    self.family = family
    self.grouping = grouping
    self.exceptions = exceptions
    self.gathering = gathering
  }

  /// The year tells of the days that it is taken from.
  private static func year(_ kind: RecordKind) -> RecordDimension {
    let days = kind.days.compactMap { day in
      if case .field(let name) = day { kind.object.field(name)?.visibility } else { nil }
    }
    return RecordDimension(
      name: "year", codes: nil, isAboutPeople: days.contains { $0.tellsOfPeople },
      level: days.map(\.levelOfUse).max() ?? .public, isMultiple: false, location: .year, family: "year",
      grouping: nil)
  }

  private static func parent(_ kind: RecordKind) -> RecordDimension {
    RecordDimension(
      name: kind.name, codes: nil, isAboutPeople: false, level: .public, isMultiple: false, location: .key,
      family: kind.name, grouping: nil)
  }
}
