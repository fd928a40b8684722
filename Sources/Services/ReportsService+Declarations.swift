import Disclosure
import MethodCatalogue
import Violations

extension ReportsService {
  static let formats = MethodDeclaration(
    "kurukan.v1.Reports/Formats",
    Wording(en: "Lists the formats and their reports.", fr: "Énumère les formats et leurs rapports."),
    access: .everyone, cost: .small, timeout: .seconds(15), parameters: .none,
    answer: [
      .required(
        "formats", .objects,
        Wording(en: "id, version, donor, title and reports", fr: "id, version, bailleur, titre et rapports"))
    ])

  static let describing = MethodDeclaration(
    "kurukan.v1.Reports/Describe",
    Wording(
      en: "Describes one report: its parameters and needs.", fr: "Décrit un rapport : ses paramètres et ses besoins."),
    access: .authenticated, cost: .small, timeout: .seconds(15), parameters: .fields([report]),
    answer: [
      .required("id", .string, Wording(en: "the report's id", fr: "l’identifiant du rapport")),
      .required("title", .object, Wording(en: "its title", fr: "son titre")),
      .required("languages", .strings, Wording(en: "the languages it comes in", fr: "ses langues")),
      .required("media", .strings, Wording(en: "the media it comes in", fr: "ses supports")),
      .required(
        "unavailableMedia", .objects,
        Wording(
          en: "medium, why and remedy of those that this server cannot write now",
          fr: "medium, why et remedy de ceux que ce serveur ne peut pas écrire pour l’instant")),
      .required("level", .string, Wording(en: "its usual level", fr: "son niveau habituel")),
      .optional("cadence", .object, Wording(en: "how often it is due", fr: "sa périodicité")),
      .required("cadences", .strings, Wording(en: "the periods that it is made for", fr: "les périodes qu’il couvre")),
      .required("grant", .string, Wording(en: "required or optional", fr: "required ou optional")),
      .optional("grantPattern", .string, Wording(en: "the pattern of its number", fr: "le motif de son numéro")),
      .required("format", .string, Wording(en: "the format's id", fr: "l’identifiant du format")),
      .required("formatVersion", .string, Wording(en: "the format's version", fr: "la version du format")),
      .required("formatDigest", .string, Wording(en: "the SHA-256 of its file", fr: "le SHA-256 de son fichier")),
      .required("parameters", .object, Wording(en: "its parameters' JSON Schema", fr: "le JSON Schema des paramètres")),
      .required("queries", .objects, Wording(en: "what it reads", fr: "ce qu’il lit")),
    ])

  static let rendering = MethodDeclaration(
    "kurukan.v1.Reports/Render",
    Wording(
      en: "Renders a report: progress, diagnostics, chunks.",
      fr: "Produit un rapport : avancement, diagnostics, morceaux."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .process, timeout: renderingTime,
    parameters: .fields(request),
    messages: [
      .optional("progress", .string, Wording(en: "a number from 0 to 1", fr: "un nombre de 0 à 1")),
      .optional("diagnostic", .object, Wording(en: "what the format says", fr: "ce que dit le format")),
      .optional("offset", .integer, Wording(en: "where the chunk begins", fr: "où commence le morceau")),
      .optional("chunk", .string, Wording(en: "bytes in base64", fr: "octets en base64")),
    ],
    answer: [
      .required("run", .string, Wording(en: "by which it can be fetched again", fr: "ce qui permet de le reprendre")),
      .required("report", .string, Wording(en: "the report's id", fr: "l’identifiant du rapport")),
      .required("medium", .string, Wording(en: "the medium", fr: "le support")),
      .required("bytes", .integer, Wording(en: "how many bytes went out", fr: "combien d’octets sont sortis")),
      .required("sha256", .string, Wording(en: "their SHA-256", fr: "leur SHA-256")),
      .required("formatDigest", .string, Wording(en: "the format's SHA-256", fr: "le SHA-256 du format")),
      .required("withheld", .objects, .withheldAnswer),
      .optional("hiddenPercent", .integer, .hiddenPercentAnswer),
      .required("milliseconds", .string, Wording(en: "how long it took", fr: "la durée")),
    ])

  static let checking = MethodDeclaration(
    "kurukan.v1.Reports/Check",
    Wording(
      en: "Says what a report lacks, with the record or the field to supply; renders nothing.",
      fr: "Dit ce qui manque à un rapport, avec l’enregistrement ou le champ à fournir ; ne produit rien."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .process, timeout: renderingTime,
    parameters: .fields(request),
    answer: [
      .required("report", .string, Wording(en: "the report's id", fr: "l’identifiant du rapport")),
      .required("possible", .boolean, Wording(en: "whether there would be a report", fr: "si le rapport existerait")),
      .required("complete", .boolean, Wording(en: "whether nothing is missing", fr: "si rien ne manque")),
      .required(
        "diagnostics", .objects,
        Wording(en: "severity, summary, detail, path", fr: "severity, summary, detail, path")),
    ])

  /// What is said of a report that is wanted.
  private static let request: [MethodField] = [
    report, .required("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
    .optional(
      "grant", .string,
      Wording(
        en: "the grant's number: what belongs to other grants is left out",
        fr: "le numéro de la subvention : ce qui relève d’autres subventions est omis")),
    .optional(
      "period", .object,
      Wording(
        en: "from and to, the first and the last day covered; nothing later is shown",
        fr: "from et to, le premier et le dernier jour couverts ; rien de postérieur n’est montré")),
    .optional("language", .string, Wording(en: "fr or en", fr: "fr ou en")),
    .optional("medium", .string, Wording(en: "one of the report's media", fr: "l’un des supports du rapport")),
    .optional(
      "reportDate", .string,
      Wording(
        en: "the day that the report bears; today in UTC by default",
        fr: "la date du rapport ; par défaut, celle du jour en UTC")),
    .optional("level", .string, Wording(en: "the disclosure level", fr: "le niveau de diffusion")),
    .optional("threshold", .integer, .thresholdParameter),
    .optional("parameters", .object, Wording(en: "the report's own parameters", fr: "les paramètres du rapport")),
  ]

  private static let report = MethodField.required(
    "report", .string,
    Wording(
      en: "the report's id, as Reports/Formats lists it",
      fr: "l’identifiant du rapport, tel que le donne Reports/Formats"))
}
