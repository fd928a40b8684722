/// What a team carries out: its time, its money, its partners and its targets.
public struct Programme: SubmittedRecord {
  /// `programme`
  public static let kind = RecordKind.programme
  /// The fields that every kind has; the key equals the programme's own.
  public internal(set) var head = RecordHead()
  /// The title.
  public internal(set) var title = LocalizedText()
  /// What it is for.
  public internal(set) var description: LocalizedText?
  /// The first day.
  public internal(set) var startsOn = CalendarDate.unread
  /// The last day.
  public internal(set) var endsOn: CalendarDate?
  /// The currency of its accounts (ISO 4217).
  public internal(set) var currency: String?
  /// A code of ``CodeLists/activityStatus``.
  public internal(set) var status: String?
  /// The key of the organisation that leads it.
  public internal(set) var leadOrganisation: String?
  /// The month in which the fiscal year starts, 1 to 12.
  public internal(set) var fiscalYearStartMonth: Int?
  /// Codes of ``CodeLists/region``.
  public internal(set) var regions: [String] = []
  /// The grants that pay for it.
  public internal(set) var grants: [Grant] = []
  /// The organisations that take part.
  public internal(set) var partners: [PartnerLink] = []
  /// What it means to reach.
  public internal(set) var targets: [Target] = []

  static let fields = FieldTable<Programme>.record([
    .text("title", need: .required, limit: RecordLimits.titleCharacters, "The title.") { $0.title = $1 },
    .text("description", "What it is for.") { $0.description = $1 },
    .date("startsOn", need: .required, "The first day.") { $0.startsOn = $1 },
    .date("endsOn", "The last day.") { $0.endsOn = $1 },
    .formatted("currency", .currency, "The currency of its accounts.") { $0.currency = $1 },
    .code("status", CodeLists.activityStatus, "Where it stands in its life.") { $0.status = $1 },
    .key("leadOrganisation", "The organisation that leads it.") { $0.leadOrganisation = $1 },
    .integer("fiscalYearStartMonth", 1...12, "The month in which the fiscal year starts.") {
      $0.fiscalYearStartMonth = $1
    },
    .codes("regions", CodeLists.region, "Where it works.") { $0.regions = $1 },
    .objects("grants", "The grants that pay for it.") { $0.grants = $1 },
    .objects("partners", "The organisations that take part.") { $0.partners = $1 },
    .objects("targets", "What it means to reach.") { $0.targets = $1 },
  ])

  /// Every rule between fields that the record breaks.
  public func validate() -> [Violation] {
    var violations: [Violation] = []
    if !head.key.isEmpty, !head.programme.isEmpty, head.key != head.programme {
      violations.append(
        Violation(
          path: "key", message: "A programme's own record has the programme's key in both fields.",
          found: head.key, suggestion: head.programme))
    }
    violations += Validation.order(startsOn.ifRead, "startsOn", endsOn, "endsOn")
    for (index, grant) in grants.enumerated() { violations += grant.validate(in: "grants[\(index)].") }
    violations += Validation.unique(grants.map(\.number), { "grants[\($0)].number" }, "The same number")
    violations += Validation.unique(
      partners.map { $0.organisation.isEmpty ? "" : "\($0.organisation) \($0.role)" }, { "partners[\($0)]" },
      "The same organisation in the same role")
    violations += Validation.unique(targets.map(\.code), { "targets[\($0)].code" }, "The same code")
    return violations
  }
}
