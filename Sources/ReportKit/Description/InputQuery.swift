public import JSONBytes
public import Records

/// What a report needs to know: one input, answered by the core, which applies disclosure and suppression.
///
/// Sources, fields and dimensions come from the closed vocabulary of `RecordQuery`.
public struct InputQuery: Sendable, Hashable {
  /// The input's name, under which its rows arrive.
  public let name: String
  /// The query as the plugin contract's JSON.
  public let json: JSONValue

  /// Records one by one, with the selected fields of each. A `-` before a name of `orderBy` puts the greatest first.
  public static func listing(
    _ name: String, from source: String, where conditions: [String: QueryValue] = [:], select: [String],
    orderBy: [String] = [], limit: Int? = nil
  ) -> InputQuery {
    var object = head(name, source, conditions)
    object["select"] = strings(select)
    if !orderBy.isEmpty { object["orderBy"] = strings(orderBy) }
    if let limit { object["limit"] = .integer(Int64(limit)) }
    return InputQuery(name: name, json: .object(object))
  }

  /// Counts and figures for every combination of the dimensions that occurs; with `totals`, their margins too. Figures are
  /// `sum(field)` and `latest(field)`. A `-` before a name of `orderBy` puts the greatest first.
  public static func tally(
    _ name: String, from source: String, where conditions: [String: QueryValue] = [:], groupBy: [String],
    measures: [String], totals: Bool = false, orderBy: [String] = [], limit: Int? = nil
  ) -> InputQuery {
    var object = head(name, source, conditions)
    object["groupBy"] = strings(groupBy)
    object["measures"] = strings(measures)
    if totals { object["totals"] = true }
    if !orderBy.isEmpty { object["orderBy"] = strings(orderBy) }
    if let limit { object["limit"] = .integer(Int64(limit)) }
    return InputQuery(name: name, json: .object(object))
  }

  /// The query beyond a bound of the request: rows of other grants, or of other days and what is dated after the period.
  public func outside(_ bounds: RequestBounds.Name...) -> InputQuery {
    changing { $0["outside"] = Self.strings(bounds.map(\.rawValue)) }
  }

  /// The rows to which no record of a kind refers, such as findings without a response.
  public func missing(_ kind: String) -> InputQuery { changing { $0["missing"] = .string(kind) } }

  /// The listing with fields of the record that a reference leads to, which ``InputRow/followed(_:)`` gives.
  public func following(_ reference: String, select: [String]) -> InputQuery {
    changing { object in
      var members = object["follow"]?.object ?? JSONObject()
      members[reference] = Self.strings(select)
      object["follow"] = .object(members)
    }
  }

  /// The listing with further fields of each record.
  public func selecting(_ fields: String...) -> InputQuery {
    changing { $0["select"] = .array(($0["select"]?.array ?? []) + fields.map(JSONValue.string)) }
  }

  /// The query with a trace in each row, which ``InputRow/count(_:)`` passes on: `Reports/Trace` finds the records behind it.
  public func traced() -> InputQuery { changing { $0["trace"] = true } }

  /// The query with the names of its codes and organisations beside them, in the report's language.
  public func labelled() -> InputQuery { changing { $0["labels"] = true } }

  private func changing(_ change: (inout JSONObject) -> Void) -> InputQuery {
    var object = json.object ?? JSONObject()
    change(&object)
    return InputQuery(name: name, json: .object(object))
  }

  private static func head(
    _ name: String, _ source: String, _ conditions: [String: QueryValue]
  ) -> JSONObject {
    var object: JSONObject = ["name": .string(name), "from": .string(source)]
    guard !conditions.isEmpty else { return object }
    var members = JSONObject()
    // A dictionary's order changes from run to run; the description must not.
    for (key, value) in conditions.sorted(by: { $0.key < $1.key }) { members[key] = value.json }
    object["where"] = .object(members)
    return object
  }

  private static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
}

/// What a field of a query is compared with.
public enum QueryValue: Sendable, Hashable, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
  /// One of these codes.
  case codes([String])
  /// Exactly this.
  case text(String)
  /// The value of the request's parameter of that name.
  case parameter(String)

  /// One of these codes.
  public init(arrayLiteral elements: String...) { self = .codes(elements) }
  /// Exactly this.
  public init(stringLiteral value: String) { self = .text(value) }

  var json: JSONValue {
    switch self {
    case .codes(let codes): .array(codes.map(JSONValue.string))
    case .text(let text): .string(text)
    case .parameter(let name): ["parameter": .string(name)]
    }
  }
}
