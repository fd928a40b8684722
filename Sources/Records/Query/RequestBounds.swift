public import JSONBytes
import Violations

/// What a report's request bounds its queries by, without their saying so: the grant, and the days of its period.
public struct RequestBounds: Sendable, Equatable {
  /// The grant's number; nil for all grants.
  public var grant: String?
  /// The first day; nil for no first one.
  public var from: CalendarDate?
  /// The last day, after which nothing is shown; nil for no last one.
  public var to: CalendarDate?

  /// Bounds of these parts; none where nothing is given.
  public init(grant: String? = nil, from: CalendarDate? = nil, to: CalendarDate? = nil) {
    self.grant = grant
    self.from = from
    self.to = to
  }

  /// What bounds a query, by the name under which a query says that it reads beyond it.
  public enum Name: String, Sendable, CaseIterable {
    /// Rows of other grants are left out; those of no grant belong to each.
    case grant
    /// Rows of other days are left out, and so is what is dated later within a row.
    case period
  }

  /// One value of a request that a query is compared with.
  public enum Member: Sendable, Equatable {
    /// The grant's number.
    case grant
    /// The first day.
    case from
    /// The last day.
    case to
  }

  func value(of member: Member) -> String? {
    switch member {
    case .grant: grant
    case .from: from?.description
    case .to: to?.description
    }
  }
}

extension RecordQuery {
  /// Reads a query of a report, which the report's request bounds unless the query says that it reads outside.
  public init(ofReport json: JSONValue, kinds: KindCatalogue = .standard) throws(RecordQueryFault) {
    try self.init(json, kinds: kinds)
    try bind()
  }

  /// Adds the conditions that a request sets. A condition of the query's own on the same would be two at once.
  private mutating func bind() throws(RecordQueryFault) {
    let bounds: [(RequestBounds.Name, String, RequestBounds.Member)] = [
      (.grant, RequestBounds.Name.grant.rawValue, .grant), (.period, Filter.notBefore, .from),
      (.period, Filter.notAfter, .to),
    ]
    var violations: [FieldViolation] = []
    var conditions: [Filter] = []
    for (bound, name, member) in bounds where !outside.contains(bound) {
      if filters.contains(where: { $0.name == name }) {
        violations.append(FieldViolation(path: "where.\(name)", message: .boundByRequest(bound)))
      }
      guard bound == .period ? !source.kind.days.isEmpty : source.hasGrant else { continue }
      conditions.append(Filter(name: name, operand: .request(member)))
    }
    filters += conditions
    violations += unprotected
    guard violations.isEmpty else { throw RecordQueryFault(violations: violations) }
  }
}

extension RecordSource {
  /// Whether its rows can belong to a grant.
  public var hasGrant: Bool { dimension(RequestBounds.Name.grant.rawValue) != nil }
}

extension Wording {
  fileprivate static func boundByRequest(_ bound: RequestBounds.Name) -> Wording {
    Wording(
      "bound_by_request",
      en: "The request's \(bound.rawValue) bounds the query already: leave the condition out, or add"
        + " \"outside\":[\"\(bound.rawValue)\"].",
      fr: "Le membre \(bound.rawValue) de la demande borne déjà la requête : omettez la condition, ou ajoutez"
        + " \"outside\":[\"\(bound.rawValue)\"].")
  }
}
