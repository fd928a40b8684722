import Disclosure
import Records

/// A count of a report, by what makes it this count and no other, so that one which several tables print is counted once.
struct CountedCell: Hashable {
  private let source: RecordSource
  private let measure: RecordMeasure
  /// The values of the conditions and of the cell; a cell's own value says more than a condition on the same name.
  private let values: [String: [String?]]

  /// The counts of a row that may be hidden: those that are, and those that are printed and tell of somebody.
  static func all(in row: TallyRow, of tally: Tally) -> (hidden: [CountedCell], printed: [CountedCell]) {
    var conditions: [String: [String?]] = [:]
    for filter in tally.query.filters { conditions[filter.name] = filter.operand.admitted }
    let values = conditions.merging(row.values.mapValues { [$0] }) { $1 }
    var (hidden, printed): ([CountedCell], [CountedCell]) = ([], [])
    for (measure, count) in zip(tally.measures, row.measures) where tally.isSensitive(measure) {
      let cell = CountedCell(source: tally.query.source, measure: measure, values: values)
      if let value = count.value {
        if value > 0 { printed.append(cell) }
      } else {
        hidden.append(cell)
      }
    }
    return (hidden, printed)
  }
}
