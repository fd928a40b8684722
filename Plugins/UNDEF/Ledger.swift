import Records
import ReportKit

/// What the report has used so far: how many records of which kind, and how much text.
struct Ledger {
  /// One kind of source.
  struct Source {
    var records = 0
    var latest: CalendarDate?
  }

  var engagements = Source()
  var findings = Source()
  var audits = Source()
  var narratives = Source()
  /// The keys of the organisations that the report names.
  private(set) var organisations: Set<String> = []
  private var characters = 0

  mutating func used(_ source: WritableKeyPath<Ledger, Source>, on day: CalendarDate?) {
    self[keyPath: source].records += 1
    guard let day else { return }
    self[keyPath: source].latest = max(self[keyPath: source].latest ?? day, day)
  }

  /// Remembers organisations for the list of acronyms.
  mutating func named(_ keys: [String]) { organisations.formUnion(keys) }

  /// Counts text towards the report's length.
  mutating func printed(_ texts: String?...) {
    for text in texts { characters += text?.count ?? 0 }
  }

  /// Pages that the body will fill, headings and white space included.
  var estimatedPages: Int { (characters + Self.fixedCharacters) / Self.charactersPerPage + 1 }

  /// Warns when the body is likely to be longer than the form allows.
  func checkLength(_ report: inout ReportBuilder) throws {
    guard estimatedPages > Self.pagesAllowed else { return }
    try report.diagnose(
      .warning, "The report is likely to be longer than \(Self.pagesAllowed) pages.",
      detail:
        "Estimated at \(estimatedPages) pages; the form allows \(Self.pagesAllowed) without annexes."
    )
  }

  /// The form's limit, annexes excluded.
  static let pagesAllowed = 15
  /// Characters of a full page of tables and prose at 11 points.
  private static let charactersPerPage = 2_600
  /// What the forms, headings and table heads of the twelve sections take.
  private static let fixedCharacters = 6_000
}
