/// A donor, partner, authority or oversight body.
public struct Organisation: SubmittedRecord {
  /// `organisation`
  public static let kind = RecordKind.organisation
  /// The fields that every kind has.
  public internal(set) var head = RecordHead()
  /// The name.
  public internal(set) var name = LocalizedText()
  /// The short name.
  public internal(set) var acronym: String?
  /// A code of ``CodeLists/organisationType``.
  public internal(set) var organisationType: String?
  /// A code of ``CodeLists/oversightKind``.
  public internal(set) var oversightKind: String?
  /// The country (ISO 3166-1 alpha-2).
  public internal(set) var country: String?
  /// Whether it bears arms or commands those who do.
  public internal(set) var isSecurityActor: Bool?
  /// The key of the organisation that it belongs to.
  public internal(set) var parent: String?
  /// Its numbers in registers.
  public internal(set) var identifiers: [OrganisationIdentifier] = []
  /// Its web site.
  public internal(set) var website: String?

  static let fields = FieldTable<Organisation>.record([
    .text("name", need: .required, limit: RecordLimits.titleCharacters, "The name.") { $0.name = $1 },
    .string("acronym", "The short name.") { $0.acronym = $1 },
    .code("organisationType", CodeLists.organisationType, "What it is, as IATI's number in a string.") {
      $0.organisationType = $1
    },
    .code("oversightKind", CodeLists.oversightKind, "What kind of oversight it exercises.") {
      $0.oversightKind = $1
    },
    .formatted("country", .country, "The country.") { $0.country = $1 },
    .boolean("isSecurityActor", "Whether it bears arms or commands those who do.") {
      $0.isSecurityActor = $1
    },
    .key("parent", "The organisation that it belongs to.") { $0.parent = $1 },
    .objects("identifiers", "Its numbers in registers.") { $0.identifiers = $1 },
    .formatted("website", .webAddress, "Its web site.") { $0.website = $1 },
  ])

  /// Every rule between fields that the record breaks.
  public func validate() -> [Violation] {
    var violations = Validation.unique(
      identifiers.map { $0.scheme.isEmpty ? "" : "\($0.scheme) \($0.value)" }, { "identifiers[\($0)]" },
      "The same scheme and value")
    if let parent, parent == head.key {
      violations.append(
        Violation(path: "parent", message: "An organisation cannot belong to itself.", found: parent))
    }
    return violations
  }
}

/// An organisation's number in a register.
public struct OrganisationIdentifier: FieldedObject, Sendable {
  /// The register, such as `NL-KVK`.
  public internal(set) var scheme = ""
  /// The number there.
  public internal(set) var value = ""

  static let fields = FieldTable<OrganisationIdentifier>([
    .string("scheme", need: .required, "The register, such as NL-KVK.") { $0.scheme = $1 },
    .string("value", need: .required, "The number there.") { $0.value = $1 },
  ])
}
