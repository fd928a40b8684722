extension RecordKind {
  /// What may hinder a programme or harm people, or already does.
  public static let risk = RecordKind(
    "risk", en: "Risk or challenge", fr: "Risque ou difficulté",
    "What may hinder a programme or harm people, or already does, with what is done about it.",
    days: [.field("reviewedOn"), .field("identifiedOn")],
    fields: [
      Field(
        "title", .title, .required, .everyone.raised(to: .restricted, when: "category", is: "protection"),
        "The risk in one sentence."),
      Field("category", .code(CodeLists.riskCategory), .required, .everyone, "What it comes from.").dimension(),
      Field("description", .prose, .optional, careful, "The circumstances."),
      Field("effect", .prose, .optional, careful, "What it does to the programme."),
      Field("likelihood", .code(CodeLists.riskRating), .optional, .everyone, "How likely it is.").textDimension(),
      Field("impact", .code(CodeLists.riskRating), .optional, .everyone, "How heavy its impact is.").textDimension(),
      Field("mitigation", .prose, .optional, careful, "What is done against it."),
      Field("safetyNote", .prose, .optional, .never, "What must not travel: routes, dates, informants."),
      Field("status", .code(CodeLists.riskStatus), .required, .everyone, "Where it stands.").dimension(),
      Field("ownerRole", .words, .optional, .from(.internal), "Who watches it, by role."),
      Field("identifiedOn", .date, .optional, .everyone, "The day on which it was seen first.").orderable(),
      Field("reviewedOn", .date, .optional, .everyone, "The day on which it was last looked at.").orderable(),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it concerns.").dimension(),
      Field("place", .object(.place), .optional, .everyone, "Where it holds."),
      Field("framework", .to("framework"), .optional, .everyone, "The framework.").textDimension(),
      Field("node", .formatted(.nodeCode), .optional, .everyone, "The node there that it concerns.").textDimension(),
    ],
    rules: [
      .order("identifiedOn", "reviewedOn"),
      .placeExists(on: "identifiedOn"),
      .requires("effect", when: "status", is: "occurred"),
      .requires("framework", with: "node"),
    ],
    examples: [
      #"{"kind":"risk","programme":"gouvernance-defense","key":"risque-03","language":"fr","confidentiality":"internal","note":"Revu en réunion d’équipe.","title":"Routes coupées autour de Tombouctou","category":"security","description":"Attaques sur l’axe principal.","effect":"Deux tables rondes reportées.","likelihood":"high","impact":"medium","mitigation":"Vols des Nations Unies, participation en ligne.","safetyNote":"Ne pas nommer l’hôtel.","status":"occurred","ownerRole":"Coordination","identifiedOn":"2023-03-01","reviewedOn":"2023-06-30","grant":"UDF-XX-XXX-MLI","place":{"region":"tombouctou"},"framework":"undef-cadre","node":"1.1"}"#
    ])

  /// Details of what endangers people say where they are to be found.
  private static let careful = Visibility.everyone.raised(
    to: .restricted, when: "category", is: "security", "protection")
}
