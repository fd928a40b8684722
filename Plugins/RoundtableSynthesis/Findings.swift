import Records
import ReportDocument
import ReportKit

/// Section 3: every finding under its region, with a number of the report's own. A record's key may say what it is about,
/// and gaps between keys where those are that the report may not show.
enum Findings {
  /// Returns the number of each finding by its key, for what refers to it further on.
  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws -> [String: Int] {
    var current: String?
    var numbers: [String: Int] = [:]
    for row in try inputs.rows(of: "findings") {
      let region = row.label("place.region") ?? report.words["findings.noRegion"]
      if region != current { try report.heading(Bilingual(verbatim: region), level: 2) }
      current = region
      let number = numbers.count + 1
      numbers[row.string("key") ?? ""] = number
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
    try report.list(row.rows("recommendations").compactMap(\.addressedText), ordered: true)
  }
}
