import Records
import ReportDocument
import ReportKit

/// Section 3: every finding under its region, with a number of the report's own. A record's key may say what it is about,
/// and gaps between keys where those are that the report may not show.
enum FindingsByRegion {
  /// Writes the section; returns the number of each finding by its key, for what refers to it further on.
  static func write(
    _ request: ReportRequest, _ inputs: ReportInputs, _ organisations: OrganisationNames,
    _ report: inout ReportBuilder
  ) throws -> [String: Int] {
    try report.section("findings")
    var current: String?
    var isEmpty = true
    var numbers: [String: Int] = [:]
    for row in try inputs.rows(of: "findings") {
      let region = row.string("place.region") ?? ""
      if isEmpty || region != current {
        let name = request.label(CodeLists.region, region.isEmpty ? nil : region)
        try report.heading(
          Bilingual(verbatim: name ?? request.text(en: "Without region", fr: "Sans région")), level: 2)
        current = region
      }
      isEmpty = false
      let number = numbers.count + 1
      if let key = row.string("key") { numbers[key] = number }
      try write(row, number, request, organisations, &report)
    }
    if isEmpty {
      try report.placeholder(
        en: "No finding may be printed at this disclosure level.",
        fr: "Aucun constat ne peut être imprimé à ce niveau de diffusion.", path: "finding")
    }
    return numbers
  }

  private static func write(
    _ row: InputRow, _ number: Int, _ request: ReportRequest, _ organisations: OrganisationNames,
    _ report: inout ReportBuilder
  ) throws {
    try report.heading(
      Bilingual(verbatim: row.text("title") ?? request.text(en: "Untitled", fr: "Sans titre")), level: 3)
    try report.paragraph(facts(row, number, request))
    if let statement = row.localized("statement") {
      try report.prose(statement.text, in: statement.isOtherLanguage ? request.language.other : nil)
    }
    if let dissent = row.text("dissent") {
      try report.paragraph(en: "Dissenting view: \(dissent)", fr: "Avis divergent : \(dissent)")
    } else if row.isWithheld("dissent") {
      try report.paragraph(en: "Dissenting view: withheld.", fr: "Avis divergent : non communiqué.")
    }
    // The core leaves out what may not be quoted; a second look costs nothing.
    for quote in row.rows("quotes") where quote.flag("mayQuote") != false {
      guard let text = quote.text("text") else { continue }
      let hidden = request.text(en: "group withheld", fr: "groupe non communiqué")
      let group = quote.label("speakerGroup", CodeLists.stakeholderGroup)
      try report.quote(text, attribution: group ?? (quote.isWithheld("speakerGroup") ? hidden : nil))
    }
    try report.list(recommendations(row, organisations), ordered: true)
  }

  /// The number, the theme, the agreement and who raised the point, in one line.
  private static func facts(_ row: InputRow, _ number: Int, _ request: ReportRequest) -> RichText {
    var parts: [InlineValue] = []
    func add(_ value: InlineValue) {
      if !parts.isEmpty { parts.append(.text(" · ")) }
      parts.append(value)
    }
    add(.text(request.text(en: "Finding \(number)", fr: "Constat \(number)")))
    if let theme = row.label("theme", CodeLists.theme) { add(.text(theme)) }
    if let agreement = row.label("agreement", CodeLists.agreement) {
      add(InlineValue(.text(TextSpan(agreement, emphasis: .strong))))
    }
    if let group = row.label("raisedBy", CodeLists.stakeholderGroup) {
      add(.text(request.text(en: "raised by: \(group)", fr: "soulevé par : \(group)")))
    } else if row.isWithheld("raisedBy") {
      add(.text(request.text(en: "raised by: withheld", fr: "soulevé par : non communiqué")))
    }
    return RichText(parts)
  }

  private static func recommendations(_ row: InputRow, _ organisations: OrganisationNames) -> [String] {
    row.rows("recommendations").compactMap { recommendation in
      guard let text = recommendation.text("text") else { return nil }
      guard let addressee = recommendation.string("addressee") else { return text }
      return "\(organisations.short(addressee)) — \(text)"
    }
  }
}
