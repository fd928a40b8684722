/// What a query reads: the records of one kind, or the rows of a table within them.
public struct RecordSource: Sendable, Hashable {
  /// The name in a query.
  public let name: String
  /// The kind of the records that hold the rows.
  public let kind: RecordKind
  /// Whether single rows may be listed. Rows that count people may only be summed, after suppression.
  public let isListable: Bool

  /// The records of each kind.
  public static let finding = RecordSource(name: "finding", kind: .finding)
  /// See ``finding``.
  public static let engagement = RecordSource(name: "engagement", kind: .engagement)
  /// See ``finding``.
  public static let organisation = RecordSource(name: "organisation", kind: .organisation)
  /// See ``finding``.
  public static let programme = RecordSource(name: "programme", kind: .programme)
  /// See ``finding``.
  public static let narrative = RecordSource(name: "narrative", kind: .narrative)
  /// The recommendations of findings, one row each.
  public static let recommendation = RecordSource(name: "recommendation", kind: .finding)
  /// The cells of engagements' participation tables.
  public static let participation = RecordSource(name: "participation", kind: .engagement, isListable: false)

  /// Every source, in the order in which documentation shows them.
  public static let all: [RecordSource] = [
    finding, engagement, organisation, programme, narrative, recommendation, participation,
  ]

  /// The source of a name.
  public static func named(_ name: String) -> RecordSource? { all.first { $0.name == name } }

  /// Sources are equal by name.
  public static func == (left: RecordSource, right: RecordSource) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  private init(name: String, kind: RecordKind, isListable: Bool = true) {
    self.name = name
    self.kind = kind
    self.isListable = isListable
  }

  /// The names that a listing may select, besides `key` and `revision`, which every row has.
  public var selectable: [String] {
    guard isListable else { return [] }
    if self == .recommendation {
      let own = Recommendation.fields.descriptions.map(\.name).filter { $0 != "key" }
      return own + ["finding", "title", "theme", "region", "origin"]
    }
    return kind.fields.map(\.name).filter { !Self.neverListed.contains($0) }
  }

  /// Fields of the head that every row carries or no reader needs, fields that no report may show, and counts
  /// of people, which only ``participation`` gives, after suppression.
  private static let neverListed: Set<String> = [
    "kind", "programme", "key", "note", "ifRevision", "riskIfPublished", "mitigation", "participation",
  ]

  /// The names that rows may be ordered by.
  public var orderable: [String] {
    let dates: [String] =
      switch name {
      case "finding": ["observedOn", "itemNumber"]
      case "engagement", "programme": ["startsOn", "endsOn"]
      case "narrative": ["periodStart", "order"]
      case "recommendation": ["dueOn", "observedOn"]
      default: []
      }
    return ["key"] + RecordDimension.of(self).filter { !$0.isMultiple }.map(\.name) + dates
  }
}
