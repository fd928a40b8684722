import Records
import ReportKit

/// The cover and the list of the form's twelve sections.
enum Cover {
  static func begin(_ context: ReportContext, _ report: inout ReportBuilder) throws {
    try report.begin(
      title: context.phase.title,
      donor: UNDEFFormat.description.donor,
      reference: context.grant.string("number"),
      from: context.window.from ?? context.startsOn,
      to: context.window.to ?? context.finishesOn,
      facts: [
        .row(en: "Implementing agency", fr: "Organisme de mise en œuvre", .text(context.implementingAgency)),
        .row(
          en: "Project type", fr: "Type de projet",
          .text(context.request.label(CodeLists.arrangement, context.grant.string("arrangement")))),
      ],
      outline: outline)
  }

  static let outline: [OutlineSection] = [
    OutlineSection("general", en: "General information", fr: "Informations générales"),
    OutlineSection("finance", en: "Financial status", fr: "Situation financière"),
    OutlineSection("management", en: "Management actions", fr: "Actions de gestion"),
    OutlineSection(
      "beneficiaries", en: "Target groups and beneficiaries reached",
      fr: "Groupes cibles et bénéficiaires touchés"),
    OutlineSection("outputs", en: "Implementation of outputs", fr: "Réalisation des produits"),
    OutlineSection("outcomes", en: "Outcomes", fr: "Effets"),
    OutlineSection("findings", en: "Key findings", fr: "Principaux constats"),
    OutlineSection(
      "changes", en: "Changes against the project document", fr: "Écarts par rapport au document de projet"),
    OutlineSection(
      "challenges", en: "Challenges and remedial action", fr: "Difficultés et mesures correctives"),
    OutlineSection("lessons", en: "Lessons learned", fr: "Enseignements tirés"),
    OutlineSection(
      "crosscutting", en: "Gender, partnerships, visibility and sustainability",
      fr: "Genre, partenariats, visibilité et pérennité"),
    OutlineSection("supplementary", en: "Supplementary materials", fr: "Pièces complémentaires"),
  ]
}
