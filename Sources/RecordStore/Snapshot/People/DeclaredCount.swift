public import Disclosure
public import Records

/// A count that a report may print, as its format declares it: parameters may be open.
public struct DeclaredCount: Sendable {
  /// The query, with or without its parameters' values.
  public let query: RecordQuery
  /// The level at which the report is usually made; what it shows there is hidden last.
  public let level: ConfidentialityLevel
  /// The periods that the report is made for.
  public let cadences: [ReportingCadence]

  /// A declared count; nil for a listing.
  public init?(_ query: RecordQuery, level: ConfidentialityLevel, cadences: [ReportingCadence]) {
    guard case .counts = query.shape else { return nil }
    self.query = query
    self.level = level
    self.cadences = cadences
  }
}
