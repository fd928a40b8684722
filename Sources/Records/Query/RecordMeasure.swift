/// What a query counts.
public struct RecordMeasure: Sendable, Hashable {
  /// How rows become a number.
  public enum Content: Sendable, Hashable {
    /// Rows.
    case rows
    /// The sum of a column of the part's rows, or of the record's.
    case sum(column: String, ofPart: Bool)
    /// Different records that the rows belong to.
    case records
    /// Different values of a column of the record's row, or of the part's.
    case distinct(column: String, ofPart: Bool)
    /// The exact sum of a field, of money by currency.
    case total(field: String)
    /// The value of a field in the latest row that states it.
    case latest(field: String)
  }

  /// The name in a query.
  public let name: String
  /// Whether it counts people, so that small counts are suppressed.
  public let countsPeople: Bool
  /// How rows become the number.
  public let content: Content

  /// Whether the counts of groups add up to the count of all: different things may stand in several groups.
  public var addsUp: Bool {
    switch content {
    case .rows, .sum, .total: true
    case .records, .distinct, .latest: false
    }
  }

  /// The field whose values it tells, all of which a listing may show; nil for a count.
  public var figure: String? {
    switch content {
    case .total(let field), .latest(let field): field
    case .rows, .sum, .records, .distinct: nil
    }
  }

  /// The sums and latest values that the declarations of a source's own fields allow. Fields that tell of people have none:
  /// these are not suppressed.
  static func figures(of kind: RecordKind, _ part: RecordPart?) -> [RecordMeasure] {
    (part?.object ?? kind.object).fields.flatMap { field -> [RecordMeasure] in
      let visibility = field.visibility
      guard visibility.level != nil, !visibility.tellsOfPeople, visibility.consent == nil, field.datedBy == nil,
        !field.isRunningTotal, part?.field.visibility.level != nil || part == nil
      else { return [] }
      var measures: [RecordMeasure] = []
      if field.type.isSummable {
        measures.append(figure("sum", field, .total(field: field.name)))
      }
      if field.type.isSummable || field.type.isTelling, !kind.days.isEmpty {
        measures.append(figure("latest", field, .latest(field: field.name)))
      }
      return measures
    }
  }

  private static func figure(_ function: String, _ field: Field, _ content: Content) -> RecordMeasure {
    RecordMeasure(name: "\(function)(\(field.name))", countsPeople: false, content: content)
  }

  /// Rows, the sums that fields declare, and how many different records rows belong or refer to.
  static func of(_ kind: RecordKind, _ part: RecordPart?) -> [RecordMeasure] {
    let sums = sums(of: part?.object ?? kind.object, isPart: part != nil)
    let isCountedOnly = part.map { $0.field.visibility.level == nil } ?? false
    let rows = RecordMeasure(name: "count", countsPeople: false, content: .rows)
    var measures = (isCountedOnly ? [] : [rows]) + sums
    if part != nil {
      measures.append(RecordMeasure(name: kind.name + "s", countsPeople: false, content: .records))
    }
    for (object, isPart) in [(part?.object, true), (kind.object, false)] {
      for field in object?.fields ?? [] where field.isDimension && field.isColumn {
        guard case .reference(let reference) = field.type, let target = reference.kinds.first else { continue }
        let name = target + "s"
        guard !measures.contains(where: { $0.name == name }) else { continue }
        measures.append(
          RecordMeasure(
            name: name, countsPeople: false,
            content: .distinct(column: field.columnName, ofPart: isPart)))
      }
    }
    return measures
  }

  private static func sums(of object: ObjectType, isPart: Bool) -> [RecordMeasure] {
    object.fields.flatMap { field -> [RecordMeasure] in
      let sum = field.measure.map { measure in
        RecordMeasure(
          name: measure.name, countsPeople: measure.countsPeople,
          content: .sum(column: field.columnName, ofPart: isPart))
      }
      guard let occurrences = field.occurrences else { return sum.map { [$0] } ?? [] }
      return [
        RecordMeasure(name: occurrences.all, countsPeople: true, content: .rows),
        RecordMeasure(
          name: occurrences.different, countsPeople: true,
          content: .distinct(column: field.columnName, ofPart: isPart)),
      ]
    }
  }
}

extension FieldType {
  /// Whether values add up.
  var isSummable: Bool {
    switch self {
    case .money, .integer, .number: true
    default: false
    }
  }

  /// Whether a single value tells something in a table, without being a text that somebody may have to erase.
  fileprivate var isTelling: Bool {
    switch self {
    case .code, .date, .boolean: true
    default: false
    }
  }
}
