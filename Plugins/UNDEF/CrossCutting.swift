import Records
import ReportKit

/// Section 11: four subjects of prose, and what appeared in the media.
enum CrossCutting {
  static func write(
    _ context: ReportContext, _ engagements: [InputRow], _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws {
    try report.section("crosscutting")
    for subject in subjects {
      try report.heading(subject.title)
      try subject.prose.writeText(context, &report, &ledger)
      if subject.prose.code == "visibility" { try writeMedia(context, engagements, &report) }
    }
  }

  private static func writeMedia(
    _ context: ReportContext, _ engagements: [InputRow], _ report: inout ReportBuilder
  ) throws {
    let media = engagements.filter { $0.string("engagementType") == "media_event" }
    guard !media.isEmpty else { return }
    try report.table(
      Bilingual(en: "Media activities", fr: "Activités médiatiques"),
      columns: [
        .date(en: "Date", fr: "Date", weight: 2), .text(en: "Title", fr: "Titre", weight: 6),
        .text(en: "Organised by", fr: "Organisée par", weight: 3),
      ]
    ) { table in
      for row in media {
        try table.add([
          .date(row.date("startsOn")), .text(row.text("title")),
          .text(row.string("host").map(context.organisations.short)),
        ])
      }
    }
  }

  private static let subjects: [(title: Bilingual, prose: ProseSection)] = [
    (
      Bilingual(en: "Gender and marginalised groups", fr: "Genre et groupes marginalisés"),
      subject(
        "gender", en: "How women and marginalised groups took part, and what it changed, is not described.",
        fr:
          "La participation des femmes et des groupes marginalisés, et ses effets, ne sont pas décrits."
      )
    ),
    (
      Bilingual(en: "Partnerships", fr: "Partenariats"),
      subject(
        "partnerships", en: "Who worked with whom, and how it went, is not described.",
        fr: "Les partenariats, et la manière dont ils ont fonctionné, ne sont pas décrits.")
    ),
    (
      Bilingual(en: "Visibility", fr: "Visibilité"),
      subject(
        "visibility", en: "How the Fund's support was made known is not described.",
        fr: "La manière dont l’appui du Fonds a été rendu public n’est pas décrite.")
    ),
    (
      Bilingual(en: "Sustainability", fr: "Pérennité"),
      subject(
        "sustainability", en: "What will remain after the project, and who will carry it, is not described.",
        fr: "Ce qui restera après le projet, et qui le portera, n’est pas décrit.")
    ),
  ]

  private static func subject(_ code: String, en: String, fr: String) -> ProseSection {
    ProseSection(outline: "crosscutting", code: code, gap: Bilingual(en: en, fr: fr))
  }
}
