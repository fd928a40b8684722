import Records
import ReportDocument
import ReportKit

/// Section 3: every finding under its region.
enum FindingsByRegion {
  static func write(
    _ request: ReportRequest, _ inputs: ReportInputs, _ organisations: OrganisationNames,
    _ report: inout ReportBuilder
  ) throws {
    try report.section("findings")
    var current: String?
    var isEmpty = true
    for row in try inputs.rows(of: "findings") {
      let region = row.string("place.region") ?? ""
      if isEmpty || region != current {
        let name = request.label(CodeLists.region, region.isEmpty ? nil : region)
        try report.heading(
          Bilingual(verbatim: name ?? request.text(en: "Without region", fr: "Sans région")), level: 2)
        current = region
      }
      isEmpty = false
      try write(row, request, organisations, &report)
    }
    if isEmpty {
      try report.placeholder(
        en: "No finding may be printed at this disclosure level.",
        fr: "Aucun constat ne peut être imprimé à ce niveau de diffusion.", path: "finding")
    }
  }

  private static func write(
    _ row: InputRow, _ request: ReportRequest, _ organisations: OrganisationNames,
    _ report: inout ReportBuilder
  ) throws {
    try report.heading(
      Bilingual(verbatim: row.text("title") ?? request.text(en: "Untitled", fr: "Sans titre")), level: 3)
    try report.paragraph(facts(row, request))
    if let statement = row.localized("statement") {
      try report.prose(statement.text, in: statement.isOtherLanguage ? request.language.other : nil)
    }
    if let dissent = row.text("dissent") {
      try report.paragraph(en: "Dissenting view: \(dissent)", fr: "Avis divergent : \(dissent)")
    }
    // The core leaves out what may not be quoted; a second look costs nothing.
    for quote in row.rows("quotes") where quote.flag("mayQuote") != false {
      guard let text = quote.text("text") else { continue }
      try report.quote(text, attribution: quote.label("speakerGroup", CodeLists.stakeholderGroup))
    }
    try report.list(recommendations(row, organisations), ordered: true)
  }

  /// The reference, the theme, the agreement and who raised the point, in one line.
  private static func facts(_ row: InputRow, _ request: ReportRequest) -> RichText {
    var parts: [InlineValue] = []
    func add(_ value: InlineValue) {
      if !parts.isEmpty { parts.append(.text(" · ")) }
      parts.append(value)
    }
    if let theme = row.label("theme", CodeLists.theme) { add(.text(theme)) }
    if let agreement = row.label("agreement", CodeLists.agreement) {
      add(InlineValue(.text(TextSpan(agreement, emphasis: .strong))))
    }
    if let group = row.label("raisedBy", CodeLists.stakeholderGroup) {
      add(.text(request.text(en: "raised by: \(group)", fr: "soulevé par : \(group)")))
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
