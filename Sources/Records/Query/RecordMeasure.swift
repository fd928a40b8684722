/// What a query counts.
public struct RecordMeasure: Sendable, Hashable {
  /// The name in a query.
  public let name: String
  /// Whether it counts people, so that small counts are suppressed.
  public let countsPeople: Bool

  /// Rows of the source.
  public static let count = RecordMeasure(name: "count", countsPeople: false)
  /// People in the cells of participation tables.
  public static let people = RecordMeasure(name: "people", countsPeople: true)
  /// Different engagements that the rows belong to.
  public static let engagements = RecordMeasure(name: "engagements", countsPeople: false)

  /// The measures that a source offers.
  public static func of(_ source: RecordSource) -> [RecordMeasure] {
    switch source {
    case .participation: [people, engagements]
    case .finding: [count, engagements]
    default: [count]
    }
  }

  private init(name: String, countsPeople: Bool) {
    self.name = name
    self.countsPeople = countsPeople
  }
}
