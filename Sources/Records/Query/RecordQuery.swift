public import JSONBytes
public import Violations

/// What a report needs: rows of a source, or counts of them.
///
/// The vocabulary is closed (``RecordSource``, ``RecordDimension``, ``RecordMeasure``), so a query that was
/// accepted can always be run, and never asks for what no report may show.
public struct RecordQuery: Sendable, Equatable {
  /// The name under which the rows reach the report; unique within it.
  public let name: String
  /// What is read.
  public let source: RecordSource
  /// What rows must meet, all at once.
  public internal(set) var filters: [Filter]
  /// What becomes of the rows.
  public let shape: Shape
  /// In which order rows come; what is first decides first.
  public let order: [QueryOrder]
  /// How many rows come at most; nil for all.
  public let limit: Int?
  /// References along which fields of other records are read.
  public let follows: [RecordFollow]
  /// What no record may refer to the rows; nil for all rows.
  public let missing: RecordMissing?
  /// Whether rows bring the names of their codes in the report's language along.
  public let isLabelled: Bool
  /// Whether rows bring a trace along, by which whoever may read the records finds those behind a figure.
  public let isTraced: Bool
  /// Which of a request's bounds do not hold for it.
  public let outside: Set<RequestBounds.Name>
  /// The last day of the request: what is dated later within a row is left out. Nil until a request bounds the query.
  public internal(set) var until: CalendarDate?

  /// A listing or a count.
  public enum Shape: Sendable, Equatable {
    /// One row each, with the fields selected. The key decides last on its place.
    case listing(select: [String])
    /// One row for each combination of values that occurs; with `totals`, rows for the margins too.
    case counts(groupBy: [String], measures: [RecordMeasure], totals: Bool)
  }

  /// One condition.
  public struct Filter: Sendable, Equatable {
    /// The name of a dimension, or ``notBefore`` or ``notAfter``, which compare the row's date.
    public let name: String
    /// What it is compared with.
    public let operand: Operand

    /// The row's date is this day or a later one.
    public static let notBefore = "notBefore"
    /// The row's date is this day or an earlier one.
    public static let notAfter = "notAfter"
    /// The row's record is filed under this key.
    public static let key = "key"
  }

  /// What a filter compares with.
  public enum Operand: Sendable, Equatable {
    /// Any of these values; for dates, exactly one.
    case values([String])
    /// The value of a report's parameter. A parameter that was not given sets no condition.
    case parameter(String)
    /// What the request of a report bounds it by. A bound that was not given sets no condition.
    case request(RequestBounds.Member)
    /// This grant, or none: what names no grant belongs to each of its programme's.
    case grant(String)

    /// Whether the value comes with a request, and the condition may not be set at all.
    public var isOpen: Bool {
      switch self {
      case .parameter, .request: true
      case .values, .grant: false
      }
    }

    /// The values that meet it, nil for a row that states none; empty while it is open.
    public var admitted: [String?] {
      switch self {
      case .values(let values): Array(Set(values)).sorted()
      case .grant(let number): [nil, number]
      case .parameter, .request: []
      }
    }
  }

  /// The query as JSON, which ``init(_:)`` reads back.
  public var json: JSONValue {
    var object: JSONObject = ["name": .string(name), "from": .string(source.name)]
    var conditions = JSONObject()
    for filter in filters {
      switch filter.operand {
      case .values(let values): conditions[filter.name] = Self.strings(values)
      case .parameter(let name): conditions[filter.name] = .object(["parameter": .string(name)])
      // The request sets these, and not the query.
      case .request, .grant: break
      }
    }
    if !conditions.members.isEmpty { object["where"] = .object(conditions) }
    switch shape {
    case .listing(let select): object["select"] = Self.strings(select)
    case .counts(let groupBy, let measures, let totals):
      object["groupBy"] = Self.strings(groupBy)
      object["measures"] = Self.strings(measures.map(\.name))
      if totals { object["totals"] = true }
    }
    if !order.isEmpty { object["orderBy"] = Self.strings(order.map(\.description)) }
    if let limit { object["limit"] = .integer(Int64(limit)) }
    if !follows.isEmpty {
      var members = JSONObject()
      for follow in follows { members[follow.reference.name] = Self.strings(follow.select) }
      object["follow"] = .object(members)
    }
    if let missing { object["missing"] = .string(missing.kind.name) }
    if isLabelled { object["labels"] = true }
    if isTraced { object["trace"] = true }
    if !outside.isEmpty { object["outside"] = Self.strings(outside.map(\.rawValue).sorted()) }
    return .object(object)
  }

  /// The member of a row in which what was read along references stands, by their names.
  public static let followed = "followed"

  /// The member of a row in which its trace stands.
  public static let trace = "trace"

  /// The kinds whose records it reads.
  public var kinds: [RecordKind] { [source.kind] + follows.map(\.source.kind) + (missing.map { [$0.kind] } ?? []) }

  /// The names of the parameters that the query refers to.
  public var parameters: [String] {
    filters.compactMap { if case .parameter(let name) = $0.operand { name } else { nil } }
  }

  /// Whether its counts go through suppression: they count people, or cross records with what tells of people.
  public var countsPeople: Bool {
    guard case .counts(let groupBy, let measures, _) = shape else { return false }
    return measures.contains { $0.countsPeople }
      || (groupBy + filters.map(\.name)).contains { source.tellsOfPeople($0) }
  }

  /// The lowest level at which the query may run.
  public var level: ConfidentialityLevel {
    var names = filters.map(\.name) + order.map(\.name)
    var figures: [ConfidentialityLevel] = []
    if case .counts(let groupBy, let measures, _) = shape {
      names += groupBy
      figures = measures.compactMap { $0.figure.flatMap(source.field)?.visibility.levelOfUse }
      // What is latest tells which day is later.
      if measures.contains(where: { if case .latest = $0.content { true } else { false } }) {
        names.append(RecordQuery.Filter.notAfter)
      }
    }
    // How many elements a list has tells of the list itself.
    let levels = names.map { source.level(of: $0) } + [source.part?.field.visibility.level ?? .public]
    let referred = follows.map(\.reference.visibility.levelOfUse) + (missing.map { [$0.level] } ?? [])
    return (levels + figures + referred).max() ?? .public
  }

  /// The query with its request's values put in; filters whose value is not given are left out.
  ///
  /// - Parameters:
  ///   - bounds: the request's grant and period.
  ///   - values: the values of one parameter, nil if it was not given.
  /// - Throws: every value that its dimension does not have.
  public func resolving(
    within bounds: RequestBounds = RequestBounds(), _ values: (String) -> [String]?
  ) throws(RecordQueryFault) -> RecordQuery {
    var violations: [FieldViolation] = []
    var resolved: [Filter] = []
    for filter in filters {
      switch filter.operand {
      case .values, .grant: resolved.append(filter)
      case .request(let member):
        guard let value = bounds.value(of: member) else { continue }
        resolved.append(Filter(name: filter.name, operand: member == .grant ? .grant(value) : .values([value])))
      case .parameter(let name):
        guard let given = values(name) else { continue }
        violations += RecordQueryCheck.values(given, of: filter.name, source, path: name)
        resolved.append(Filter(name: filter.name, operand: .values(given)))
      }
    }
    guard violations.isEmpty else { throw RecordQueryFault(violations: violations) }
    var query = self
    query.filters = resolved
    query.until = outside.contains(.period) ? nil : bounds.to
    return query
  }

  /// A query of parts that are known to be right.
  public init(
    name: String, source: RecordSource, filters: [Filter], shape: Shape, order: [QueryOrder] = [],
    limit: Int? = nil, follows: [RecordFollow] = [], missing: RecordMissing? = nil, isLabelled: Bool = false,
    isTraced: Bool = false, outside: Set<RequestBounds.Name> = []
  ) {
    self.name = name
    self.source = source
    self.filters = filters
    self.shape = shape
    self.order = order
    self.limit = limit
    self.follows = follows
    self.missing = missing
    self.isLabelled = isLabelled
    self.isTraced = isTraced
    self.outside = outside
  }

  private static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
}

/// Why something is no query; the list is never empty.
public struct RecordQueryFault: Error, Sendable, Equatable {
  /// Every fault found.
  public let violations: [FieldViolation]
}
