import Disclosure
import Records

/// A count that a report hides, by what makes it this count and no other, so that one which several tables print is
/// counted once.
struct HiddenCell: Hashable {
  private let source: RecordSource
  private let measure: RecordMeasure
  /// The values of the conditions and of the cell; a cell's own value says more than a condition on the same name.
  private let values: [String: [String?]]

  /// The hidden counts of a row.
  static func all(in row: TallyRow, of tally: Tally) -> [HiddenCell] {
    var conditions: [String: [String?]] = [:]
    for filter in tally.query.filters {
      guard case .values(let values) = filter.operand else { continue }
      conditions[filter.name] = Array(Set(values)).sorted()
    }
    let values = conditions.merging(row.values.mapValues { [$0] }) { $1 }
    return zip(tally.measures, row.measures).compactMap { measure, count in
      count.value == nil ? HiddenCell(source: tally.query.source, measure: measure, values: values) : nil
    }
  }
}
