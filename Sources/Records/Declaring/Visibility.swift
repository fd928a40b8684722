/// Who may see a field, whatever the record's own level.
///
/// There is no default: whoever declares a field decides.
public struct Visibility: Sendable {
  /// Raises a field's level when another field of the record has one of some codes.
  public struct Exception: Sendable {
    /// The level that the field then has.
    public let level: ConfidentialityLevel
    /// The other field.
    public let field: String
    /// Its codes.
    public let codes: [String]
  }

  /// What must agree before words of a person are shown.
  public struct Consent: Sendable {
    /// The flag beside the words that must be true; nil where the record as a whole is one person's.
    public let flag: String?
    /// The record's field with a code of ``CodeLists/consentBasis``; `none` is no consent.
    public let basis: String
    /// The field that names a `consent` record, beside the words or in the record; a withdrawn one hides the words.
    public let reference: String
    /// The code of ``CodeLists/consentScope`` that a named consent must cover.
    public let scope: String
    /// The member by which words of a list are found again in another revision; nil where the field is one whole.
    public let identity: String?
  }

  /// What hides who spoke at an event below ``level``: the Chatham House rule, and that too few of the group were there.
  public struct Gathering: Sendable {
    /// The lowest level that sees the field all the same.
    public let level: ConfidentialityLevel
    /// The field that names the event.
    public let reference: String
    /// The event's flag that nobody is to be told from.
    public let flag: String
    /// The field that says how the words may be attributed, and the code under which a group is told if it was large.
    public let attribution: String
    /// The code of ``attribution``.
    public let groupCode: String
    /// The event's part that counts those present by group.
    public let part: String
    /// The part's column of the group.
    public let groupColumn: String
    /// The part's column of the number of people.
    public let countColumn: String
  }

  /// The lowest level of a request that may see the field; nil if no report ever shows it.
  public let level: ConfidentialityLevel?
  /// Whether the field tells of people, so that even a count under it may give somebody away.
  public let tellsOfPeople: Bool
  /// When the level is higher.
  public let exceptions: [Exception]
  /// Whose consent the field needs.
  public let consent: Consent?
  /// The event whose rule and size decide as well; nil where the field does not tell who spoke.
  public let gathering: Gathering?

  /// Everybody who may see the record.
  public static let everyone = Visibility(level: .public)
  /// No report: what is there for those who work on the record.
  public static let never = Visibility(level: nil)
  /// Counts of people, which leave only as counts, after suppression.
  public static let countedOnly = Visibility(level: nil, tellsOfPeople: true)

  /// Requests of this level and above.
  public static func from(_ level: ConfidentialityLevel) -> Visibility { Visibility(level: level) }

  /// Requests of this level and above; counts under the field are suppressed where they are small.
  public static func people(from level: ConfidentialityLevel) -> Visibility {
    Visibility(level: level, tellsOfPeople: true)
  }

  /// Somebody's words.
  public static func words(
    flag: String? = nil, basis: String, consent: String, scope: String, identity: String? = nil
  ) -> Visibility {
    Visibility(
      level: .public,
      consent: Consent(flag: flag, basis: basis, reference: consent, scope: scope, identity: identity))
  }

  /// The same, but from a higher level when another field of the record has one of the codes.
  public func raised(to level: ConfidentialityLevel, when field: String, is codes: String...) -> Visibility {
    let exception = Exception(level: level, field: field, codes: codes)
    return Visibility(
      level: self.level, tellsOfPeople: tellsOfPeople, exceptions: exceptions + [exception], consent: consent,
      gathering: gathering)
  }

  /// The same, but hidden where the event that the record came from hides who spoke there.
  func bound(by gathering: Gathering) -> Visibility {
    Visibility(
      level: level, tellsOfPeople: tellsOfPeople, exceptions: exceptions, consent: consent, gathering: gathering)
  }

  /// The lowest level at which rows may be filtered, grouped or ordered by the field. That tells as much of every row
  /// as showing it would, so it is the highest that the field ever rises to; what is only counted is suppressed instead.
  var levelOfUse: ConfidentialityLevel {
    (exceptions.map(\.level) + [gathering?.level].compactMap { $0 }).reduce(baseLevelOfUse, max)
  }

  /// The same where rows to which an exception applies count as rows without the field.
  var baseLevelOfUse: ConfidentialityLevel { level ?? (tellsOfPeople ? .public : .confidential) }

  private init(
    level: ConfidentialityLevel?, tellsOfPeople: Bool = false, exceptions: [Exception] = [],
    consent: Consent? = nil, gathering: Gathering? = nil
  ) {
    self.level = level
    self.tellsOfPeople = tellsOfPeople
    self.exceptions = exceptions
    self.consent = consent
    self.gathering = gathering
  }
}
