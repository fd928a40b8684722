/// What stands on the cover; the first block of every report.
public struct DocumentHeader: Hashable, Sendable {
  /// Who may read the report.
  public struct Level: Hashable, Sendable {
    /// `public`, `internal`, `restricted` or `confidential`.
    public var code: String
    /// The same in the report's language.
    public var label: String

    /// A level by its code and its label.
    public init(code: String, label: String) {
      self.code = code
      self.label = label
    }
  }

  /// The report's title.
  public var title: String
  /// A second line under the title.
  public var subtitle: String?
  /// For whom the report is written.
  public var donor: String
  /// The programme's title.
  public var programme: String
  /// The donor's number for the grant or the project.
  public var reference: String?
  /// The time covered.
  public var period: DocumentPeriod?
  /// The last day on which the data behind the report changed.
  public var dataAsOf: DocumentDate?
  /// The report's language.
  public var language: DocumentLanguage
  /// Who may read it.
  public var level: Level
  /// Further lines of the cover.
  public var facts: [LabelledValue]
  /// The version of the report or of its format, as people cite it.
  public var version: String?

  /// A cover.
  public init(
    title: String, subtitle: String? = nil, donor: String, programme: String, reference: String? = nil,
    period: DocumentPeriod? = nil, dataAsOf: DocumentDate? = nil, language: DocumentLanguage, level: Level,
    facts: [LabelledValue] = [], version: String? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.donor = donor
    self.programme = programme
    self.reference = reference
    self.period = period
    self.dataAsOf = dataAsOf
    self.language = language
    self.level = level
    self.facts = facts
    self.version = version
  }
}

/// A value and what it is called.
public struct LabelledValue: Hashable, Sendable {
  /// What the value is called.
  public var label: String
  /// The value.
  public var value: InlineValue

  /// A value under a label.
  public init(_ label: String, _ value: InlineValue) {
    self.label = label
    self.value = value
  }
}
