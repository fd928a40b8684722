import JSONBytes

/// The rows of a report beside those that SQL gives.
struct RecountComparison {
  /// Figures that agree, figures that the report hides, and what is otherwise.
  private(set) var equal = 0
  private(set) var hidden = 0
  private(set) var faults: [String] = []

  /// How a row of the report agrees with one that is expected.
  private struct Match {
    var place: Int
    var equal = 0
    var hidden = 0
    var faults: [String] = []
  }

  init(_ rows: [ReportTable.Row], _ expected: [JSONObject]) {
    var left = expected
    for row in rows {
      let figures = ReportTable.figures(in: row)
      let matches = left.indices.compactMap { Self.match(row, figures, left[$0], at: $0) }
      guard let match = matches.min(by: { $0.faults.count < $1.faults.count }) else {
        if !figures.isEmpty { faults.append("not expected: \(Self.name(of: row)): \(figures)") }
        continue
      }
      left.remove(at: match.place)
      equal += match.equal
      hidden += match.hidden
      faults += match.faults.map { "\(Self.name(of: row)): \($0)" }
    }
    for row in left {
      if row["hideable"] == true {
        hidden += 1
      } else if Self.isText(row) || row.members.contains(where: { $0.value.double != nil || $0.value.object != nil }) {
        faults.append("not there: \(JSONValue.object(row).text)")
      }
    }
  }

  /// Whether a row has nothing but text, which is compared as such.
  private static func isText(_ row: JSONObject) -> Bool { row.members.allSatisfy { $0.value.string != nil } }

  /// Nil where the row's texts are others.
  private static func match(
    _ row: ReportTable.Row, _ figures: [String], _ expected: JSONObject, at place: Int
  ) -> Match? {
    var match = Match(place: place)
    var known: Set<String> = []
    for member in expected.members where member.key != "hideable" {
      known.insert(member.key)
      let cell = row[member.key] ?? .null
      switch member.value {
      case .string(let text) where (cell.said ?? "") == text: break
      case .string: return nil
      case .bool: match.hidden += 1
      case _ where cell.isHidden: match.hidden += 1
      case .null where !cell.isFigure: break
      // What is nowhere in a figure has no column there.
      case 0 where row[member.key] == nil: break
      case let value where isEqual(cell, value): match.equal += 1
      default: match.faults.append("\(member.key) is \(cell.text), by SQL \(member.value.text)")
      }
    }
    if isText(expected) { match.equal += 1 }
    match.faults += figures.filter { !known.contains($0) }.map { "\($0) is not worked out" }
    return match
  }

  private static func isEqual(_ cell: JSONValue, _ expected: JSONValue) -> Bool {
    guard let said = cell.figure else { return false }
    if let currency = expected["currency"]?.string {
      guard cell["currency"]?.string == currency else { return false }
      return said == expected["amount"]?.string.flatMap(Double.init)
    }
    guard let number = expected.double else { return false }
    return abs(said - number) <= 1e-9 * max(1, abs(number))
  }

  private static func name(of row: ReportTable.Row) -> String {
    row.sorted { $0.key < $1.key }.filter { !$0.value.isFigure }.compactMap { $0.value.said }.filter { !$0.isEmpty }
      .joined(separator: " | ")
  }
}
