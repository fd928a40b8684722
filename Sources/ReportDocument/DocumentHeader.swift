/// What a format puts on the cover; the first block of every report. The rest of the cover is the core's, see
/// ``ReportStamp``.
public struct DocumentHeader: Hashable, Sendable {
  /// The report's title.
  public var title: String
  /// A second line under the title.
  public var subtitle: String?
  /// For whom the report is written.
  public var donor: String
  /// The donor's number for the grant or the project.
  public var reference: String?
  /// The time covered.
  public var period: DocumentPeriod?
  /// Further lines of the cover.
  public var facts: [LabelledValue]
  /// The version of the report or of its format, as people cite it.
  public var version: String?

  /// A cover.
  public init(
    title: String, subtitle: String? = nil, donor: String, reference: String? = nil, period: DocumentPeriod? = nil,
    facts: [LabelledValue] = [], version: String? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.donor = donor
    self.reference = reference
    self.period = period
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
