import ReportDocument
import ReportKit

/// Counts of people by group and one other dimension, with the margins that the core has left printable.
struct PeopleTable {
  private struct Place: Hashable {
    let group: String?
    let other: String?
  }

  private var rows: [Place: InputRow] = [:]
  /// The groups that occur.
  private(set) var groups: Set<String> = []

  /// Reads tally rows; a margin is a row without the dimension that it sums over.
  init(_ rows: some Sequence<InputRow>, other: String) {
    for row in rows {
      let place = Place(group: row.string("group"), other: row.string(other))
      self.rows[place] = row
      if let group = place.group { groups.insert(group) }
    }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The count of a cell, or of a margin where a dimension is nil. A combination that did not occur is 0,
  /// as long as its group occurs at all.
  func count(_ group: String?, _ other: String?) -> InlineValue {
    if let row = rows[Place(group: group, other: other)] { return row.count("people") }
    guard let group, other != nil, groups.contains(group) else { return .missing }
    return .number(0)
  }
}
