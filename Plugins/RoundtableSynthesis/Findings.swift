import Records
import ReportDocument
import ReportKit

/// Section 3: every finding under its region, with a number of the report's own. A record's key may say what it is about,
/// and gaps between keys where those are that the report may not show.
enum Findings {
  /// Recommendations that are listed with their finding. A dialogue's are many for each theme, and stand in sections 4 and 5.
  static let mostListed = 20

  /// Returns the number of each finding by its key, for what refers to it further on.
  static func write(
    _ inputs: ReportInputs, _ selection: Selection, _ restitutions: Restitutions, _ report: inout ReportBuilder
  ) throws -> [String: Int] {
    var current: String?
    var numbers: [String: Int] = [:]
    for row in try inputs.rows(of: "findings") where selection.takes(row) {
      let region = row.label("place.region") ?? report.words["findings.noRegion"]
      if region != current { try report.heading(Bilingual(verbatim: region), level: 2) }
      current = region
      let number = numbers.count + 1
      numbers[row.string("key") ?? ""] = number
      restitutions.note(finding: row, number: number)
      try write(row, number, &report)
    }
    if numbers.isEmpty { try report.placeholder("findings.empty", path: "finding") }
    return numbers
  }

  private static func write(_ row: InputRow, _ number: Int, _ report: inout ReportBuilder) throws {
    let words = report.words
    try report.heading(row, "title", or: "findings.untitled", level: 3)
    let withheld = words["findings.withheld"]
    let group = row.label("raisedBy") ?? (row.isWithheld("raisedBy") ? withheld : nil)
    try report.paragraph(
      .joined(
        [
          .text(words["findings.number", ["number": String(number)]]), row.label("theme").map { .text($0) },
          row.label("agreement").map { .strong($0) },
          group.map { .text(words["findings.raisedBy", ["group": $0]]) },
        ], by: " · "))
    try report.prose(row, "statement")
    if let dissent = row.text("dissent") ?? (row.isWithheld("dissent") ? "\(withheld)." : nil) {
      try report.paragraph(label: "findings.dissent", ["text": dissent])
    }
    // The core leaves out what may not be quoted; a second look costs nothing.
    for quote in row.rows("quotes") where quote.flag("mayQuote") != false {
      guard let text = quote.text("text") else { continue }
      let hidden = quote.isWithheld("speakerGroup") ? words["findings.noGroup"] : nil
      try report.quote(text, attribution: quote.label("speakerGroup") ?? hidden)
    }
    let recommendations = row.rows("recommendations")
    guard recommendations.count <= mostListed else {
      return try report.paragraph(label: "findings.many", ["count": String(recommendations.count)])
    }
    try report.list(recommendations.compactMap(\.addressedText), ordered: true)
  }
}
