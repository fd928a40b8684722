extension RecordKind {
  /// What changed for somebody, as a donor prints it.
  public static let story = RecordKind(
    "story", en: "Story of change", fr: "Récit de changement",
    "What changed for somebody, told with that person's consent.",
    days: [.field("happenedOn"), .through("engagement", field: "startsOn")],
    fields: [
      Field("title", .title, .required, told, "The title."),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
      Field("engagement", .under("engagement"), .optional, .everyone, "The engagement from which it came.").dimension(),
      Field("place", .object(.place), .optional, .everyone, "Where it happened."),
      Field("happenedOn", .partialDate, .optional, .everyone, "When it happened.").orderable(),
      Field("theme", .code(CodeLists.theme), .optional, .everyone, "What it is about.").dimension(),
      Field("programmeArea", .code(CodeLists.programmeArea), .optional, .everyone, "The area of work.").textDimension(),
      Field("subject", .words, .optional, told, "Whose story it is, under another name."),
      Field(
        "group", .code(CodeLists.stakeholderGroup), .optional, .people(from: .restricted), "The group of that person."
      )
      .textDimension(),
      Field("before", .prose, .optional, told, "How it was before."),
      Field("action", .prose, .optional, told, "What was done."),
      Field("change", .prose, .required, told, "What changed."),
      Field("contribution", .prose, .optional, told, "What others added."),
      Field("consentBasis", .code(CodeLists.consentBasis), .required, .everyone, "On what the consent rests."),
      Field("consent", .to("consent"), .optional, .never, "The consent, where it is on record."),
      Field("photo", .to("evidence"), .optional, consented("photo"), "A photograph that the consent covers."),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .from(.internal),
        "What proves it."),
    ],
    rules: [.placeExists(on: "happenedOn")],
    reviewRules: [
      // What was announced to a group is nobody's consent to tell one life.
      .needed("consent", when: "consentBasis", is: "written", "oral_recorded", "oral_witnessed", "group_announcement")
    ],
    examples: [
      #"{"kind":"story","programme":"inclusion-femmes","key":"recit-2024-01","language":"fr","confidentiality":"internal","note":"Prénom changé.","title":"Une voix au conseil communal","grant":"IP-XX-MLI","engagement":"FG-2024-SEG-02","place":{"region":"segou","cercle":"Ségou"},"happenedOn":"2024-09-12","theme":"peace_cohesion","programmeArea":"womens_participation","subject":"Awa (nom d’emprunt)","group":"women_group","before":"Les femmes n’assistaient pas aux sessions.","action":"Le groupement a présenté son plan d’action.","change":"Le conseil réserve un point à leurs demandes.","contribution":"La mairie a ouvert ses sessions.","consentBasis":"written","consent":"C-2024-07","photo":"photo-2024-09","evidence":["pv-conseil-2024-09"]}"#
    ])

  /// The whole record is one person's, so one consent governs every word.
  private static let told = consented("use_in_report")

  private static func consented(_ scope: String) -> Visibility {
    .words(basis: "consentBasis", consent: "consent", scope: scope)
  }
}
