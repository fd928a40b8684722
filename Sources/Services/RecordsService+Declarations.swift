import Disclosure
import MethodCatalogue
import Violations

extension RecordsService {
  static let submitting = MethodDeclaration(
    "kurukan.v1.Records/Submit",
    Wording(
      en: "Takes one record of any kind in; answers when it is committed.",
      fr: "Reçoit un enregistrement de n’importe quel genre ; répond quand il est validé en base."),
    access: .roles([.submitter, .reviewer]), cost: .small, timeout: nil,
    parameters: .object(
      Wording(
        en: "a record, as `kurukan template KIND` prints one; `ifRevision` names the revision that it replaces",
        fr: "un enregistrement, tel que l’affiche `kurukan template KIND` ; `ifRevision` nomme la révision remplacée")),
    answer: identity + [
      .required("revision", .integer, Wording(en: "the record's revision", fr: "la révision de l’enregistrement")),
      .required(
        "outcome", .string, Wording(en: "created, revised or duplicate", fr: "created, revised ou duplicate")),
      .optional(
        "superseded", .boolean,
        Wording(en: "whether a later revision is there already", fr: "si une révision plus récente existe déjà")),
      .optional(
        "warnings", .objects,
        Wording(
          en: "what the record lacks for a review, names in vain, or why no report shows it",
          fr: "ce qui lui manque pour une revue, ce qu’il nomme en vain, ou pourquoi aucun rapport ne le montre")),
    ])

  static let reviewing = MethodDeclaration(
    "kurukan.v1.Records/Review",
    Wording(
      en: "Validates, publishes or returns one revision.", fr: "Valide, publie ou renvoie une révision."),
    access: .roles([.reviewer]), cost: .database, timeout: .seconds(60),
    parameters: .fields(
      identity + [
        .required(
          "revision", .integer, Wording(en: "the revision that was reviewed", fr: "la révision qui a été revue")),
        .required(
          "decision", .string, Wording(en: "validate, publish or return", fr: "validate, publish ou return")),
        .optional(
          "reason", .string,
          Wording(
            en: "what the submitter has to change; required for return",
            fr: "ce que l’auteur doit modifier ; exigé pour return")),
      ]),
    answer: identity + [
      .required("revision", .integer, Wording(en: "the revision", fr: "la révision")),
      .required("decision", .string, Wording(en: "the decision", fr: "la décision")),
      .required(
        "changed", .boolean,
        Wording(en: "false where it had been decided so before", fr: "false si la décision avait déjà été prise")),
    ])

  static let getting = MethodDeclaration(
    "kurukan.v1.Records/Get", Wording(en: "Reads one record.", fr: "Lit un enregistrement."), access: readers,
    cost: .database, timeout: .seconds(30), parameters: .fields(identity), answer: RecordAnswers.fields)

  /// Those who may read records as they were sent: a submitter the own team's, the others all.
  static let readers = MethodAccess.roles([.submitter, .reviewer, .auditor])

  static let identity: [MethodField] = [
    .required("kind", .string, Wording(en: "the kind of record", fr: "le genre d’enregistrement")),
    .required("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
    .required("key", .string, Wording(en: "the record's key", fr: "la clé de l’enregistrement")),
  ]
}
