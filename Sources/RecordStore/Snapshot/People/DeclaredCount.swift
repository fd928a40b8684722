public import Records

/// A count that a report may print, as its format declares it: parameters may be open.
public struct DeclaredCount: Sendable {
  /// The query, with or without its parameters' values.
  public let query: RecordQuery
  /// The level at which the report is usually made; what it shows there is hidden last.
  public let level: ConfidentialityLevel
  /// The periods that the report is made for.
  public let cadences: [ReportingCadence]
  /// The report's name, by which grants say their phases; nil for what no grant asks for.
  public let report: String?

  /// Whether the report can be of a grant with a number; nil where it can be made of a programme without grants.
  public let grant: (@Sendable (String) -> Bool)?

  /// A declared count; nil for a listing.
  public init?(
    _ query: RecordQuery, level: ConfidentialityLevel, cadences: [ReportingCadence], report: String? = nil,
    grant: (@Sendable (String) -> Bool)? = nil
  ) {
    guard case .counts = query.shape else { return nil }
    self.query = query
    self.level = level
    self.cadences = cadences
    self.report = report
    self.grant = grant
  }

  /// Whether the report can be made of a programme with these grants. What cannot be asked for hides nothing.
  func concerns(_ grants: ProgrammeGrants) -> Bool { grant.map { grants.numbers.contains(where: $0) } ?? true }

  /// Whether the report can be made for some days only.
  var hasDays: Bool {
    query.filters.contains {
      $0.name == RecordQuery.Filter.notBefore || $0.name == RecordQuery.Filter.notAfter
    }
  }

  /// The days that the report is made for, besides all of them.
  func windows(_ grants: ProgrammeGrants) -> [ReportingWindow] {
    guard hasDays else { return [] }
    return cadences.flatMap { cadence in
      cadence == .grantPhase
        ? (report.flatMap { grants.phasesByReport[$0] } ?? []).map(ReportingWindow.phase) : [.periods(cadence)]
    }
  }

  /// Whether a query, its parameters' values put in, asks for this count and no other: the same figures, under the same
  /// conditions but for those that are left open here.
  func allows(_ asked: RecordQuery, _ measure: RecordMeasure) -> Bool {
    guard case .counts(let groupBy, let measures, let totals) = query.shape,
      case .counts(let askedGroupBy, _, let askedTotals) = asked.shape,
      asked.source == query.source, Set(askedGroupBy) == Set(groupBy), measures.contains(measure),
      totals || !askedTotals
    else { return false }
    let isWithin = asked.filters.allSatisfy { filter in
      query.filters.contains { own in
        own.name == filter.name && (own.operand.isOpen || own == filter)
      }
    }
    let isWhole = query.filters.allSatisfy { $0.operand.isOpen || asked.filters.contains($0) }
    return isWithin && isWhole
  }
}
