public import JSONBytes
import Violations

extension RecordQuery {
  /// Reads a query and checks every name in it.
  public init(_ json: JSONValue, kinds: KindCatalogue = .standard) throws(RecordQueryFault) {
    var check = RecordQueryCheck(kinds: kinds)
    guard let query = check.query(json), check.violations.isEmpty else {
      throw RecordQueryFault(violations: check.violations)
    }
    let unprotected = query.unprotected
    guard unprotected.isEmpty else { throw RecordQueryFault(violations: unprotected) }
    self = query
  }
}

/// Reads a query member by member and notes every fault.
struct RecordQueryCheck {
  let kinds: KindCatalogue
  var violations: [FieldViolation] = []

  /// Values of one filter, names of one list: more are a mistake.
  static let longestList = 100

  mutating func query(_ json: JSONValue) -> RecordQuery? {
    guard let object = json.object else {
      add("", "A query must be a JSON object.")
      return nil
    }
    let known = [
      "name", "from", "where", "select", "orderBy", "limit", "follow", "groupBy", "measures", "totals", "missing",
      "trace",
      "labels",
      "outside",
    ]
    for member in object.members where !known.contains(member.key) {
      unknown(member.key, path: member.key, "There is no member of this name in a query.", known)
    }
    let name = name(object["name"])
    guard let source = source(object["from"]) else { return nil }
    let filters = filters(object["where"], source)
    guard let shape = shape(object, source), let name else { return nil }
    for name in ["labels", "trace"] {
      if let value = object[name], value.bool == nil { add(name, "Must be true or false.", found: value.text) }
    }
    let outside = names(object["outside"], "outside", among: RequestBounds.Name.allCases.map(\.rawValue))
    return RecordQuery(
      name: name, source: source, filters: filters, shape: shape, order: order(object, source, shape),
      limit: limit(object["limit"]), follows: follows(object, source, shape),
      missing: missing(object["missing"], source), isLabelled: object["labels"]?.bool ?? false,
      isTraced: object["trace"]?.bool ?? false,
      outside: Set(outside.compactMap(RequestBounds.Name.init(rawValue:))))
  }

  private mutating func name(_ json: JSONValue?) -> String? {
    guard let name = json?.string, TextFormat.key.matches(name) else {
      add("name", "A query needs a name: \(TextFormat.key.description).", found: json?.text)
      return nil
    }
    return name
  }

  private mutating func source(_ json: JSONValue?) -> RecordSource? {
    if let source = json?.string.flatMap(kinds.source) { return source }
    unknown(
      json?.string ?? json?.text ?? "", path: "from", "A query must name what it reads.",
      kinds.sources.map(\.name))
    return nil
  }

  private mutating func shape(_ object: JSONObject, _ source: RecordSource) -> RecordQuery.Shape? {
    if object["groupBy"] != nil || object["measures"] != nil { return counts(object, source) }
    guard source.isListable else {
      add("groupBy", "Rows of \(source.name) count people and may only be grouped.")
      return nil
    }
    guard object["totals"] == nil else {
      add("totals", "Totals belong to a query with groupBy.")
      return nil
    }
    let select = names(object["select"], "select", among: source.selectable + ["key", "revision"])
    if object["select"] == nil {
      add("select", "A listing must name the fields that it needs, or groupBy.", allowed: source.selectable)
    }
    return .listing(select: select)
  }

  private mutating func counts(_ object: JSONObject, _ source: RecordSource) -> RecordQuery.Shape? {
    for name in ["select", "follow"] where object[name] != nil {
      add(name, "A query either lists fields or counts groups, not both.")
    }
    let dimensions = source.dimensions.map(\.name)
    let groupBy = names(object["groupBy"], "groupBy", among: dimensions)
    let offered = source.measures + source.figures
    let wanted = names(object["measures"], "measures", among: offered.map(\.name))
    // Without measures a count would tell which groups there are, past all suppression.
    if object["measures"].map({ $0.array?.isEmpty == true }) ?? true {
      add("measures", "A count must name its measures.", allowed: offered.map(\.name))
    }
    if groupBy.count > RecordLimits.queryDimensions {
      add(
        "groupBy", "At most \(RecordLimits.queryDimensions) dimensions are crossed.",
        found: "\(groupBy.count)")
    }
    if let totals = object["totals"], totals.bool == nil {
      add("totals", "Must be true or false.", found: totals.text)
    }
    return .counts(
      groupBy: groupBy, measures: wanted.compactMap { name in offered.first { $0.name == name } },
      totals: object["totals"]?.bool ?? false)
  }

  // MARK: - Filters

  private mutating func filters(_ json: JSONValue?, _ source: RecordSource) -> [RecordQuery.Filter] {
    guard let json else { return [] }
    guard let object = json.object else {
      add("where", "Must be an object of dimensions and values.", found: json.text)
      return []
    }
    let known = source.dimensions.map(\.name) + Self.otherFilters
    return object.members.compactMap { member in
      let path = "where.\(member.key)"
      guard known.contains(member.key) else {
        unknown(member.key, path: path, "\(source.name) cannot be filtered by this.", known)
        return nil
      }
      guard let operand = operand(member.value, path: path) else { return nil }
      if case .values(let values) = operand {
        violations += Self.values(values, of: member.key, source, path: path)
      }
      return RecordQuery.Filter(name: member.key, operand: operand)
    }
  }

  private static let otherFilters = [
    RecordQuery.Filter.key, RecordQuery.Filter.notBefore, RecordQuery.Filter.notAfter,
  ]

  private mutating func operand(_ json: JSONValue, path: String) -> RecordQuery.Operand? {
    if let text = json.string { return .values([text]) }
    if let object = json.object, object.members.count == 1, let name = object["parameter"]?.string {
      return .parameter(name)
    }
    let values = json.array?.compactMap(\.string)
    if let values, values.count == json.array?.count, (1...Self.longestList).contains(values.count) {
      return .values(values)
    }
    add(
      path, "Must be a string, a list of 1 to \(Self.longestList) strings, or {\"parameter\": \"…\"}.",
      found: json.text)
    return nil
  }

  /// The values that a filter cannot have.
  static func values(
    _ values: [String], of name: String, _ source: RecordSource, path: String
  ) -> [FieldViolation] {
    if name == RecordQuery.Filter.notBefore || name == RecordQuery.Filter.notAfter {
      guard values.count != 1 || values.first.flatMap({ CalendarDate($0) }) == nil else { return [] }
      return [FieldViolation(path: path, message: .notADay, found: values.joined(separator: ", "))]
    }
    guard let list = source.dimension(name)?.codes else { return [] }
    return values.filter { !list.contains($0) }.map { list.violation(of: $0, at: path) }
  }

  // MARK: - Names

  mutating func names(_ json: JSONValue?, _ path: String, among known: [String]) -> [String] {
    guard let json else { return [] }
    guard let elements = json.array, elements.count <= Self.longestList else {
      add(path, "Must be a list of at most \(Self.longestList) names.", found: json.text)
      return []
    }
    var names: [String] = []
    for (index, element) in elements.enumerated() {
      let name = element.string ?? element.text
      if !known.contains(name) {
        unknown(name, path: "\(path)[\(index)]", "There is no such name here.", known)
      } else if names.contains(name) {
        add("\(path)[\(index)]", "This stands in the list already.", found: name)
      }
      names.append(name)
    }
    return names
  }

  mutating func unknown(_ name: String, path: String, _ message: Wording, _ known: [String]) {
    add(
      path, message, found: name, allowed: known, suggestion: NearestName.suggestion(for: name, in: known))
  }

  mutating func add(
    _ path: String, _ message: Wording, found: String? = nil, allowed: [String] = [], suggestion: String? = nil
  ) {
    guard violations.count < RecordLimits.violations else { return }
    violations.append(
      FieldViolation(path: path, message: message, found: found, allowed: allowed, suggestion: suggestion))
  }
}
