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
  init(_ rows: [InputRow], _ request: ReportRequest) {
    for row in rows {
      guard request.period.covers(row.date("periodStart"), row.date("periodEnd")),
        let section = row.string("section"), let prose = row.localized("text")
      else { continue }
      let written = prose.isOtherLanguage ? request.language.other : nil
      texts[section, default: []].append(Text(text: prose.text, written: written))
    }
  }

  subscript(section: String) -> [Text] { texts[section] ?? [] }
}
