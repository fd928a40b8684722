/// Something that rows can be filtered and grouped by.
public struct RecordDimension: Sendable {
  /// The name in a query.
  public let name: String
  /// Whose rows have it.
  public let source: RecordSource
  /// The codes it takes; nil for keys and other open values.
  public let codes: CodeList?
  /// Whether it tells something about people, so that even a count of records under it may give somebody away.
  public let isAboutPeople: Bool
  /// The lowest level at which rows may be filtered or grouped by it; places finer than a region rise.
  public let level: ConfidentialityLevel
  /// Whether one row can have several values, so that counts over it do not add up to the total.
  public let isMultiple: Bool

  init(
    _ name: String, _ source: RecordSource, _ codes: CodeList? = nil, isAboutPeople: Bool = false,
    level: ConfidentialityLevel = .public, isMultiple: Bool = false
  ) {
    self.name = name
    self.source = source
    self.codes = codes
    self.isAboutPeople = isAboutPeople
    self.level = level
    self.isMultiple = isMultiple
  }

  /// Every dimension of every source.
  public static let all: [RecordDimension] =
    findingDimensions + engagementDimensions + recommendationDimensions + participationDimensions
    + otherDimensions

  /// The dimensions of one source, in the order of declaration.
  public static func of(_ source: RecordSource) -> [RecordDimension] { all.filter { $0.source == source } }

  /// The dimension of a name within a source.
  public static func named(_ name: String, of source: RecordSource) -> RecordDimension? {
    all.first { $0.source == source && $0.name == name }
  }

  private static let findingDimensions: [RecordDimension] =
    place(.finding) + [
      RecordDimension("origin", .finding, CodeLists.origin),
      RecordDimension("theme", .finding, CodeLists.theme),
      RecordDimension("programmeArea", .finding, CodeLists.programmeArea),
      RecordDimension("severity", .finding, CodeLists.severity),
      RecordDimension("priority", .finding, CodeLists.priority),
      RecordDimension("agreement", .finding, CodeLists.agreement),
      RecordDimension("raisedBy", .finding, CodeLists.stakeholderGroup, isAboutPeople: true),
      RecordDimension("auditCategory", .finding, CodeLists.auditCategory),
      RecordDimension("irregularityKind", .finding, CodeLists.irregularityKind),
      RecordDimension("evaluationCriterion", .finding, CodeLists.evaluationCriterion),
      RecordDimension("engagement", .finding),
      RecordDimension("assignment", .finding),
      RecordDimension("institutions", .finding, isMultiple: true),
      RecordDimension("gdiQuestions", .finding, isMultiple: true),
      RecordDimension("year", .finding),
    ]

  private static let engagementDimensions: [RecordDimension] =
    place(.engagement) + [
      RecordDimension("engagementType", .engagement, CodeLists.engagementType),
      RecordDimension("theme", .engagement, CodeLists.theme),
      RecordDimension("format", .engagement, CodeLists.engagementFormat),
      RecordDimension("actorFamily", .engagement, CodeLists.actorFamily),
      RecordDimension("host", .engagement),
      RecordDimension("milestone", .engagement),
      RecordDimension("year", .engagement),
    ]

  private static let recommendationDimensions: [RecordDimension] =
    place(.recommendation) + [
      RecordDimension("origin", .recommendation, CodeLists.origin),
      RecordDimension("theme", .recommendation, CodeLists.theme),
      RecordDimension("addressee", .recommendation),
      RecordDimension("level", .recommendation, CodeLists.level),
      RecordDimension("type", .recommendation, CodeLists.recommendationType),
      RecordDimension("priority", .recommendation, CodeLists.priority),
      RecordDimension("finding", .recommendation),
      RecordDimension("year", .recommendation),
    ]

  private static let participationDimensions: [RecordDimension] =
    place(.participation) + [
      RecordDimension("sex", .participation, CodeLists.sex, isAboutPeople: true),
      RecordDimension("ageBand", .participation, CodeLists.ageBand, isAboutPeople: true),
      RecordDimension("youth", .participation, CodeLists.youth, isAboutPeople: true),
      RecordDimension("group", .participation, CodeLists.stakeholderGroup, isAboutPeople: true),
      RecordDimension("engagementType", .participation, CodeLists.engagementType),
      RecordDimension("theme", .participation, CodeLists.theme),
      RecordDimension("actorFamily", .participation, CodeLists.actorFamily),
      RecordDimension("engagement", .participation),
      RecordDimension("year", .participation),
    ]

  private static let otherDimensions: [RecordDimension] = [
    RecordDimension("organisationType", .organisation, CodeLists.organisationType),
    RecordDimension("oversightKind", .organisation, CodeLists.oversightKind),
    RecordDimension("country", .organisation),
    RecordDimension("parent", .organisation),
    RecordDimension("status", .programme, CodeLists.activityStatus),
    RecordDimension("leadOrganisation", .programme),
    RecordDimension("report", .narrative),
    RecordDimension("section", .narrative),
    RecordDimension("grant", .narrative),
  ]

  /// Region for everybody, cercle from internal, commune and village from restricted.
  private static func place(_ source: RecordSource) -> [RecordDimension] {
    [
      RecordDimension("region", source, CodeLists.region),
      RecordDimension("cercle", source, level: .internal),
      RecordDimension("commune", source, isAboutPeople: true, level: .restricted),
      RecordDimension("village", source, isAboutPeople: true, level: .restricted),
    ]
  }
}
