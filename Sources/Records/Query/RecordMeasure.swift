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
    case .rows, .sum: true
    case .records, .distinct: false
    }
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
