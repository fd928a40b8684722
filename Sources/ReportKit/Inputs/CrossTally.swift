public import Records

/// Rows of a tally by two of its dimensions, in the order of their code lists: what a matrix is made from.
public struct CrossTally: Sendable {
  private struct Place: Hashable {
    let row: String
    let column: String
  }

  /// The codes down, each once; an empty one where none is stated.
  public let rows: [String]
  /// The codes across.
  public let columns: [String]
  /// The core's names of all codes that occur.
  private let names: [String: String]
  private let places: [Place: [InputRow]]

  /// Reads labelled tally rows whose `count` is above 0.
  public init(
    _ input: some Sequence<InputRow>, rows: (name: String, list: CodeList), columns: (name: String, list: CodeList)
  ) {
    var places: [Place: [InputRow]] = [:]
    var names: [String: String] = [:]
    for row in input where row.integer("count") ?? 0 > 0 {
      for name in [rows.name, columns.name] { names[row.string(name) ?? ""] = row.label(name) ?? row.string(name) }
      let place = Place(row: row.string(rows.name) ?? "", column: row.string(columns.name) ?? "")
      places[place, default: []].append(row)
    }
    self.rows = rows.list.ordered(places.keys.map(\.row))
    self.columns = columns.list.ordered(places.keys.map(\.column))
    self.names = names
    self.places = places
  }

  /// The name of a row or a column; nil for what is not stated.
  public func name(_ code: String) -> String? { names[code] }

  /// The tally's rows at a place.
  public func rows(_ row: String, _ column: String) -> [InputRow] { places[Place(row: row, column: column)] ?? [] }

  /// The sum of the counts of all places.
  public var total: Int { places.values.joined().reduce(0) { $0 + ($1.integer("count") ?? 0) } }
}
