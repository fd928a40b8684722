import Records
import ReportKit

/// The prose given for the report, by section.
struct Narratives {
  /// One piece of prose.
  struct Text {
    let text: String
    /// The language it is in, where that is not the report's.
    let written: Language?
  }

  private var texts: [String: [Text]] = [:]

  /// Keeps prose for this grant, or for no grant in particular, whose period lies in the window.
  init(_ rows: [InputRow], grant: String, window: DateWindow, language: Language) {
    let fitting = rows.filter { row in
      (row.string("grant") ?? grant) == grant
        && window.covers(row.date("periodStart"), row.date("periodEnd"))
    }
    for row in fitting.sorted(by: Self.precedes) {
      guard let section = row.string("section"), let prose = row.localized("text") else { continue }
      let written = prose.isOtherLanguage ? language.other : nil
      texts[section, default: []].append(Text(text: prose.text, written: written))
    }
  }

  /// The texts of a section, in their order.
  subscript(section: String) -> [Text] { texts[section] ?? [] }

  /// Writes the texts of a section; says so if one had to be taken from the other language.
  ///
  /// - Returns: whether there was any.
  func write(_ section: String, into report: inout ReportBuilder, _ ledger: inout Ledger) throws -> Bool {
    for text in self[section] {
      try report.prose(text.text, in: text.written)
      ledger.printed(text.text)
      ledger.used(\.narratives, on: nil)
      guard let written = text.written else { continue }
      try report.diagnose(
        .warning, "The text of the section \(section) exists only in the language \(written.code).",
        path: "narrative.\(section)")
    }
    return !self[section].isEmpty
  }

  private static func precedes(_ left: InputRow, _ right: InputRow) -> Bool {
    (left.integer("order") ?? 0, left.string("key") ?? "") < (
      right.integer("order") ?? 0, right.string("key") ?? ""
    )
  }
}
