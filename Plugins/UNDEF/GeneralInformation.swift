import Records
import ReportDocument
import ReportKit

/// Section 1: the form's head.
enum GeneralInformation {
  static func write(_ context: ReportContext, _ report: inout ReportBuilder, _ ledger: inout Ledger) throws {
    try report.section("general")
    try report.form(rows(context))
    ledger.named(context.programme.rows("partners").compactMap { $0.string("organisation") })
    ledger.named([context.programme.string("leadOrganisation")].compactMap { $0 })
    if let description = context.programme.text("description") {
      try report.prose(description)
      ledger.printed(description)
    } else {
      try report.placeholder(
        en: "The programme has no description.", fr: "Le programme n’a pas de description.",
        path: "programme.description")
    }
  }

  private static func rows(_ context: ReportContext) -> [FormRow] {
    let grant = context.grant
    return [
      .row(en: "Report type", fr: "Type de rapport", .text(context.request.text(context.phase.name))),
      .row(
        en: "Project type", fr: "Type de projet",
        .text(context.request.label(CodeLists.arrangement, grant.string("arrangement")))),
      .row(en: "UNDEF project number", fr: "Numéro de projet UNDEF", .text(grant.string("number"))),
      .row(en: "Project title", fr: "Titre du projet", .text(context.programme.text("title"))),
      .row(en: "Data as of", fr: "Données arrêtées au", .date(context.request.snapshotOn)),
      .row(en: "Location", fr: "Lieu", .text(location(context))),
      .row(en: "Start date", fr: "Date de début", .date(context.startsOn)),
      .row(en: "End date", fr: "Date de fin", .date(context.endsOn)),
      .row(en: "Duration in months", fr: "Durée en mois", .number(months(context))),
      .row(en: "Extension", fr: "Prolongation", .text(extensionText(context))),
      .row(en: "Implementing agency", fr: "Organisme de mise en œuvre", .text(context.implementingAgency)),
      .row(
        en: "Executing agency", fr: "Agence d’exécution", .text(partners(context, "executing"))),
      .row(
        en: "Implementing partners", fr: "Partenaires de mise en œuvre",
        .text(partners(context, "implementing", "partner", "media", "academic"))),
      .row(en: "Target groups", fr: "Groupes cibles", .text(targetGroups(context))),
    ]
  }

  /// The form asks for one of Global, Regional and Local, and for the areas.
  private static func location(_ context: ReportContext) -> String? {
    let areas = context.programme.strings("regions")
      .compactMap { context.request.label(CodeLists.region, $0) }.joined(separator: ", ")
    guard !areas.isEmpty else { return nil }
    return context.text(en: "Local: \(areas) (Mali)", fr: "Local : \(areas) (Mali)")
  }

  private static func extensionText(_ context: ReportContext) -> String {
    guard let day = context.grant.date("extendedUntil") else { return context.text(en: "No", fr: "Non") }
    let date =
      DocumentDate(day).map { DateText.long($0, in: DocumentLanguage(context.request.language)) }
      ?? day.description
    return context.text(en: "Yes, until \(date)", fr: "Oui, jusqu’au \(date)")
  }

  private static func months(_ context: ReportContext) -> Int? {
    guard let start = context.startsOn, let end = context.endsOn else { return nil }
    return wholeMonths(from: start, through: end)
  }

  private static func targetGroups(_ context: ReportContext) -> String? {
    lines(
      context.programme.rows("targets").filter { $0.string("unit") != "events" }.compactMap {
        $0.text("label")
      })
  }

  /// The partners of these roles, numbered; "none" where partners are recorded, but none of these roles.
  private static func partners(_ context: ReportContext, _ roles: String...) -> String? {
    guard !context.programme.rows("partners").isEmpty else { return nil }
    return lines(context.partners(roles), numbered: true) ?? context.text(en: "None", fr: "Néant")
  }

  private static func lines(_ items: [String], numbered: Bool = false) -> String? {
    guard !items.isEmpty else { return nil }
    guard numbered, items.count > 1 else { return items.joined(separator: "\n") }
    return items.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }
}

/// Whole months from the first day to the end of the last one; nil if the last lies before the first.
func wholeMonths(from start: CalendarDate, through end: CalendarDate) -> Int? {
  guard start <= end, let after = CalendarDate(daysSince2000: end.daysSince2000 + 1) else { return nil }
  let months = (after.year - start.year) * 12 + after.month - start.month
  return after.day < start.day ? months - 1 : months
}
