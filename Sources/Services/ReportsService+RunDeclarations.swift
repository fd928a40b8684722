import Disclosure
import MethodCatalogue
import Violations

extension ReportsService {
  static let listingRuns = MethodDeclaration(
    "kurukan.v1.Reports/Runs",
    Wording(
      en: "Lists reports that were composed, the latest first.",
      fr: "Énumère les rapports composés, du plus récent au plus ancien."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .database, timeout: .seconds(15),
    parameters: .fields([
      .optional("programme", .string, Wording(en: "only those of this programme", fr: "ce programme seulement")),
      .optional("report", .string, Wording(en: "only those of this report", fr: "ce rapport seulement")),
      .optional(
        "pageToken", .string,
        Wording(en: "the nextPageToken of the page before", fr: "le nextPageToken de la page précédente")),
    ]),
    answer: [
      .required(
        "runs", .objects,
        Wording(
          en:
            "run, report, programme, level, language, grant, period, reportDate, requestedBy, requestedAt, state, media; recalled where something that it "
            + "tells was taken back",
          fr:
            "run, report, programme, level, language, grant, period, reportDate, requestedBy, requestedAt, state, media ; recalled si un de ses éléments a "
            + "été retiré")), PageParameters.next,
    ])

  static let showingRun = MethodDeclaration(
    "kurukan.v1.Reports/Run",
    Wording(
      en: "Shows one composed report: what was asked, what was said, who received it.",
      fr: "Montre un rapport composé : la demande, les diagnostics, les destinataires."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .database, timeout: .seconds(15), parameters: .fields([runID]),
    answer: [
      .required("run", .string, Wording(en: "the run", fr: "la composition")),
      .required("report", .string, Wording(en: "the report's id", fr: "l’identifiant du rapport")),
      .required("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
      .required("level", .string, Wording(en: "the report's level", fr: "le niveau du rapport")),
      .optional("language", .string, Wording(en: "its language", fr: "sa langue")),
      .optional("grant", .string, Wording(en: "the grant's number", fr: "le numéro de la subvention")),
      .optional("period", .object, Wording(en: "from and to, the days covered", fr: "from et to, les jours couverts")),
      .optional("reportDate", .string, Wording(en: "the day that it bears", fr: "sa date")),
      .required("requestedBy", .string, Wording(en: "who asked", fr: "qui l’a demandé")),
      .required("requestedAt", .string, Wording(en: "when", fr: "quand")),
      .required("state", .string, Wording(en: "composing, composed or failed", fr: "composing, composed ou failed")),
      .optional(
        "recalled", .boolean,
        Wording(en: "true where something was taken back", fr: "vrai si un élément a été retiré")),
      .required("media", .objects, Wording(en: "the media that are written", fr: "les supports déjà écrits")),
      .required("request", .object, Wording(en: "what was asked for", fr: "ce qui a été demandé")),
      .required("formatVersion", .string, Wording(en: "the format's version", fr: "la version du format")),
      .required("formatDigest", .string, Wording(en: "the SHA-256 of its file", fr: "le SHA-256 de son fichier")),
      .optional("blocks", .integer, Wording(en: "how many blocks", fr: "le nombre de blocs")),
      .optional(
        "inputSha256", .string, Wording(en: "the SHA-256 of what was read", fr: "le SHA-256 de ce qui a été lu")),
      .optional("blocksSha256", .string, Wording(en: "the SHA-256 of the blocks", fr: "le SHA-256 des blocs")),
      .optional("hiddenPercent", .integer, .hiddenPercentAnswer),
      .optional("withheld", .objects, .withheldAnswer),
      .optional("failure", .object, Wording(en: "why it failed", fr: "la raison de l’échec")),
      .required("diagnostics", .objects, Wording(en: "what the format said", fr: "ce que le format a dit")),
      .required("deliveries", .objects, Wording(en: "who received it, and when", fr: "qui l’a reçu, et quand")),
    ])

  static let tracing = MethodDeclaration(
    "kurukan.v1.Reports/Trace",
    Wording(
      en: "Names the records and revisions behind a figure of a composed report, as far as the caller may read them.",
      fr:
        "Nomme les enregistrements et révisions derrière un chiffre d’un rapport composé, dans la mesure où l’appelant "
        + "peut les lire."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .database, timeout: .seconds(15),
    parameters: .fields([
      runID, .required("trace", .string, Wording(en: "the figure's trace", fr: "la trace du chiffre")),
    ]),
    answer: [
      .required("run", .string, Wording(en: "the run", fr: "la composition")),
      .required("trace", .string, Wording(en: "the trace", fr: "la trace")),
      .required(
        "records", .objects,
        Wording(en: "kind, programme, key, revision, level", fr: "kind, programme, key, revision, level")),
      .optional(
        "others", .object,
        Wording(
          en: "roughly how many more there are: about, or fewerThan",
          fr: "combien d’autres, à peu près : about, ou fewerThan")),
    ])

  static let fetching = MethodDeclaration(
    "kurukan.v1.Reports/Fetch",
    Wording(
      en: "Sends a composed report again, from an offset on, in any medium.",
      fr: "Renvoie un rapport composé, à partir d’une position, dans tout support."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .process, timeout: renderingTime,
    parameters: .fields([
      runID, .required("medium", .string, Wording(en: "one of the report's media", fr: "l’un des supports du rapport")),
      .optional(
        "offset", .integer,
        Wording(en: "the first byte wanted; 0 by default", fr: "le premier octet voulu ; 0 par défaut")),
    ]),
    messages: [
      .required("offset", .integer, Wording(en: "where the chunk begins", fr: "où commence le morceau")),
      .required("chunk", .string, Wording(en: "bytes in base64", fr: "octets en base64")),
    ],
    answer: [
      .required("run", .string, Wording(en: "the run", fr: "la composition")),
      .required("report", .string, Wording(en: "the report's id", fr: "l’identifiant du rapport")),
      .required("medium", .string, Wording(en: "the medium", fr: "le support")),
      .required("bytes", .integer, Wording(en: "its size as a whole", fr: "sa taille totale")),
      .required("sha256", .string, Wording(en: "the SHA-256 of the whole", fr: "le SHA-256 du tout")),
      .required("writerVersion", .string, Wording(en: "what wrote it", fr: "ce qui l’a écrit")),
    ])

  private static let runID = MethodField.required(
    "run", .string,
    Wording(
      en: "the run, as Reports/Render and Reports/Runs give it",
      fr: "la composition, telle que la donnent Reports/Render et Reports/Runs"))
}
