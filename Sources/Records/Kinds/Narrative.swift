/// Prose for one section of a donor's report, which no query can make.
public struct Narrative: SubmittedRecord {
  /// `narrative`
  public static let kind = RecordKind.narrative
  /// The fields that every kind has.
  public internal(set) var head = RecordHead()
  /// The report, such as `undef/narrative`.
  public internal(set) var report = ""
  /// The section's code, such as `lessons_learned`.
  public internal(set) var section = ""
  /// The grant's number, if the text is for one grant only.
  public internal(set) var grant: String?
  /// The first day of the period that the text is about.
  public internal(set) var periodStart: CalendarDate?
  /// The last day of that period.
  public internal(set) var periodEnd: CalendarDate?
  /// The place among several texts of one section, lowest first.
  public internal(set) var order: Int?
  /// The text: paragraphs part at blank lines, and lines that start with "- " are list items.
  public internal(set) var text = LocalizedText()

  static let fields = FieldTable<Narrative>.record([
    .formatted("report", .reportID, need: .required, "The report.") { $0.report = $1 },
    .formatted("section", .sectionCode, need: .required, "The section.") { $0.section = $1 },
    .string("grant", "The grant's number, if the text is for one grant only.") { $0.grant = $1 },
    .date("periodStart", "The first day of the period that the text is about.") { $0.periodStart = $1 },
    .date("periodEnd", "The last day of that period.") { $0.periodEnd = $1 },
    .integer("order", 0...RecordLimits.narrativeOrder, "The place among several texts of one section.") {
      $0.order = $1
    },
    .text(
      "text", need: .required, "Paragraphs part at blank lines; lines that start with \"- \" are list items."
    ) { $0.text = $1 },
  ])

  /// Every rule between fields that the record breaks.
  public func validate() -> [Violation] {
    Validation.order(periodStart, "periodStart", periodEnd, "periodEnd")
  }
}
