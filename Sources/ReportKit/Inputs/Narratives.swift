import Records

extension InputQuery {
  /// Prose for the sections of a report, which ``ReportBuilder/narrative(_:)`` prints. A text without a period is of every
  /// one, so that the core's bound by days would leave it out.
  public static func narratives(of report: String) -> InputQuery {
    listing(
      Narratives.input, from: "narrative", where: ["report": .text(report)],
      select: ["language", "section", "periodStart", "periodEnd", "order", "text"], orderBy: ["order", "key"]
    ).outside(.period)
  }
}

/// The prose given for a report, by section.
struct Narratives {
  static let input = "narratives"

  struct Text {
    let text: String
    /// The language it is in, where that is not the report's.
    let written: Language?
  }

  private var texts: [String: [Text]] = [:]

  init() {}

  /// Keeps prose of no period, or of one that ends within the report's.
  ///
  /// - Parameter whole: the days of which prose must tell where the request has none; nil for any.
  init(_ rows: [InputRow], _ request: ReportRequest, whole: ReportPeriod? = nil) {
    let whole = request.period == ReportPeriod() ? whole : nil
    for row in rows where whole.map({ Self.isOfAll(of: $0, row) }) ?? true {
      guard request.period.covers(row.date("periodStart"), row.date("periodEnd")),
        let section = row.string("section"), let prose = row.localized("text")
      else { continue }
      let written = prose.isOtherLanguage ? request.language.other : nil
      texts[section, default: []].append(Text(text: prose.text, written: written))
    }
  }

  /// Whether a text is of no period, or of one that reaches over all of these days.
  private static func isOfAll(of whole: ReportPeriod, _ row: InputRow) -> Bool {
    let (start, end) = (row.date("periodStart"), row.date("periodEnd"))
    if let start, let from = whole.from, from < start { return false }
    if let end, let to = whole.to, end < to { return false }
    return true
  }

  subscript(section: String) -> [Text] { texts[section] ?? [] }
}
