import Disclosure
import MethodCatalogue
import Violations

extension AccessService {
  static let issuing = MethodDeclaration(
    "kurukan.v1.Access/Issue",
    Wording(
      en: "Issues a token, which is shown this once.", fr: "Délivre un jeton, qui n’est montré que cette fois."),
    access: .roles([.administrator]), cost: .database, timeout: .seconds(30),
    parameters: .fields([
      .required(
        "principal", .string,
        Wording(
          en: "the name under which the holder's records and reviews are signed",
          fr: "le nom dont sont signés les enregistrements et les revues du détenteur")),
      .optional(
        "team", .string,
        Wording(
          en: "the team to which the holder's records belong; by default one of the holder's own",
          fr: "l’équipe à laquelle appartiennent ses enregistrements ; par défaut la sienne seule")),
      .required(
        "role", .string,
        Wording(
          en: "submitter, reviewer, donor, auditor or administrator",
          fr: "submitter, reviewer, donor, auditor ou administrator")),
      .required(
        "level", .string,
        Wording(
          en: "the highest level that the holder may read", fr: "le niveau le plus élevé que le détenteur peut lire")),
      .optional(
        "programmes", .strings,
        Wording(en: "the programmes allowed; by default all", fr: "les programmes permis ; tous par défaut")),
      .optional(
        "grants", .strings,
        Wording(en: "the grants allowed; by default all", fr: "les subventions permises ; toutes par défaut")),
      .optional(
        "export", .boolean,
        Wording(
          en: "whether the holder may export records in numbers",
          fr: "si le détenteur peut exporter des enregistrements en nombre")),
      .optional(
        "label", .string,
        Wording(en: "a note, such as the machine that keeps it", fr: "une note, par exemple la machine qui le garde")),
      .optional(
        "lifetimeDays", .integer,
        Wording(
          en: "days after which it stops working; by default never",
          fr: "jours après lesquels il cesse de valoir ; jamais par défaut")),
    ]),
    answer: [
      .required("id", .string, Wording(en: "by which it is revoked", fr: "par lequel il est révoqué")),
      .required("token", .string, Wording(en: "the token itself", fr: "le jeton lui-même")),
    ])

  static let listing = MethodDeclaration(
    "kurukan.v1.Access/List",
    Wording(en: "Lists all tokens, without their secrets.", fr: "Énumère tous les jetons, sans leurs secrets."),
    access: .roles([.administrator, .auditor]), cost: .database, timeout: .seconds(30), parameters: .none,
    answer: [
      .required(
        "tokens", .objects,
        Wording(
          en: "id, principal, team, role, level, programmes, grants, export, label, issuedBy, issuedAt, expiresAt, "
            + "revokedAt, revokedBy",
          fr: "id, principal, team, role, level, programmes, grants, export, label, issuedBy, issuedAt, expiresAt, "
            + "revokedAt, revokedBy"))
    ])

  static let revoking = MethodDeclaration(
    "kurukan.v1.Access/Revoke",
    Wording(
      en: "Ends a token, within a second on every server and open connection.",
      fr: "Met fin à un jeton, en une seconde sur tous les serveurs et toutes les connexions ouvertes."),
    access: .roles([.administrator]), cost: .database, timeout: .seconds(30),
    parameters: .fields([
      .required(
        "id", .string,
        Wording(en: "the token's id, as Access/List has it", fr: "l’identifiant du jeton, tel que le donne Access/List")
      )
    ]),
    answer: [
      .required("id", .string, Wording(en: "the token's id", fr: "l’identifiant du jeton")),
      .required(
        "changed", .boolean,
        Wording(
          en: "false where no such token held any more", fr: "false si aucun jeton de ce nom ne valait plus")),
    ])

  static let trail = MethodDeclaration(
    "kurukan.v1.Access/Trail",
    Wording(
      en: "Reads the audit trail, the latest event first.",
      fr: "Lit le journal d’audit, l’événement le plus récent d’abord."),
    access: .roles([.administrator, .auditor]), cost: .database, timeout: .seconds(30),
    parameters: .fields([
      .optional("principal", .string, Wording(en: "only events of this caller", fr: "seulement ceux de cet appelant")),
      .optional("method", .string, Wording(en: "only events of this method", fr: "seulement ceux de cette méthode")),
      .optional("refusedOnly", .boolean, Wording(en: "only what was refused", fr: "seulement ce qui a été refusé")),
      .optional(
        "before", .integer,
        Wording(
          en: "the number of the page's last entry, for the next page",
          fr: "le numéro de la dernière entrée de la page, pour la suivante")),
    ]),
    answer: [
      .required(
        "entries", .objects,
        Wording(
          en: "number, at, principal, role, address, method, outcome, requestId, milliseconds, details; records are"
            + " named to those of the level confidential",
          fr: "number, at, principal, role, address, method, outcome, requestId, milliseconds, details ; les"
            + " enregistrements sont nommés à qui a le niveau confidential"))
    ])
}
