import JSONBytes
import Records
import TestSupport

/// A query of ``PlainProgramme``, and what a plain program makes of it.
struct PlainQuery {
  let source: String
  var groupBy: [String] = []
  var measures: [String] = []
  var filters: [(name: String, values: [String])] = []
  var totals = false

  private var plain: PlainSource { PlainSource.all[source]! }

  /// Cercles are shown from the second level.
  var level: ConfidentialityLevel {
    (groupBy + filters.map(\.name)).contains("cercle") ? .internal : .public
  }

  private var conditions: JSONValue {
    var object = JSONObject()
    for (name, values) in filters { object[name] = .array(values.map { .string($0) }) }
    return .object(object)
  }

  var json: JSONValue {
    [
      "name": "q", "from": .string(source), "where": conditions, "groupBy": .array(groupBy.map { .string($0) }),
      "measures": .array(measures.map { .string($0) }), "totals": .bool(totals),
    ]
  }

  /// A query of up to three dimensions and two conditions, whose counts are all large.
  static func make(_ dice: inout Dice, of programme: PlainProgramme) -> PlainQuery {
    let name = dice.pick(PlainSource.all.keys.sorted())
    var query = PlainQuery(source: name)
    let plain = query.plain
    let dimensions = plain.dimensions.keys.sorted()
    query.groupBy = dice.pick(dice.roll(0...3), of: dimensions)
    query.totals = dice.once(in: 2)
    for filter in dice.pick(dice.roll(0...2), of: dimensions + ["key", "notBefore", "notAfter"]) {
      switch filter {
      case "notBefore", "notAfter": query.filters.append((filter, ["202\(dice.roll(2...4))-05-15"]))
      default:
        let place = plain.dimensions[filter] ?? .key
        let rows = programme.records.filter { $0.kind == plain.kind }.flatMap {
          query.rows(of: $0.current, $0, programme)
        }
        let values = Set(rows.flatMap { $0.values(place) }.compactMap { $0 }).sorted()
        if !values.isEmpty { query.filters.append((filter, dice.pick(dice.roll(1...2), of: values))) }
      }
    }
    // Records crossed with what tells of people are few, so they would be hidden.
    let tellsOfPeople = !plain.people.isDisjoint(with: query.groupBy + query.filters.map(\.name))
    let offered = tellsOfPeople ? plain.counted.sorted() : plain.measures.keys.sorted()
    query.measures = dice.pick(dice.roll(1...offered.count), of: offered)
    return query
  }

  // MARK: - Rows

  private func rows(of json: JSONValue, _ record: PlainRecord, _ programme: PlainProgramme) -> [PlainRow] {
    let day = Self.day(json, programme)
    guard let list = plain.list else { return [PlainRow(key: record.key, record: json, element: nil, day: day)] }
    return (json[list]?.array ?? []).map { PlainRow(key: record.key, record: json, element: $0, day: day) }
  }

  /// The day of a finding that has none is that of its engagement, as it was validated.
  private static func day(_ json: JSONValue, _ programme: PlainProgramme) -> String? {
    for name in ["observedOn", "startsOn", "spentOn", "periodEnd"] {
      if let day = json[name]?.string { return day }
    }
    return json["engagement"]?.string.flatMap { programme.record("engagement", $0)?.reported?["startsOn"]?.string }
  }

  private func meets(_ row: PlainRow, _ filter: (name: String, values: [String])) -> Bool {
    switch filter.name {
    case "notBefore": row.day.map { $0 >= filter.values[0] } ?? false
    case "notAfter": row.day.map { $0 <= filter.values[0] } ?? false
    case "key": filter.values.contains(row.key)
    default: row.values(plain.dimensions[filter.name]!).contains { $0.map(filter.values.contains) ?? false }
    }
  }

  /// The rows that a reader of a level may see and that meet the conditions.
  func matching(_ programme: PlainProgramme, _ level: ConfidentialityLevel) -> [PlainRow] {
    programme.records.filter { $0.kind == plain.kind && $0.level <= level }.flatMap { record in
      record.reported.map { rows(of: $0, record, programme) } ?? []
    }.filter { row in filters.allSatisfy { meets(row, $0) } }
  }

  // MARK: - Answers

  /// The measures by the values of each row, "∑" where a dimension is summed over.
  func answer(_ programme: PlainProgramme, at level: ConfidentialityLevel) -> [[String]: [String: Int]] {
    let rows = matching(programme, level)
    var answer: [[String]: [String: Int]] = [:]
    for kept in totals ? Self.subsets(groupBy) : [groupBy] {
      var groups: [[String]: [PlainRow]] = kept.isEmpty ? [groupBy.map { _ in "∑" }: []] : [:]
      for row in rows {
        var keys: [[String]] = [[]]
        for name in groupBy {
          let values = kept.contains(name) ? row.values(plain.dimensions[name]!).map { $0 ?? "null" } : ["∑"]
          keys = keys.flatMap { key in values.map { key + [$0] } }
        }
        for key in keys { groups[key, default: []].append(row) }
      }
      for (key, rows) in groups {
        answer[key] = Dictionary(uniqueKeysWithValues: measures.map { ($0, measure($0, rows)) })
      }
    }
    return answer
  }

  /// The same from the store's rows; -1 for what is hidden.
  func answer(_ rows: [JSONValue]) -> [[String]: [String: Int]] {
    var answer: [[String]: [String: Int]] = [:]
    for row in rows {
      let key = groupBy.map { name in row[name].map { $0.string ?? "null" } ?? "∑" }
      answer[key] = Dictionary(uniqueKeysWithValues: measures.map { ($0, row[$0]?.integer.map { Int($0) } ?? -1) })
    }
    return answer
  }

  private func measure(_ name: String, _ rows: [PlainRow]) -> Int {
    switch plain.measures[name]! {
    case .rows: rows.count
    case .sum(let place): rows.reduce(0) { $0 + $1.number(place) }
    case .records: Set(rows.map(\.key)).count
    case .distinct(let place): Set(rows.flatMap { $0.values(place) }.compactMap { $0 }).count
    }
  }

  private static func subsets(_ names: [String]) -> [[String]] {
    names.reduce([[]]) { found, name in found + found.map { $0 + [name] } }
  }

  /// How many records of the kind cannot be used, in all the programme or in the grants asked for.
  func withheld(_ programme: PlainProgramme, at level: ConfidentialityLevel) -> [String: Int] {
    let grants = filters.first { $0.name == "grant" }?.values
    var counts: [String: Int] = [:]
    for record in programme.records where record.kind == plain.kind {
      let json = record.reported ?? record.current
      if let grants, !grants.contains(json["grant"]?.string ?? "") { continue }
      if !record.isValidated {
        counts["not_validated", default: 0] += 1
      } else if record.level > level {
        counts["above_disclosure_level", default: 0] += 1
      }
    }
    return counts
  }
}
